#if Postgres
    import Foundation
    public import Sluice

    // The protocol says what each of these does.
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    extension PostgresStore: RunStore {
        public func register(
            _ declarations: Declarations, organizationLimit: Int?
        ) async throws -> RegistrationReport {
            try declarations.validate(organizationLimit: organizationLimit)
            let text = try StoredDeclarations(declarations).json()
            let report = try await core.ask(within: .slow(core.patience)) { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(text)
                parameters.add(organizationLimit.map { Int32(clamping: $0) })
                parameters.add(core.now)
                return try await database.run(Statements.register, parameters) { rows in
                    RegistrationReport(
                        undeclaredQueues: try (rows[0].optionalArray(0, as: String.self) ?? []).compactMap(\.self),
                        unreachableOverrides: try (rows[0].optionalArray(1, as: String.self) ?? []).compactMap(\.self))
                }
            }
            if let retention {
                try await core.ask { database, _ throws(DatabaseError) in
                    var parameters = Parameters()
                    parameters.add(Int64(clamping: retention.count))
                    parameters.add(retention.age.wholeMicroseconds)
                    _ = try await database.run(Statements.keep, parameters)
                }
            }
            return report
        }

        public func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] {
            let areNamed = requests.contains { $0.tick != nil || $0.options.idempotencyKey != nil }
            let runs = try await (areNamed ? namedTriggers : triggers).enqueue(requests)
            hub.announceWork()
            // Declared times to live are seen by who claims, or a poll later.
            for options in requests.lazy.map(\.options) {
                hub.ring(after: (options.delay ?? options.ttl)?.wholeMicroseconds)
            }
            return runs
        }

        public func openWorker(
            tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
        ) async throws -> WorkerLease {
            let worker = try await hub.openWorker(tasks: tasks, onSignal: onSignal)
            // It stops before others may be given what it executes: handlers need a while to hear of it.
            return WorkerLease(worker: worker, renewalInterval: hub.lease / 3, duration: hub.lease * 5 / 6)
        }

        public func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
            try await hub.line(of: worker).claim(limit: limit)
        }

        public func finish(
            _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
        ) async throws -> FinishReceipt {
            try await hub.line(of: worker).finish(endings, claiming: limit)
        }

        public func wait(
            _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int,
            for worker: WorkerID
        ) async throws -> WaitReceipt {
            let receipt = try await hub.line(of: worker).wait(attempt, of: run, for: children, claiming: limit)
            hub.announceWork()
            return receipt
        }

        public func renew(_ worker: WorkerID) async throws {
            _ = try hub.line(of: worker)
            do {
                try await core.ask(within: .renewal(of: hub.lease)) { database, _ throws(DatabaseError) in
                    var parameters = Parameters()
                    parameters.add(Int64(bitPattern: worker.rawValue))
                    parameters.add(hub.lease.wholeMicroseconds)
                    parameters.add(core.now)
                    _ = try await database.run(Statements.renewWorker, parameters)
                }
            } catch let error as SluiceError where error.code == .staleAttempt {
                hub.removeWorker(worker)
                throw error
            }
        }

        public func closeWorker(_ worker: WorkerID) async throws { try await remove(worker, as: 5) }

        public func abandonWorker(_ worker: WorkerID) async throws { try await remove(worker, as: 6) }

        private func remove(_ worker: WorkerID, as how: Int16) async throws {
            try await core.ask { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(Int64(bitPattern: worker.rawValue))
                parameters.add(how)
                parameters.add(core.now)
                _ = try await database.run(Statements.closeWorker, parameters)
            }
            hub.removeWorker(worker)
            hub.announceWork()
        }

        public func ending(of run: RunID) async throws -> RunEnding { try await hub.watchers.ending(of: run) }

        public func lastTick(of task: String) async throws -> Timestamp? {
            try await core.ask { database, _ throws(DatabaseError) in
                var parameters = Parameters()
                parameters.add(task)
                return try await database.run(Statements.lastTick, parameters) { rows in
                    try rows.first.flatMap { try $0.time(0) }
                }
            }
        }
    }

    /// Declarations as the function `register` takes them: what a store has to know of them.
    private struct StoredDeclarations: Encodable {
        struct Queue: Encodable {
            var name: String
            var key: Int
            var perKey: Int?
            var total: Int?
            var hold: Bool
            var paused: Bool
        }

        struct Task: Encodable {
            var id: String
            var queue: String
            var overrides: [String]
            var maxAttempts: Int
            var ttl: Int64?
            var priority: Int64
            var schedule: String?
        }

        var queues: [Queue]
        var tasks: [Task]

        init(_ declarations: Declarations) {
            queues = declarations.queues.map { queue in
                let key =
                    switch queue.concurrencyKey {
                    case .none: 0
                    case .optional: 1
                    case .required: 2
                    }
                func bounded(_ limit: Int?) -> Int? { limit.map { min($0, Int(Int32.max)) } }
                return Queue(
                    name: queue.name, key: key, perKey: bounded(queue.limit.perKey), total: bounded(queue.limit.total),
                    hold: queue.onWait == .hold, paused: queue.startsPaused)
            }
            tasks = declarations.tasks.map { task in
                Task(
                    id: task.id, queue: task.queue, overrides: task.overrides,
                    maxAttempts: min(task.retry.maxAttempts, Int(Int32.max)), ttl: task.ttl?.wholeMicroseconds,
                    priority: task.priority.wholeMicroseconds,
                    schedule: task.schedule.map { "\($0.cron) in \($0.timezone), missed: \($0.missed)" })
            }
        }

        func json() throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
#endif
