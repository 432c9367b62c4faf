#if Postgres
    /// What a run of the fleet must have been about, so that nothing is shown by what did not happen.
    enum FleetCoverage {
        /// - Parameters:
        ///   - faults: How often each was done.
        ///   - looks: How often the books were looked at.
        /// - Returns: What is missing.
        static func shortcomings(_ check: FleetCheck, faults: [Fault: Int], looks: Int, seconds: Int) -> [String] {
            var shortcomings: [String] = []
            func require(_ isThere: Bool, _ what: String) { if !isThere { shortcomings.append("no \(what)") } }
            let record = check.record
            let limits =
                [("the organization", FleetLimits.organization)] + FleetLimits.queues
                + FleetLimits.keys.map { ("a key of \($0)", $1) }
            for (name, limit) in limits where check.peaks[name] != limit {
                shortcomings.append("\(name) had \(check.peaks[name] ?? 0) at once at most, and may have \(limit)")
            }
            for fault in Fault.possible { require(faults[fault] ?? 0 > 0, fault.rawValue) }
            require(!check.losses.isEmpty, "attempt that was lost")
            require(!record.accepted.isEmpty, "trigger that was accepted")
            let told = Set(record.results.map(\.state))
            for state in ["completed", "failed", "canceled", "timedOut"] {
                require(told.contains(state), "\(state) run")
            }
            require(record.tickAnswers.contains(where: \.isNew), "tick that made a run")
            require(record.tickAnswers.contains { !$0.isNew }, "tick that another process had asked for")
            for operation in ["pause", "resume", "override", "reset"] {
                require(record.operations[operation] ?? 0 > 0, "\(operation) of a queue")
            }
            require(!record.paused.isEmpty && !record.lowered.isEmpty, "pause and lower limit of the overseen queue")
            for end in ["commit", "rollback"] { require(record.operations[end] ?? 0 > 0, "\(end) of triggers in SQL") }
            require(record.versions.count > 1, "second version of the declarations")
            require(
                record.jumps.isEmpty
                    || record.clocks.contains { $0.key.hasPrefix(ClockShift.member) && $0.value.count > 1 },
                "process that saw its clock jump")
            require(looks > seconds, "more than \(looks) looks at the books")
            return shortcomings
        }
    }
#endif
