#if Postgres
    import Sluice

    extension RunHistory {
        /// - Parameter row: What the function `look_at` says.
        init(_ run: RunSnapshot, _ row: Row) throws(DatabaseError) {
            let numbers = try row.optionalArray(11, as: Int32.self) ?? []
            let starts = try row.optionalArray(12, as: Int64.self) ?? []
            let ends = try row.optionalArray(13, as: Int64.self) ?? []
            let outcomes = try row.optionalArray(14, as: Int16.self) ?? []
            let messages = try row.optionalArray(15, as: [UInt8].self) ?? []
            guard [starts.count, ends.count, outcomes.count, messages.count].allSatisfy({ $0 == numbers.count }) else {
                throw .unreadable("attempts of different lengths")
            }
            var attempts = numbers.indices.map { index in
                AttemptRecord(
                    number: Int(numbers[index] ?? 0), startedAt: Timestamp(microseconds: starts[index] ?? 0),
                    endedAt: ends[index].map { Timestamp(microseconds: $0) },
                    outcome: outcomes[index].flatMap { AttemptRecord.Outcome(stored: $0) },
                    message: messages[index].map { String(decoding: $0, as: UTF8.self) })
            }
            let message = try row.text(2)
            if let startedAt = run.startedAt {
                if let outcome = try row.optional(10, as: Int16.self).flatMap({ AttemptRecord.Outcome(stored: $0) }) {
                    attempts.append(
                        AttemptRecord(
                            number: outcome == .returned ? run.attempts + 1 : run.attempts, startedAt: startedAt,
                            endedAt: run.endedAt, outcome: outcome, message: outcome == .failed ? message : nil))
                } else if run.state == .executing || run.state == .waiting {
                    attempts.append(AttemptRecord(number: run.attempts, startedAt: startedAt))
                }
            }
            let hasStarted = run.startedAt != nil
            self.init(
                run: run, payload: try row.value(0), output: try row.optional(1), message: message,
                idempotencyKey: try row.text(3), tick: try row.time(4),
                priority: .microseconds(try row.value(5, as: Int64.self)), dueAt: try row.time(6),
                expiresAt: hasStarted || run.state.isTerminal ? nil : try row.time(7),
                maxAttempts: Int(try row.value(8, as: Int32.self)),
                isCancelRequested: try row.value(9) && !run.state.isTerminal,
                attempts: attempts.suffix(RunHistory.maximumCount),
                childCount: Int(try row.value(16, as: Int64.self)))
        }
    }
#endif
