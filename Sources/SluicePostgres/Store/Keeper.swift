#if Postgres
    import Logging
    import Sluice
    import Synchronization

    /// What is done again and again as long as a store is open: it looks for what no notification has told of, gives up
    /// workers that are not heard of any more, and does those chores that no other process has done in their period;
    /// see ``Chores``.
    final class Keeper: Sendable {
        private let core: StoreCore
        private let hub: Hub
        private let interval: Duration
        private let chores: Chores
        private let task: Mutex<Task<Void, Never>?> = Mutex(nil)

        init(core: StoreCore, hub: Hub, options: PostgresStore.Options) {
            self.core = core
            self.hub = hub
            interval = options.pollInterval
            chores = Chores(core: core)
        }

        func start() {
            task.withLock { task in
                task = Task.detached { [core, hub, interval, chores] in
                    // Processes that were started together shall not ask together for ever.
                    func pause() -> Duration { interval * Double.random(in: 0.75...1) }
                    var mayTend: Bool?
                    while (try? await core.time.sleep(until: core.time.now + pause())) != nil {
                        await hub.look()
                        do {
                            // Who may only trigger leaves it to others.
                            if mayTend == nil { mayTend = try await Self.mayTend(core) }
                            guard mayTend == true else { continue }
                            try await Self.reap(core, hub)
                            try await chores.doThoseThatAreDue()
                        } catch {
                            // What can't be done now is done in a later round, by this process or another one.
                            core.logger.debug("tending the store failed", metadata: ["error": "\(error)"])
                        }
                    }
                }
            }
        }

        func stop() { task.withLock { $0?.cancel() } }

        func hasStopped() async { await task.withLock { $0 }?.value }

        private static func mayTend(_ core: StoreCore) async throws -> Bool {
            try await core.ask { database, _ throws(DatabaseError) in
                try await database.run(Statements.mayTend) { try $0[0].value(0) }
            }
        }

        private static func reap(_ core: StoreCore, _ hub: Hub) async throws {
            while try await core.count(Statements.reap, core.nowParameter) > 0 { hub.announceWork() }
        }
    }

    extension StoreCore {
        var nowParameter: Parameters {
            var parameters = Parameters()
            parameters.add(now)
            return parameters
        }

        /// Asks for one number.
        func count(_ statement: Statement, _ parameters: Parameters) async throws -> Int {
            try await ask { database, _ throws(DatabaseError) in
                try await database.run(statement, parameters) { Int(try $0[0].value(0, as: Int32.self)) }
            }
        }
    }
#endif
