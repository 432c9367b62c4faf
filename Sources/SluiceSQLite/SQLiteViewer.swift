#if SQLite
    import GRDB
    import Sluice

    /// Looks at the runs of a file, beside whoever writes it.
    struct SQLiteViewer: JournalViewer {
        let reader: any DatabaseReader
        let path: String

        func endedRuns(matching filter: RunFilter) async throws -> [RunSnapshot] {
            let states = filter.states.filter(\.isTerminal)
            if states.isEmpty && !filter.states.isEmpty { return [] }
            let condition =
                states.isEmpty
                ? "run.ended_at IS NOT NULL"
                : "run.state IN (\(states.map { "\(StoredState($0).rawValue)" }.sorted().joined(separator: ", ")))"
            return try await read { database in
                var runs: [RunSnapshot] = []
                let statement = try PreparedStatement(
                    database,
                    RunColumns.select + """
                         WHERE \(condition) AND (?1 IS NULL OR run.id < ?1) AND (?2 IS NULL OR task.name = ?2)
                            AND (?3 IS NULL OR queue.name = ?3) ORDER BY run.id DESC
                        """)
                statement.bind(filter.before)
                statement.bind(filter.task)
                statement.bind(filter.queue)
                try statement.visit { row in
                    let run = try RunColumns.snapshot(row)
                    if filter.matches(run) { runs.append(run) }
                    return runs.count < filter.limit
                }
                return runs
            }
        }

        func history(of id: RunID) async throws -> RunHistory? {
            try await read { database in
                var history: RunHistory?
                var number: UInt64 = 0
                let statement = try PreparedStatement(
                    database,
                    """
                    SELECT row, order_at, max_attempts, cancel_requested, expires_at, outcome, message, payload, output
                    FROM run WHERE id = ?
                    """)
                guard let run = try snapshot(of: id, database) else { return nil }
                statement.bind(id)
                try statement.forEach { row in
                    number = UInt64(bitPattern: row.integer(0))
                    history = try self.history(of: run, row, database)
                }
                guard var history else { return nil }
                history.attempts = try attempts(of: number, database) + history.attempts
                try addChildren(to: &history, database)
                return history
            }
        }

        private func snapshot(of id: RunID, _ database: Database) throws -> RunSnapshot? {
            var snapshot: RunSnapshot?
            let statement = try PreparedStatement(database, RunColumns.select + " WHERE run.id = ?")
            statement.bind(id)
            try statement.forEach { snapshot = try RunColumns.snapshot($0) }
            return snapshot
        }

        private func history(
            of run: RunSnapshot, _ row: borrowing SQLiteRow, _ database: Database
        ) throws -> RunHistory {
            let extras = try extras(of: run.id, database)
            let hasStarted = run.startedAt != nil
            let outcome = row.isNull(5) ? nil : StoredOutcome(rawValue: row.integer(5))?.outcome
            var last: [AttemptRecord] = []
            if let outcome, let startedAt = run.startedAt {
                last = [
                    AttemptRecord(
                        number: outcome == .returned ? run.attempts + 1 : run.attempts, startedAt: startedAt,
                        endedAt: run.endedAt, outcome: outcome, message: outcome == .failed ? row.text(6) : nil)
                ]
            }
            let order = Timestamp(microseconds: row.integer(1))
            return RunHistory(
                run: run, payload: row.bytes(7) ?? [], output: row.bytes(8), message: row.text(6),
                idempotencyKey: extras?.idempotencyKey, tick: extras?.tick,
                priority: max((extras?.dueAt ?? run.triggeredAt) - order, .zero), dueAt: extras?.dueAt,
                expiresAt: hasStarted || run.state.isTerminal ? nil : row.time(4), maxAttempts: Int(row.integer(2)),
                isCancelRequested: row.integer(3) != 0 && !run.state.isTerminal, attempts: last)
        }

        private func extras(of id: RunID, _ database: Database) throws -> Ledger.Extras? {
            var extras: Ledger.Extras?
            let statement = try PreparedStatement(database, "SELECT extras, parent FROM run WHERE id = ?")
            statement.bind(id)
            try statement.forEach { row in
                extras = try StoredExtras.value(row.text(0), parent: row.id(1))
            }
            return extras
        }

        /// Those that were followed by another.
        private func attempts(of row: UInt64, _ database: Database) throws -> [AttemptRecord] {
            var attempts: [AttemptRecord] = []
            let statement = try PreparedStatement(
                database,
                """
                SELECT number, started_at, ended_at, outcome, message FROM attempt WHERE run = ?
                ORDER BY rowid DESC LIMIT \(RunHistory.maximumCount)
                """)
            statement.bind(row)
            try statement.forEach { row in
                attempts.append(
                    AttemptRecord(
                        number: Int(row.integer(0)), startedAt: row.time(1) ?? .distantPast, endedAt: row.time(2),
                        outcome: StoredOutcome(rawValue: row.integer(3))?.outcome, message: row.text(4)))
            }
            return attempts.reversed()
        }

        private func addChildren(to history: inout RunHistory, _ database: Database) throws {
            let parent = history.run.id
            let statement = try PreparedStatement(
                database,
                RunColumns.select + """
                     JOIN child ON child.run = run.id WHERE child.parent = ? ORDER BY child.ordinal
                        LIMIT \(RunHistory.maximumCount)
                    """)
            statement.bind(parent)
            try statement.forEach { row in
                history.children.append(try RunColumns.snapshot(row))
            }
            let count = try PreparedStatement(database, "SELECT count(*) FROM child WHERE parent = ?")
            count.bind(parent)
            try count.forEach { row in
                history.childCount = Int(row.integer(0))
            }
        }

        private func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value
        {
            do { return try await reader.read(body) } catch { throw storeFailure(path, error) }
        }
    }
#endif
