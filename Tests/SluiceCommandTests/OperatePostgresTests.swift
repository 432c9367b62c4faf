#if Postgres
    import Foundation
    import Sluice
    import SluicePostgres
    import SluicePostgresTestSupport
    import SluiceTestSupport
    import Testing

    /// The command line against a database, which it asks by itself: what this process does beside it needs no socket.
    @Suite("sluice, beside a database")
    struct OperatePostgresTests {
        private struct Service {
            let store: PostgresStore
            let connection: String
            let schema: String

            /// Calls the command line on a thread of its own: those that tasks share must be free to answer.
            func sluice(_ arguments: String..., environment: [String: String]? = nil) async throws -> Command {
                let named = environment == nil ? ["--store", connection, "--schema", schema] : []
                let all = [Repository.program("sluice")] + arguments + named
                return try await withCheckedThrowingContinuation { continuation in
                    Thread.detachNewThread {
                        continuation.resume(
                            with: Result {
                                try Command.run(all, environment: environment ?? [:], keepingErrorsApart: true)
                            })
                    }
                }
            }

            func trigger(_ key: String) async throws -> RunID {
                var generator = RunIDGenerator()
                let request = RunRequest(
                    id: generator.next(at: .now), task: "send-email", key: key, payload: Array(#"{"to":"x"}"#.utf8))
                return try await store.enqueue([request])[0].id
            }
        }

        private func withService(_ body: (Service) async throws -> Void) async throws {
            let connection = try await PostgresServer.shared.createDatabase()
            var options = PostgresStore.Options()
            options.schema = "jobs"
            options.poolSize = 2
            let store = try await PostgresStore(connection, options: options)
            do {
                var declarations = Declarations()
                declarations.addQueue("mail", concurrencyKey: .required, perKey: 1, total: 2)
                declarations.addTask("send-email", queue: "mail")
                _ = try await store.register(declarations, organizationLimit: 10)
                try await body(Service(store: store, connection: connection, schema: options.schema))
            } catch {
                await store.close()
                throw error
            }
            await store.close()
        }

        @Test("prints the SQL of migrations, and needs no database for it")
        func printsMigrations() throws {
            let printed = try Command.run(
                [Repository.program("sluice"), "migration-sql", "--schema", "jobs"], environment: [:],
                keepingErrorsApart: true)
            #expect(printed.status == 0, "\(printed.errors)")
            #expect(printed.output == PostgresStore.migrationScript(schema: "jobs"))
        }

        @Test("shows what runs, and why a run waits")
        func looks() async throws {
            try await withService { service in
                let holder = try await service.trigger("a")
                let run = try await service.trigger("a")
                let worker = try await service.store.openWorker(tasks: nil) { _ in }.worker
                #expect(try await service.store.claim(worker, limit: 1).count == 1)
                let all = try await service.sluice("runs")
                #expect(
                    all.lines(with: "send-email").map { String($0.prefix(36)) } == ["\(run)", "\(holder)"],
                    "\(all.output)\(all.errors)")
                let report = try await service.sluice("run", "\(run)")
                let reason =
                    "key 'a' of queue 'mail' has no room: its slot is taken by \(holder) (send-email, executing)"
                #expect(report.output.contains(reason), "\(report.output)\(report.errors)")
                let json = try await service.sluice("run", "\(run)", "--format", "json").output
                let history = try JSONDecoder().decode(RunHistory.self, from: Data(json.utf8))
                #expect(try await service.store.history(of: run) == history)
                let inherited = try await service.sluice(
                    "queues", environment: ["SLUICE_STORE": service.connection, "SLUICE_SCHEMA": service.schema])
                #expect(inherited.output.contains("1 per key, 2 in all"), "\(inherited.output)\(inherited.errors)")
            }
        }

        @Test("steers queues and runs")
        func steers() async throws {
            try await withService { service in
                let pause = try await service.sluice("pause", "mail")
                #expect(pause.lines(with: "mail").map { $0.hasSuffix("  paused") } == [true], "\(pause.errors)")
                let override = try await service.sluice("override", "mail", "--per-key", "3", "--total", "7")
                #expect(override.output.contains("3 per key, 7 in all"), "\(override.output)\(override.errors)")
                let queue = try await service.store.snapshot().queues[0]
                #expect(queue.isPaused && queue.isOverridden)
                #expect(try await service.sluice("resume", "mail").output.contains("limit overridden"))
                #expect(try await service.sluice("reset", "mail").output.contains("1 per key, 2 in all"))
                let run = try await service.trigger("a")
                #expect(try await service.sluice("cancel", "\(run)").output == "run \(run) is cancelled\n")
                let replay = try await service.sluice("replay", "\(run)")
                let new = try #require(RunID(String(replay.output.dropLast())), "\(replay.errors)")
                #expect(try await service.store.run(new)?.state == .queued)
            }
        }

        @Test("names what is wrong, and never the connection string")
        func mistakes() async throws {
            try await withService { service in
                let queue = try await service.sluice("pause", "mial")
                #expect(queue.status == 1)
                #expect(queue.errors.contains("did you mean 'mail'?"), "\(queue.errors)")
                let elsewhere = ["SLUICE_STORE": service.connection, "SLUICE_SCHEMA": "nowhere"]
                let schema = try await service.sluice("queues", environment: elsewhere)
                #expect(schema.status == 1)
                #expect(schema.errors.contains("no store in schema 'nowhere'"), "\(schema.errors)")
                let gone = ["SLUICE_STORE": "postgres://me:secret@127.0.0.1:1/shop"]
                let unreachable = try await service.sluice("queues", environment: gone)
                #expect(unreachable.status == 1)
                #expect(unreachable.errors.contains("can't be reached"), "\(unreachable.errors)")
                #expect(!unreachable.errors.contains("secret"))
                let file = try await service.sluice(
                    "queues", "--schema", "jobs", environment: ["SLUICE_STORE": "jobs.sqlite"])
                #expect(file.status == 64)
                #expect(file.errors.contains("has no schema"), "\(file.errors)")
            }
        }
    }
#else
    import SluiceTestSupport
    import Testing

    @Suite("sluice, built without PostgreSQL")
    struct OperateWithoutPostgresTests {
        @Test("says how to build it with")
        func refuses() throws {
            let run = try Command.run(
                [Repository.program("sluice"), "queues", "--store", "postgres://me:secret@localhost/shop"],
                keepingErrorsApart: true)
            #expect(run.status == 1)
            #expect(run.errors.contains("--traits SQLite,Postgres"), "\(run.errors)")
            #expect(!run.errors.contains("secret"))
        }
    }
#endif
