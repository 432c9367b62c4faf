#if Postgres
    extension FleetCheck {
        /// For how much of a lease after something was done to a process an attempt of it may be lost. It says that it
        /// is alive in each third of a lease, and tries so for another third; the rest is for a machine that has much
        /// to do.
        static let aftermath = 0.75
        /// How long it may take on a machine with much to do until handlers that were cancelled have ended.
        static let patience = 500_000

        /// Finds for what was executed the attempt that the database knows.
        mutating func checkAttempts() {
            var matched: [String: Set<Int>] = [:]
            for var execution in record.executions {
                let name = "attempt \(execution.attempt) of \(execution.task) \(execution.run) in \(execution.process)"
                guard let place = place(of: execution), let run = record.runs[execution.run] else {
                    violations.append("\(name) was executed and is not known")
                    continue
                }
                let attempt = run.history[place]
                if !matched[execution.run, default: []].insert(place).inserted {
                    violations.append("\(name) was executed twice")
                }
                if let due = run.due, execution.start < due - Self.tolerance {
                    violations.append("\(name) was executed \(due - execution.start) µs before its time")
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
            for (id, run) in record.runs {
                for (place, attempt) in run.history.enumerated() where attempt.outcome == Outcome.lost {
                    // Nobody has heard of it, so it may have been anybody's.
                    if matched[id]?.contains(place) ?? false { continue }
                    if record.lives.keys.contains(where: { excuse($0, before: attempt.end) != nil }) { continue }
                    violations.append(
                        "an attempt of \(run.task) \(id) was lost, and nothing had been done to anybody")
                }
            }
        }

        /// Which of the attempts of its run the database knows it as.
        func place(of execution: FleetRecord.Execution) -> Int? {
            record.runs[execution.run]?.history.lastIndex {
                $0.number == execution.attempt && $0.start <= execution.start + Self.tolerance
            }
        }

        private mutating func giveUp(_ execution: inout FleetRecord.Execution, at fence: Int) {
            let name = "\(execution.task) \(execution.run)"
            if let excuse = excuse(execution.process, before: fence) {
                losses.append(excuse)
            } else {
                violations.append(
                    "\(execution.process) was given up at \(fence) with \(name), and nothing had been done to it")
            }
            let end = execution.held.last?.upperBound ?? 0
            execution.held = execution.held.compactMap { held in
                held.lowerBound < fence ? held.lowerBound..<min(held.upperBound, fence) : nil
            }
            guard end > fence else { return }
            // It gives up by itself before others do. Who is stopped, or waits for another run, does nothing, and gets
            // to know when it goes on.
            let pauses =
                record.stopped[execution.process, default: []] + record.gaps[execution.process, default: []]
                + execution.waits
            let allowed = Self.length(of: pauses, in: fence..<end) + Self.patience
            tails.append(
                Tail(process: execution.process, run: execution.run, length: end - fence, allowed: allowed))
            if end - fence > allowed {
                violations.append(
                    """
                    \(execution.process) executed \(name) for \((end - fence) / 1_000) ms after it was given up, and \
                    \(allowed / 1_000) ms are allowed
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

        /// Whether something was done to a process, or to the server, shortly before an attempt of it was lost. One
        /// connection that is stalled is no reason: there are others to say by that the process is alive.
        /// - Returns: How long before that the last such thing had ended; `nil`: there was none.
        private func excuse(_ process: String, before fence: Int) -> Int? {
            let window = fence - Int(Double(lease) * Self.aftermath)..<fence
            if let life = record.lives[process], life.upperBound <= fence { return 0 }
            let reasons = [
                record.stopped[process], record.gaps[process], record.offline[process], record.offline["*"],
            ]
            return reasons.compactMap { $0?.last { $0.overlaps(window) } }.map { max(0, fence - $0.upperBound) }.min()
        }
    }
#endif
