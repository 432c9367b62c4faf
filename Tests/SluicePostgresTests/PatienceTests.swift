#if Postgres
    import Sluice
    import SluicePostgresTestSupport
    import Synchronization
    import Testing

    @testable import SluicePostgres

    @Suite("A database that keeps everybody waiting")
    struct PatienceTests {
        /// Keeps everything that reads or writes runs waiting, until the body is done or lets them go.
        private func withoutRuns(
            _ scene: StoreScene, _ body: (_ letGo: () async throws -> Void) async throws -> Void
        ) async throws {
            let psql = try scene.psql()
            func letGo() async throws { try await psql.ask("COMMIT") }
            try await psql.ask("BEGIN")
            try await psql.ask("LOCK TABLE sluice.run IN ACCESS EXCLUSIVE MODE")
            do {
                try await body(letGo)
                try await letGo()
            } catch {
                await psql.close()
                throw error
            }
            await psql.close()
        }

        @Test("Triggers that were never sent fail when their time is up, and have done nothing")
        func overdue() async throws {
            try await withStore({ $0.patience = .seconds(3) }) { scene in
                let start = ContinuousClock.now
                try await withoutRuns(scene) { _ in
                    // More groups than are under way at once.
                    let triggers = (0..<8).map { _ in
                        Task { _ = try await scene.store.enqueue([scene.request()]) }
                    }
                    for trigger in triggers {
                        let error = await #expect(throws: SluiceError.self) { try await trigger.value }
                        #expect(error?.code == .storeUnavailable)
                    }
                }
                #expect(ContinuousClock.now - start < .seconds(20))
                #expect(try await scene.store.runs(matching: RunFilter()).isEmpty)
            }
        }

        @Test("A trigger that waits behind others can be taken back")
        func takenBack() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                try await withoutRuns(scene) { letGo in
                    let first = (0..<2).map { _ in scene.request() }
                    async let one = scene.store.enqueue([first[0]])
                    try await blocked(1, psql)
                    async let two = scene.store.enqueue([first[1]])
                    try await blocked(2, psql)
                    let late = scene.request()
                    let third = Task { try await scene.store.enqueue([late]) }
                    third.cancel()
                    await #expect(throws: CancellationError.self) { try await third.value }
                    try await letGo()
                    #expect(try await (one + two).map(\.id) == first.map(\.id))
                    #expect(try await scene.store.run(late.id) == nil)
                }
                await psql.close()
            }
        }

        private func blocked(_ count: Int, _ psql: PsqlSession) async throws {
            try await eventually("\(count) statements wait") {
                try await psql.ask(
                    """
                    SELECT count(*) >= \(count) FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """) == ["t"]
            }
        }

        @Test("A worker's sign of life needs no connection that others have")
        func renewal() async throws {
            try await withStore({ ($0.poolSize, $0.pollInterval, $0.lease) = (1, .seconds(600), .seconds(60)) }) {
                scene in
                let worker = try await scene.store.openWorker(tasks: nil) { _ in }.worker
                let psql = try scene.psql()
                try await withoutRuns(scene) { letGo in
                    async let accepted = scene.store.enqueue([scene.request()])
                    try await blocked(1, psql)
                    try await scene.store.renew(worker)
                    try await letGo()
                    #expect(try await accepted.count == 1)
                }
                await psql.close()
            }
        }

        @Test("A cancellation that nobody was told of reaches the attempt all the same")
        func lostCancellation() async throws {
            try await withStore({ $0.pollInterval = .seconds(600) }) { scene in
                let canceled = Mutex<[RunID]>([])
                let worker = try await scene.store.openWorker(tasks: nil) { signal in
                    if case .cancel(let run, _) = signal { canceled.withLock { $0.append(run) } }
                }.worker
                let runs = try await scene.store.enqueue((0..<2).map { _ in scene.request(queue: "bulk") }).map(\.id)
                #expect(try await scene.store.claim(worker, limit: 2).count == 2)
                let psql = try scene.psql()
                // As it is where the notification is lost with a connection.
                try await psql.ask("UPDATE sluice.run SET is_cancel_requested = true WHERE id = '\(runs[0])'")
                await scene.store.hub.look()
                #expect(canceled.withLock { $0 } == [runs[0]])
                await psql.close()
            }
        }

        @Test("A store that nobody has any more leaves no connection")
        func dropped() async throws {
            let connection = try await PostgresServer.shared.createDatabase()
            weak var left: PostgresStore?
            do {
                let store = try await PostgresStore(connection, logger: quiet)
                _ = try await store.register(StoreScene.declarations, organizationLimit: 10)
                _ = try await store.openWorker(tasks: nil) { _ in }
                left = store
            }
            #expect(left == nil)
            let psql = try PsqlSession(connection)
            try await eventually("all connections are closed") {
                try await psql.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()") == ["1"]
            }
            await psql.close()
        }
    }
#endif
