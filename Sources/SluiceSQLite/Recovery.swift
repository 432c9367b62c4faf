#if SQLite
    import GRDB
    import Sluice

    /// Fills a ledger with what a file has.
    struct Recovery {
        let database: Database

        func recover(_ ledger: inout Ledger, heldBy worker: WorkerID) throws {
            try recoverDeclarations(&ledger)
            try recoverChildren(&ledger)
            try recoverRuns(&ledger, worker)
            try recoverKeys(&ledger)
            try recoverTicks(&ledger)
        }

        private func recoverDeclarations(_ ledger: inout Ledger) throws {
            try prepare("SELECT concurrency_limit FROM organization").forEach { row in
                ledger.restore(organizationLimit: row.isNull(0) ? nil : Int(row.integer(0)))
            }
            try prepare("SELECT id, name, declaration, is_declared, is_paused, override FROM queue ORDER BY id")
                .forEach { row in
                    let standing = Change.QueueStanding(
                        index: QueueIndex(slot: row.slot(0)),
                        declaration: try decodeJSON(StoredQueue.self, row.text(2) ?? "").value(
                            named: row.text(1) ?? ""),
                        isDeclared: row.integer(3) != 0, isPaused: row.integer(4) != 0,
                        override: try row.text(5).map { try decodeJSON(StoredLimit.self, $0).value })
                    guard ledger.restore(standing) else { throw corrupt("the queues are not numbered in turn") }
                }
            try prepare("SELECT id, name, declaration FROM task ORDER BY id").forEach { row in
                let task = try decodeJSON(StoredTask.self, row.text(2) ?? "").value(id: row.text(1) ?? "")
                guard ledger.restore(task, index: TaskIndex(slot: row.slot(0))) else {
                    throw corrupt("the tasks are not numbered in turn, or a queue is missing")
                }
            }
        }

        /// The places with parents that have not ended.
        private func recoverChildren(_ ledger: inout Ledger) throws {
            try prepare(
                """
                SELECT child.parent, child.ordinal, child.run, child.task, child.is_own, run.state, run.attempts,
                    run.message, run.output
                FROM child JOIN run AS parent ON parent.id = child.parent AND parent.ended_at IS NULL
                LEFT JOIN run ON run.id = child.run AND run.ended_at IS NOT NULL
                """
            ).forEach { row in
                guard let parent = row.id(0), let id = row.id(2) else { throw corrupt("a child has no identifier") }
                let ending =
                    row.isNull(5)
                    ? nil
                    : RunEnding(
                        id: id, state: try state(row.integer(5)), output: row.bytes(8), message: row.text(7),
                        attempts: Int(row.integer(6)))
                ledger.restore(
                    Waits.Child(id: id, task: row.text(3) ?? "", isOwn: row.integer(4) != 0, ending: ending),
                    at: RunRequest.ChildPlace(parent: parent, ordinal: Int(row.integer(1))))
            }
        }

        private struct Ended {
            var endedAt: Timestamp
            var row: UInt64
            var id: RunID
        }

        private func recoverRuns(_ ledger: inout Ledger, _ worker: WorkerID) throws {
            var ended: [Ended] = []
            try prepare(
                """
                SELECT row, id, ended_at, task, queue, key, state, triggered_at, order_at, startable_at, expires_at,
                    started_at, attempts, max_attempts, cancel_requested, extras, parent
                FROM run ORDER BY row
                """
            ).forEach { row in
                guard let id = row.id(1) else { throw corrupt("a run has no identifier") }
                let number = UInt64(bitPattern: row.integer(0))
                if let endedAt = row.time(2) {
                    ended.append(Ended(endedAt: endedAt, row: number, id: id))
                    return
                }
                let hasStarted = !row.isNull(11)
                let restored = ledger.restore(
                    Ledger.RestoredRun(
                        row: number, id: id, task: TaskIndex(slot: row.slot(3)),
                        queue: QueueIndex(slot: row.slot(4)), key: row.text(5),
                        state: try state(row.integer(6)), triggeredAt: Timestamp(microseconds: row.integer(7)),
                        order: Timestamp(microseconds: row.integer(8)),
                        startableAt: Timestamp(microseconds: row.integer(9)),
                        expiresAt: hasStarted ? nil : row.time(10), startedAt: row.time(11),
                        attempts: Int32(truncatingIfNeeded: row.integer(12)),
                        maxAttempts: Int32(truncatingIfNeeded: row.integer(13)),
                        isCancelRequested: row.integer(14) != 0,
                        extras: try StoredExtras.value(row.text(15), parent: row.id(16))),
                    heldBy: worker)
                guard restored else { throw corrupt("the row of run \(id) can't be") }
            }
            ended.sort { ($0.endedAt, $0.row) < ($1.endedAt, $1.row) }
            for run in ended {
                guard ledger.restoreEnded(run.id, row: run.row, endedAt: run.endedAt) else {
                    throw corrupt("the row of run \(run.id) can't be")
                }
            }
        }

        private func recoverKeys(_ ledger: inout Ledger) throws {
            try prepare("SELECT task, key, run, expires_at FROM idempotency_key").forEach { row in
                guard let run = row.id(2), let key = row.bytes(1), let time = row.time(3) else {
                    throw corrupt("an idempotency key names no run")
                }
                ledger.restore(
                    IdempotencyKeys.Name(task: TaskIndex(slot: row.slot(0)), key: key), naming: run,
                    until: time)
            }
        }

        private func recoverTicks(_ ledger: inout Ledger) throws {
            try prepare("SELECT task, schedule, last, run FROM tick").forEach { row in
                let schedule = try decodeJSON(StoredSchedule.self, row.text(1) ?? "").value
                ledger.restore(
                    Ticks.Entry(schedule: schedule, last: row.time(2) ?? .distantPast, run: row.id(3)),
                    of: TaskIndex(slot: row.slot(0)))
            }
        }

        private func prepare(_ sql: String) throws -> PreparedStatement { try PreparedStatement(database, sql) }

        private func corrupt(_ what: String) -> DatabaseError {
            DatabaseError(resultCode: .SQLITE_CORRUPT, message: what)
        }
    }

    extension SQLiteRow {
        /// A task's or a queue's number; one that can't be is one that there is not.
        fileprivate func slot(_ column: Int32) -> Int32 { Int32(exactly: integer(column)) ?? -1 }
    }
#endif
