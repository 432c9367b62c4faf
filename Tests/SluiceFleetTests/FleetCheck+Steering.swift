#if Postgres
    extension FleetCheck {
        /// Whether nothing of the overseen queue started while it was paused, or more than it was lowered to.
        mutating func checkSteering() {
            let ours = executions.filter { $0.queue == FleetLimits.overseen }
            for execution in ours {
                guard let start = start(of: execution) else { continue }
                let name = "attempt \(execution.attempt) of \(execution.task) \(execution.run)"
                // The time that the database says is when it was asked for, maybe in a pause that was over by then.
                func wasStarted(in windows: [Range<Int>]) -> Bool {
                    windows.contains { $0.contains(start) && $0.contains(execution.start) }
                }
                if wasStarted(in: record.paused) {
                    violations.append("\(name) was started while its queue was paused")
                }
                guard wasStarted(in: record.lowered) else { continue }
                // What executed before goes on; nothing is added to it.
                let others = ours.count { other in
                    (other.run, other.attempt) != (execution.run, execution.attempt)
                        && other.held.contains { $0.contains(execution.start) }
                        && self.start(of: other).map { $0 < start } ?? false
                }
                if others >= FleetLimits.lowered {
                    violations.append(
                        "\(name) was started beside \(others) while \(FleetLimits.lowered) was its queue's limit")
                }
            }
        }

        /// When the database says that it was started.
        private func start(of execution: FleetRecord.Execution) -> Int? {
            place(of: execution).flatMap { record.runs[execution.run]?.history[$0].start }
        }
    }
#endif
