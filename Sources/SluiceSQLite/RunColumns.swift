#if SQLite
    import GRDB
    import Sluice

    /// What a list shows of a run, as columns.
    enum RunColumns {
        static let select = """
            SELECT run.id, task.name, queue.name, run.key, run.state, run.attempts, run.triggered_at, run.started_at,
                run.ended_at, run.parent, run.extras
            FROM run JOIN task ON task.id = run.task JOIN queue ON queue.id = run.queue
            """

        static func snapshot(_ row: borrowing SQLiteRow) throws -> RunSnapshot {
            guard let id = row.id(0), let triggeredAt = row.time(6) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a run has no identifier")
            }
            let extras = try row.text(10).map { try decodeJSON(StoredExtras.self, $0) }
            return RunSnapshot(
                id: id, task: row.text(1) ?? "", queue: row.text(2) ?? "", key: row.text(3),
                state: try state(row.integer(4)), attempts: Int(row.integer(5)), triggeredAt: triggeredAt,
                startedAt: row.time(7), endedAt: row.time(8), parent: row.id(9), tags: extras?.tags ?? [])
        }
    }
#endif
