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

        enum Outcome {
            static let failed = 2, givenBack = 5, lost = 6
        }

        /// How far the clocks of two journals may be apart, in microseconds.
        static let tolerance = 5_000

        let record: FleetRecord
        let lease: Int
        var violations: [String] = []
        var tails: [Tail] = []
        /// Attempts that were lost, and how long before that the last thing had ended that was done to their processes.
        var losses: [Int] = []
        /// The most that each limit let execute at once, by the names of ``FleetLimits``.
        var peaks: [String: Int] = [:]
        /// Executions, with what they held as far as they were not given up.
        var executions: [FleetRecord.Execution] = []
        var completed: [String: Int] = [:]

        init(_ record: FleetRecord, lease: Duration) {
            self.record = record
            self.lease = Int(lease / .microseconds(1))
            violations += record.failures
            checkAttempts()
            checkTriggers()
            checkTicks()
            checkEnds()
            checkResults()
            checkClocks()
            checkLimits()
            checkSteering()
        }

        // MARK: Ends

        private mutating func checkEnds() {
            for (id, run) in record.runs.sorted(by: { $0.key < $1.key }) {
                let name = "\(run.task) \(id)"
                func expect(_ isTrue: Bool, _ problem: String) {
                    if !isTrue { violations.append("\(name) \(problem)") }
                }
                let ended = run.history.filter { $0.outcome != Outcome.givenBack }
                switch run.state {
                case 10: expect(completed[id] == 1, "completed, and its handler did so \(completed[id] ?? 0) times")
                case 11:
                    expect(
                        run.attempts == FleetLimits.attempts[run.task] && ended.count == run.attempts
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
            for result in record.results {
                let run = record.runs[result.run]
                if run?.state != names[result.state] {
                    violations.append(
                        "\(result.run) was told to have \(result.state), and has \(run.map { "\($0.state)" } ?? "not")")
                }
                if result.state == "completed", result.output != result.number {
                    violations.append(
                        "\(result.run) made \(result.output.map(String.init) ?? "nothing") of \(result.number)")
                }
                told[result.run] = min(result.time, told[result.run] ?? .max)
            }
            for execution in executions {
                if let time = told[execution.run], execution.held.contains(where: { $0.lowerBound > time }) {
                    violations.append("\(execution.run) was executed after its result was told")
                }
            }
        }

        /// Whether the process whose clock was set saw it. One that was stopped, or about to end, could not.
        private mutating func checkClocks() {
            for jump in record.jumps {
                let window = jump - 100_000..<jump + 1_000_000
                for (process, clocks) in record.clocks where process.hasPrefix(ClockShift.member) {
                    // What it says first is no jump.
                    if clocks.dropFirst().contains(where: { window.contains($0.time) }) { continue }
                    guard let life = record.lives[process] else { continue }
                    let isAway = [record.stopped[process], record.gaps[process]]
                        .contains { $0?.contains { $0.overlaps(window) } ?? false }
                    if !isAway, life.lowerBound < window.lowerBound, window.upperBound < life.upperBound {
                        violations.append("the clock of \(process) was set at \(jump), and it did not see that")
                    }
                }
            }
        }
    }
#endif
