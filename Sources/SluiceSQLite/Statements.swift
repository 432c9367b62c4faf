#if SQLite
    import GRDB
    import Sluice

    /// Every statement that a journal executes, prepared once.
    final class Statements {
        let begin: PreparedStatement
        let commit: PreparedStatement
        let rollback: PreparedStatement
        let start: PreparedStatement
        let setState: PreparedStatement
        let requestCancel: PreparedStatement
        let drop: PreparedStatement
        let markParent: PreparedStatement
        let forgetChild: PreparedStatement
        let forgetKey: PreparedStatement
        private let insertRun: PreparedStatement
        private let endRun: PreparedStatement
        private let copyAttempt: PreparedStatement
        private let putBackRun: PreparedStatement
        private let placeChild: PreparedStatement
        private let setKey: PreparedStatement
        private let setTick: PreparedStatement
        private let forgetTick: PreparedStatement
        private let setOrganization: PreparedStatement
        private let setQueue: PreparedStatement
        private let setTask: PreparedStatement
        private let selectPayload: PreparedStatement
        private let selectEnding: PreparedStatement
        private let selectRun: PreparedStatement

        init(_ database: Database) throws {
            func prepare(_ sql: String) throws -> PreparedStatement { try PreparedStatement(database, sql) }
            begin = try prepare("BEGIN IMMEDIATE")
            commit = try prepare("COMMIT")
            rollback = try prepare("ROLLBACK")
            start = try prepare("UPDATE run SET state = 2, attempts = ?, started_at = ? WHERE row = ?")
            setState = try prepare("UPDATE run SET state = ? WHERE row = ?")
            requestCancel = try prepare("UPDATE run SET cancel_requested = 1 WHERE row = ?")
            drop = try prepare("DELETE FROM run WHERE row = ?")
            markParent = try prepare("UPDATE run SET has_more = 1 WHERE id = ? AND NOT has_more")
            forgetChild = try prepare("DELETE FROM child WHERE parent = ? AND ordinal = ?")
            forgetKey = try prepare("DELETE FROM idempotency_key WHERE task = ? AND key = ?")
            insertRun = try prepare(
                """
                INSERT INTO run(row, id, task, queue, key, state, max_attempts, triggered_at, order_at, startable_at,
                    expires_at, parent, extras, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
            endRun = try prepare(
                "UPDATE run SET state = ?, attempts = ?, ended_at = ?, outcome = ?, message = ?, output = ? WHERE row = ?"
            )
            copyAttempt = try prepare(
                """
                INSERT INTO attempt(run, number, started_at, ended_at, outcome, message)
                SELECT row, attempts, started_at, ?, ?, ? FROM run WHERE row = ?
                """)
            putBackRun = try prepare(
                """
                UPDATE run SET state = ?, attempts = ?, startable_at = ?, cancel_requested = 0, has_more = 1
                WHERE row = ?
                """)
            placeChild = try prepare(
                "INSERT OR REPLACE INTO child(parent, ordinal, run, task, is_own) VALUES (?, ?, ?, ?, ?)")
            setKey = try prepare(
                "INSERT OR REPLACE INTO idempotency_key(task, key, run, expires_at) VALUES (?, ?, ?, ?)")
            setTick = try prepare("INSERT OR REPLACE INTO tick(task, schedule, last, run) VALUES (?, ?, ?, ?)")
            forgetTick = try prepare("DELETE FROM tick WHERE task = ?")
            setOrganization = try prepare(
                "INSERT OR REPLACE INTO organization(id, concurrency_limit) VALUES (1, ?)")
            setQueue = try prepare(
                """
                INSERT INTO queue(id, name, declaration, is_declared, is_paused, override) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT(id) DO UPDATE SET name = excluded.name, declaration = excluded.declaration,
                    is_declared = excluded.is_declared, is_paused = excluded.is_paused, override = excluded.override
                """)
            setTask = try prepare(
                """
                INSERT INTO task(id, name, declaration) VALUES (?, ?, ?)
                ON CONFLICT(id) DO UPDATE SET name = excluded.name, declaration = excluded.declaration
                """)
            selectPayload = try prepare("SELECT payload FROM run WHERE row = ?")
            selectEnding = try prepare(
                "SELECT state, attempts, message, output FROM run WHERE id = ? AND ended_at IS NOT NULL")
            selectRun = try prepare(RunColumns.select + " WHERE run.id = ?")
        }

        func insert(_ run: Change.Triggered) throws {
            insertRun.bind(run.row)
            insertRun.bind(run.id)
            insertRun.bind(Int(run.task.slot))
            insertRun.bind(Int(run.queue.slot))
            insertRun.bind(run.key)
            insertRun.bind((run.startableAt > run.triggeredAt ? StoredState.delayed : .queued).rawValue)
            insertRun.bind(Int(run.maxAttempts))
            insertRun.bind(run.triggeredAt)
            insertRun.bind(run.order)
            insertRun.bind(run.startableAt)
            insertRun.bind(run.expiresAt)
            insertRun.bind(run.extras?.parent)
            insertRun.bind(try run.extras.flatMap(StoredExtras.init).map(encodeJSON))
            insertRun.bind(run.payload)
            try insertRun.execute()
        }

        func end(_ ended: Change.Ended) throws {
            endRun.bind(StoredState(ended.ending.state).rawValue)
            endRun.bind(ended.ending.attempts)
            endRun.bind(ended.at)
            endRun.bind(ended.outcome.map { StoredOutcome($0).rawValue })
            endRun.bind(ended.ending.message)
            endRun.bind(ended.ending.output)
            endRun.bind(ended.row)
            try endRun.execute()
        }

        /// Notes an attempt that is over, before its run's row says something else.
        func insertAttempt(_ putBack: Change.PutBack) throws {
            copyAttempt.bind(putBack.at)
            copyAttempt.bind(StoredOutcome(putBack.outcome).rawValue)
            copyAttempt.bind(putBack.message)
            copyAttempt.bind(putBack.row)
            try copyAttempt.execute()
        }

        func putBack(_ putBack: Change.PutBack) throws {
            let isDelayed = putBack.startableAt > putBack.at
            putBackRun.bind((isDelayed ? StoredState.delayed : .queued).rawValue)
            putBackRun.bind(putBack.attempts)
            putBackRun.bind(putBack.startableAt)
            putBackRun.bind(putBack.row)
            try putBackRun.execute()
        }

        func place(_ child: Waits.Child, at place: RunRequest.ChildPlace) throws {
            placeChild.bind(place.parent)
            placeChild.bind(place.ordinal)
            placeChild.bind(child.id)
            placeChild.bind(child.task)
            placeChild.bind(child.isOwn ? 1 : 0)
            try placeChild.execute()
        }

        func set(_ name: IdempotencyKeys.Name, _ run: RunID, _ until: Timestamp) throws {
            setKey.bind(Int(name.task.slot))
            setKey.bind(name.key)
            setKey.bind(run)
            setKey.bind(until)
            try setKey.execute()
        }

        func set(_ entry: Ticks.Entry?, of task: TaskIndex) throws {
            guard let entry else {
                forgetTick.bind(Int(task.slot))
                return try forgetTick.execute()
            }
            setTick.bind(Int(task.slot))
            setTick.bind(try encodeJSON(StoredSchedule(entry.schedule)))
            setTick.bind(entry.last)
            setTick.bind(entry.run)
            try setTick.execute()
        }

        func set(organizationLimit: Int?) throws {
            if let organizationLimit { setOrganization.bind(organizationLimit) } else { setOrganization.bindNull() }
            try setOrganization.execute()
        }

        func set(_ queue: Change.QueueStanding) throws {
            setQueue.bind(Int(queue.index.slot))
            setQueue.bind(queue.declaration.name)
            setQueue.bind(try encodeJSON(StoredQueue(queue.declaration)))
            setQueue.bind(queue.isDeclared ? 1 : 0)
            setQueue.bind(queue.isPaused ? 1 : 0)
            setQueue.bind(try queue.override.map { try encodeJSON(StoredLimit($0)) })
            try setQueue.execute()
        }

        func set(_ task: TaskDeclaration, _ index: TaskIndex) throws {
            setTask.bind(Int(index.slot))
            setTask.bind(task.id)
            setTask.bind(try encodeJSON(StoredTask(task)))
            try setTask.execute()
        }

        func payload(of row: UInt64) throws -> [UInt8]? {
            var payload: [UInt8]?
            selectPayload.bind(row)
            try selectPayload.forEach { payload = $0.bytes(0) ?? [] }
            return payload
        }

        func ending(of id: RunID) throws -> RunEnding? {
            var ending: RunEnding?
            selectEnding.bind(id)
            try selectEnding.forEach { row in
                ending = RunEnding(
                    id: id, state: try state(row.integer(0)), output: row.bytes(3), message: row.text(2),
                    attempts: Int(row.integer(1)))
            }
            return ending
        }

        func snapshot(of id: RunID) throws -> RunSnapshot? {
            var snapshot: RunSnapshot?
            selectRun.bind(id)
            try selectRun.forEach { snapshot = try RunColumns.snapshot($0) }
            return snapshot
        }
    }

    /// - Throws: `DatabaseError` for a number that no state has.
    func state(_ number: Int64) throws -> RunState {
        guard let stored = StoredState(rawValue: number) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a run has the unknown state \(number)")
        }
        return stored.state
    }
#endif
