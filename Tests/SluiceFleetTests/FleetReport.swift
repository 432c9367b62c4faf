#if Postgres
    /// What a run of the fleet was like, for who reads the output of tests.
    struct FleetReport: CustomStringConvertible {
        let seed: UInt64
        let check: FleetCheck
        let faults: [Fault: Int]
        let looks: Int
        let settling: Duration

        var description: String {
            let record = check.record
            let ticks = record.runs.values.count { $0.tick != nil }
            let done = Fault.allCases.compactMap { fault in faults[fault].map { "\($0) × \(fault.rawValue)" } }
            let operations = record.operations.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
            let peaks = check.peaks.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            let tails = check.tails.map(\.length)
            let beyondPauses = check.tails.map { $0.length - $0.allowed + FleetCheck.patience }
            return """
                seed \(seed): \(record.runs.count) runs, \(record.executions.count) executions, \(ticks) ticks
                told: \(record.results.count) results; \(record.accepted.count) triggers accepted, \
                \(record.refused.count) refused, \(record.unknown.count) unknown
                faults: \(done.joined(separator: ", "))
                operations: \(operations.joined(separator: ", ")); a queue was paused \(record.paused.count) times, \
                and lowered \(record.lowered.count) times
                at once: \(peaks.joined(separator: ", "))
                attempts lost: \(check.losses.count), at most \(Self.longest(check.losses)) after the reason had ended
                executed when they were lost: \(tails.count), for at most \(Self.longest(tails)), of which not paused \
                \(Self.longest(beyondPauses))
                did not run, and were not stopped: \(idle.count) times, for at most \(Self.longest(idle))
                the books looked at \(looks) times; all settled in \(settling)
                """
        }

        private var idle: [Int] {
            check.record.gaps.flatMap { process, gaps in
                let stops = check.record.stopped[process] ?? []
                return gaps.filter { gap in !stops.contains { $0.overlaps(gap) } }.map(\.count)
            }
        }

        private static func longest(_ times: [Int]) -> String { "\((times.max() ?? 0) / 1_000) ms" }
    }
#endif
