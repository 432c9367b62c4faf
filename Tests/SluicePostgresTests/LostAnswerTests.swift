#if Postgres
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("What was claimed by a question whose answer was lost", .timeLimit(.minutes(3)))
    struct LostAnswerTests {
        private static let waitingForLock = """
            SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
            WHERE NOT l.granted AND d.datname = current_database() AND l.locktype =
            """

        private func request() -> RunRequest {
            var generator = RunIDGenerator()
            return RunRequest(id: generator.next(at: .now), task: "send-email", payload: Array("{}".utf8))
        }

        private func stalled(_ kind: String, _ database: Database) async throws {
            let statement = Statement(name: "waiting_for_\(kind)", text: "\(Self.waitingForLock) '\(kind)'")
            while try await database.run(statement, read: { try $0[0].value(0, as: Int64.self) }) == 0 {
                await Task.yield()
            }
        }

        /// Passes a store whose connections go through a proxy, another one, and two plain connections.
        private func withStores(
            _ body: (PostgresStore, NetworkProxy, PostgresStore, Database, Database) async throws -> Void
        ) async throws {
            let server = try await PostgresServer.shared
            let connection = try await server.createDatabase(over: .tcp)
            let proxy = try NetworkProxy(to: server.port)
            let indirect = connection.replacing("port=\(server.port)", with: "port=\(proxy.port)")
            var options = PostgresStore.Options()
            (options.poolSize, options.lease, options.pollInterval) = (2, .seconds(600), .seconds(3_600))
            let direct = try await PostgresStore(connection, options: options, logger: quiet)
            var declarations = Declarations()
            declarations.addQueue("mail", total: 5)
            declarations.addTask("send-email", queue: "mail")
            _ = try await direct.register(declarations, organizationLimit: nil)
            options.patience = .seconds(3)
            let store = try await PostgresStore(indirect, options: options, logger: quiet)
            var configuration = Database.Configuration()
            configuration.poolSize = 1
            let databases = try (0..<2).map { _ in
                try Database(connectionString: connection, configuration: configuration, logger: quiet)
            }
            var failure: (any Error)?
            do { try await body(store, proxy, direct, databases[0], databases[1]) } catch { failure = error }
            proxy.close()
            for database in databases { await database.close() }
            await store.close()
            await direct.close()
            if let failure { throw failure }
        }

        @Test("is given to the worker the next time it claims, however few it wants then")
        func recalled() async throws {
            try await withStores { store, proxy, direct, holder, blocker in
                let worker = try await store.openWorker(tasks: nil) { _ in }.worker
                let runs = try await direct.enqueue((0..<3).map { _ in request() }).map(\.id)
                // The claim gets as far as the server, which does not come to it before its answers can't pass any
                // more.
                let _: Bool = try await holder.value("SELECT pg_advisory_lock(1) IS NOT NULL")
                async let blocking: Void = blocker.script(
                    """
                    BEGIN; LOCK TABLE sluice.gate IN SHARE ROW EXCLUSIVE MODE;
                    SELECT pg_advisory_lock(1); SELECT pg_advisory_unlock(1); COMMIT
                    """)
                try await stalled("advisory", holder)
                async let claim = store.claim(worker, limit: 3)
                try await stalled("relation", holder)
                proxy.stall()
                let _: Bool = try await holder.value("SELECT pg_advisory_unlock(1)")
                try await blocking
                do {
                    let claims = try await claim
                    Issue.record("\(claims.count) runs were claimed")
                } catch let error as SluiceError {
                    #expect(error.code == .outcomeUnknown)
                }
                #expect(try await direct.snapshot().executing == 3)
                proxy.cut()
                proxy.resume()

                var claimed: [RunID] = []
                for _ in 0..<3 {
                    for case .start(let run) in try await store.claim(worker, limit: 1) { claimed.append(run.id) }
                }
                #expect(Set(claimed) == Set(runs) && claimed.count == 3)
                #expect(try await store.claim(worker, limit: 10).isEmpty)
                #expect(try await direct.snapshot().executing == 3)
            }
        }
    }
#endif
