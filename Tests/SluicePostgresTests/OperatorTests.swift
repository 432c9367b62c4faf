#if Postgres
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Operating a store in PostgreSQL from elsewhere", .timeLimit(.minutes(3)))
    struct OperatorTests {
        private static let allowed = "steers_from_elsewhere"

        /// Passes a store, and an operator who may call its functions and touch no table.
        private func withOperator(_ body: (PostgresStore, PostgresOperator) async throws -> Void) async throws {
            let connection = try await PostgresServer.shared.createDatabase()
            var options = PostgresStore.Options()
            options.poolSize = 2
            // Nothing is found by looking: who is not told hears of nothing.
            options.pollInterval = .seconds(3_600)
            let store = try await PostgresStore(connection, options: options, logger: quiet)
            do {
                var declarations = Declarations()
                declarations.addQueue("mail", total: 1)
                declarations.addTask("send-email", queue: "mail")
                _ = try await store.register(declarations, organizationLimit: 10)
                let role = Self.allowed
                try await store.core.database.script(
                    """
                    DO $$ BEGIN CREATE ROLE \(role) LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
                    SELECT sluice.grant_operator('\(role)');
                    """)
                let steering = try await PostgresOperator(connection + " user=\(role)")
                do { try await body(store, steering) } catch {
                    await steering.close()
                    throw error
                }
                await steering.close()
            } catch {
                await store.close()
                throw error
            }
            await store.close()
        }

        private func request() -> RunRequest {
            var generator = RunIDGenerator()
            return RunRequest(id: generator.next(at: .now), task: "send-email", payload: Array("{}".utf8))
        }

        @Test("sees what the store sees, and steers it, without a right on a table")
        func sameAsTheStore() async throws {
            try await withOperator { store, steering in
                let run = try await store.enqueue([request()])[0].id
                #expect(try await steering.runs(matching: RunFilter()) == store.runs(matching: RunFilter()))
                try await steering.pause(queue: "mail")
                #expect(try await steering.history(of: run) == store.history(of: run))
                try await steering.override(queue: "mail", limit: ConcurrencyLimit(total: 4))
                let queue = try await steering.snapshot().queues[0]
                #expect(queue.isPaused && queue.isOverridden && queue.limit == ConcurrencyLimit(total: 4))
                try await steering.reset(queue: "mail")
                try await steering.resume(queue: "mail")
                #expect(try await store.snapshot() == steering.snapshot())
                #expect(try await steering.cancel(run) == .canceled)
                await #expect(throws: SluiceError.self) { try await steering.pause(queue: "post") }
            }
        }

        @Test("tells the workers of all processes what they may do now")
        func tellsWorkers() async throws {
            try await withOperator { store, steering in
                let (signals, told) = AsyncStream.makeStream(of: WorkerSignal.self)
                let worker = try await store.openWorker(tasks: nil) { told.yield($0) }.worker
                let run = try await store.enqueue([request()])[0].id
                #expect(try await steering.cancel(run) == .canceled)
                #expect(try await store.claim(worker, limit: 1).isEmpty)
                let new = try await steering.replay(run)
                var claimed: [RunID] = []
                // Other things may be told of first.
                for await signal in signals {
                    guard case .workAvailable = signal else { continue }
                    for case .start(let run) in try await store.claim(worker, limit: 1) { claimed.append(run.id) }
                    if !claimed.isEmpty { break }
                }
                #expect(claimed == [new])
            }
        }

        @Test("is refused where there is no store")
        func nothing() async throws {
            let connection = try await PostgresServer.shared.createDatabase()
            await #expect {
                _ = try await PostgresOperator(connection)
            } throws: { error in
                (error as? SluiceError)?.code == .noOwner
            }
        }

        @Test("says at once that the database can't be reached")
        func unreachable() async throws {
            await #expect {
                _ = try await PostgresOperator("host=127.0.0.1 port=1 dbname=shop", patience: .seconds(3_600))
            } throws: { error in
                (error as? SluiceError)?.code == .storeUnavailable
            }
        }
    }
#endif
