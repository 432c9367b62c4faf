#if Postgres
    /// Reads from a fleet's record what should not have been. Knows nothing of how the store works.
    struct FleetCheck {
        /// What a process went on executing after it had been given up.
        struct Tail {
            var process: String
            var run: String
            /// Microseconds after its attempt was given up, and after which it had ended at the latest.
            var length: Int
            var allowed: Int
        }

        private enum Outcome {
            static let failed = 2, lost = 6
        }

        /// How far the clocks of two journals may be apart, in microseconds.
        static let tolerance = 5_000

        let record: FleetRecord
        private(set) var tails: [Tail] = []
        private(set) var violations: [String] = []
        /// Attempts of processes to which nothing had been done that were given up all the same: the machine was too
        /// slow.
        private(set) var losses = 0
        /// Executions, with what they held as far as they were not given up.
        private var executions: [FleetRecord.Execution] = []
        private var completed: [String: Int] = [:]

        private let lease: Int

        init(_ record: FleetRecord, lease: Duration) {
            self.record = record
            self.lease = Int(lease / .microseconds(1))
            match()
            violations += record.failures
            checkTriggers()
            checkEnds()
            checkResults()
            checkLimits()
        }

        // MARK: Attempts

        /// Finds for what was executed the attempt that the database knows.
        private mutating func match() {
            var matched: [String: Set<Int>] = [:]
            for var execution in record.executions {
                let name = "attempt \(execution.attempt) of \(execution.task) \(execution.run) in \(execution.process)"
                guard
                    let attempt = record.runs[execution.run]?.history.last(where: {
                        $0.number == execution.attempt && $0.start <= execution.start + Self.tolerance
                    })
                else {
                    violations.append("\(name) was executed and is not known")
                    continue
                }
                if !matched[execution.run, default: []].insert(attempt.start).inserted {
                    violations.append("\(name) was executed twice")
                }
                if attempt.outcome == Outcome.lost {
                    giveUp(&execution, at: attempt.end)
                } else if execution.end > attempt.end + Self.tolerance {
                    violations.append("\(name) ended \(execution.end - attempt.end) µs after it was said to have ended")
                }
                if execution.outcome == "completed", attempt.outcome == 1 {
                    completed[execution.run, default: 0] += 1
                }
                executions.append(execution)
            }
        }

        private mutating func giveUp(_ execution: inout FleetRecord.Execution, at fence: Int) {
            if !wasAfflicted(execution.process, before: fence) { losses += 1 }
            let end = execution.held.last?.upperBound ?? 0
            execution.held = execution.held.compactMap { held in
                held.lowerBound < fence ? held.lowerBound..<min(held.upperBound, fence) : nil
            }
            guard end > fence else { return }
            // Who is stopped does nothing, and gets to know when it is continued.
            let pauses = record.stopped[execution.process, default: []] + record.gaps[execution.process, default: []]
            let allowed = Self.length(of: pauses, in: fence..<end) + lease + lease / 3 + 1_500_000
            tails.append(
                Tail(process: execution.process, run: execution.run, length: end - fence, allowed: allowed))
            if end - fence > allowed {
                violations.append(
                    """
                    \(execution.process) executed \(execution.task) \(execution.run) for \((end - fence) / 1_000) ms after it \
                    was given up, and \(allowed / 1_000) ms are allowed
                    """)
            }
        }

        /// How much of a time others take up together.
        private static func length(of parts: [Range<Int>], in whole: Range<Int>) -> Int {
            var (length, covered) = (0, whole.lowerBound)
            for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
                let part = part.clamped(to: covered..<max(covered, whole.upperBound))
                length += part.count
                covered = max(covered, part.upperBound)
            }
            return length
        }

        private func wasAfflicted(_ process: String, before fence: Int) -> Bool {
            let window = fence - 4 * lease..<fence
            if let life = record.lives[process], life.upperBound <= fence { return true }
            return [record.stopped[process], record.gaps[process], record.offline[process], record.offline["*"]]
                .contains { $0?.contains { $0.overlaps(window) } ?? false }
        }

        // MARK: Triggers

        private mutating func checkTriggers() {
            var byNumber: [Int: [String]] = [:]
            for (id, run) in record.runs { byNumber[run.number, default: []].append(id) }
            for (number, run) in record.accepted where record.runs[run] == nil {
                violations.append("trigger \(number) was accepted as \(run), and is lost")
            }
            for number in record.refused where byNumber[number] != nil {
                violations.append("trigger \(number) was refused, and made \(byNumber[number]!)")
            }
            for (number, named) in record.unknown {
                guard let runs = byNumber[number], record.triggered[number]?.key == "-" else { continue }
                if runs != [named] { violations.append("trigger \(number) may have made \(named), and made \(runs)") }
            }
            for (number, runs) in byNumber {
                if runs.count > 1 { violations.append("trigger \(number) made \(runs.count) runs: \(runs)") }
                if number > 0, record.triggered[number] == nil { violations.append("nobody made trigger \(number)") }
            }
            var named: [String: Set<String>] = [:]
            for (number, run) in record.accepted {
                guard let key = record.triggered[number]?.key, key != "-" else { continue }
                named[key, default: []].insert(run)
            }
            for (id, run) in record.runs { if let key = run.idempotencyKey { named[key, default: []].insert(id) } }
            for (key, runs) in named where runs.count > 1 {
                violations.append("the idempotency key '\(key)' names \(runs.count) runs")
            }
        }

        // MARK: Ends

        private mutating func checkEnds() {
            let mostAttempts = ["shop": 3, "doomed": 2]
            for (id, run) in record.runs {
                let name = "\(run.task) \(id)"
                func expect(_ isTrue: Bool, _ problem: String) {
                    if !isTrue { violations.append("\(name) \(problem)") }
                }
                let ended = run.history.filter { $0.outcome != 5 }
                switch run.state {
                case 10: expect(completed[id] == 1, "completed, and its handler did so \(completed[id] ?? 0) times")
                case 11:
                    expect(
                        run.attempts == mostAttempts[run.task] && ended.count == run.attempts
                            && ended.allSatisfy { [Outcome.failed, Outcome.lost].contains($0.outcome) },
                        "failed after \(run.attempts) attempts: \(ended.map(\.outcome))")
                case 12:
                    let isAsked = record.cancelled.contains(id) || run.parent.map(record.cancelled.contains) ?? false
                    expect(isAsked, "was cancelled by nobody")
                case 13: expect(run.task == "brief" && run.history.isEmpty, "expired")
                case 14: expect(run.task == "slow", "timed out")
                default: expect(false, "has not ended: state \(run.state)")
                }
                let completions = run.history.filter { [1, 3, 4].contains($0.outcome) }
                expect(completions.count <= 1 && completions.first?.end ?? run.end == run.end, "ended more than once")
            }
        }

        private mutating func checkResults() {
            let names = ["completed": 10, "failed": 11, "canceled": 12, "expired": 13, "timedOut": 14]
            var told: [String: Int] = [:]
            for (run, state, time) in record.results {
                if record.runs[run]?.state != names[state] {
                    violations.append("\(run) was told to have \(state), and has \(record.runs[run]?.state ?? -1)")
                }
                told[run] = time
            }
            for execution in executions {
                if let time = told[execution.run], execution.held.contains(where: { $0.lowerBound > time }) {
                    violations.append("\(execution.run) was executed after its result was told")
                }
            }
        }

        // MARK: Limits

        private mutating func checkLimits() {
            check("the organization", 7) { _ in true }
            for (queue, limit) in [("plain", 3), ("serial", 1), ("capped", 4), ("parents", 2), ("holders", 2)] {
                check(queue, limit) { $0.queue == queue }
            }
            for (queue, limit) in [("keyed", 1), ("capped", 2)] {
                for key in Set(executions.filter { $0.queue == queue }.map(\.key)).sorted() {
                    check("\(queue) \(key)", limit) { $0.queue == queue && $0.key == key }
                }
            }
        }

        /// Counts who held a slot at every instant; who lets go at the very instant at which another takes it has let
        /// go before.
        private mutating func check(_ name: String, _ limit: Int, _ isCounted: (FleetRecord.Execution) -> Bool) {
            var changes: [(time: Int, change: Int, who: Int)] = []
            for (who, execution) in executions.enumerated() where isCounted(execution) {
                for held in execution.held where !held.isEmpty {
                    changes += [(held.lowerBound, 1, who), (held.upperBound, -1, who)]
                }
            }
            changes.sort { ($0.time, $0.change) < ($1.time, $1.change) }
            var holders: Set<Int> = []
            for change in changes {
                if change.change < 0 {
                    holders.remove(change.who)
                    continue
                }
                holders.insert(change.who)
                guard holders.count > limit else { continue }
                let who = holders.map {
                    "\(executions[$0].run) #\(executions[$0].attempt) in \(executions[$0].process)"
                }
                violations.append(
                    "\(name) had \(holders.count) at once at \(change.time), and \(limit) are allowed: \(who.sorted())")
                return
            }
        }
    }
#endif
