#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import SluiceTestSupport
    import Synchronization
    import Testing

    @testable import SluicePostgres

    @Suite("Migrating to a later version while processes of this one go on", .timeLimit(.minutes(3)))
    struct RollingMigrationTests {
        /// What a later version may do: columns that processes of this version know nothing of, an index, and a function
        /// beside one that they call, which roles may call as that one.
        static let later = Schema.Migration(
            version: Schema.version + 1,
            text: #"""
                ALTER TABLE run ADD COLUMN region text NOT NULL DEFAULT 'here';
                ALTER TABLE task ADD COLUMN region text;
                ALTER TABLE queue ADD COLUMN weight integer NOT NULL DEFAULT 1;
                ALTER TABLE worker ADD COLUMN region text;
                CREATE INDEX run_region ON run (region) WHERE state = 1;
                CREATE FUNCTION renew_worker_2(worker_id bigint, lease bigint, of_region text, now_at bigint) RETURNS void
                LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
                BEGIN
                    PERFORM renew_worker(worker_id, lease, now_at);
                    UPDATE worker w SET region = of_region WHERE w.id = worker_id;
                END
                $$;
                ALTER FUNCTION role_kinds() RENAME TO role_kinds_1;
                CREATE FUNCTION role_kinds() RETURNS TABLE (kind text, functions text[]) LANGUAGE sql IMMUTABLE AS $$
                    SELECT k.kind, k.functions || CASE WHEN 'renew_worker' = ANY (k.functions)
                        THEN ARRAY['renew_worker_2'] ELSE '{}' END FROM role_kinds_1() k
                $$;
                """#)

        static var migrations: [Schema.Migration] { Schema.migrations + [later] }

        private static let version = "SELECT max(version) FROM sluice.migration"

        @Test("Triggers, claims and ends go on without an error, and prepared statements are what they were")
        func goesOn() async throws {
            try await withStore { scene in
                let observer = try await scene.session()
                let progress = Progress()
                let loops = (0..<3).map { key in
                    Task {
                        let store = scene.store
                        let worker = try await store.openWorker(tasks: nil) { _ in }.worker
                        while !progress.isOver.load(ordering: .relaxed) {
                            let mine = try await store.enqueue([scene.request(key: "\(key)")])[0].id
                            let ending = Task { try await store.ending(of: mine) }
                            try await store.complete(try await store.start(worker), of: worker)
                            try await store.renew(worker)
                            _ = try await store.snapshot()
                            _ = try await store.history(of: mine)
                            ending.cancel()
                            progress.count.add(1, ordering: .relaxed)
                        }
                        try await store.closeWorker(worker)
                    }
                }
                func reach(_ more: Int) async throws {
                    let goal = progress.count.load(ordering: .relaxed) + more
                    try await eventually(within: .seconds(120), "nothing goes on") {
                        progress.count.load(ordering: .relaxed) >= goal
                    }
                }
                // Every connection has prepared what it needs.
                try await reach(50)
                let migrator = Migrator(
                    database: scene.store.core.database, schema: "\"sluice\"", migrations: Self.migrations)
                try await scene.store.core.patiently { _ in try await migrator.migrate(isAllowed: true) }
                #expect(try await observer.run(Self.version)[0][0] == "\(Schema.version + 1)")
                try await reach(50)
                progress.isOver.store(true, ordering: .relaxed)
                for loop in loops { try await loop.value }

                // A process that only knows this version starts beside it.
                for migrates in [true, false] {
                    var options = PostgresStore.Options()
                    options.migrates = migrates
                    let old = try await PostgresStore(scene.connectionString, options: options, logger: quiet)
                    _ = try await old.register(StoreScene.declarations, organizationLimit: 10)
                    let run = try await old.enqueue([scene.request(key: "last")])[0].id
                    let worker = try await old.openWorker(tasks: nil) { _ in }.worker
                    var left = try await old.start(worker)
                    while !left.isEmpty {
                        try await old.complete(left, of: worker)
                        left = try await old.start(worker)
                    }
                    #expect(try await old.ending(of: run).state == .completed)
                    await old.close()
                }
                try await observer.run("SET search_path TO sluice")
                #expect(try await observer.run(Books.problems()).isEmpty)
                #expect(try await observer.run("SELECT DISTINCT state, region FROM run") == [["10", "here"]])
            }
        }

        @Test("While somebody's transaction keeps a migration from a table, nobody else waits for either for long")
        func behindAnOpenTransaction() async throws {
            try await withStore({ $0.patience = .seconds(20) }) { scene in
                let session = try await scene.session()
                try await session.run("BEGIN; SELECT sluice.trigger('send-email')")
                var options = PostgresStore.Options()
                options.patience = .seconds(120)
                let other = try StoreCore(
                    scene.connectionString, options: options, poolSize: 1, time: nil, logger: quiet)
                let migrating = Task {
                    try await other.patiently { database in
                        try await Migrator(database: database, schema: "\"sluice\"", migrations: Self.migrations)
                            .migrate(isAllowed: true)
                    }
                }
                let worker = try await scene.store.openWorker(tasks: nil) { _ in }.worker
                for _ in 0..<3 {
                    try await scene.reachWaiting()
                    let run = try await scene.store.enqueue([scene.request(key: "a")])[0].id
                    let started = try await scene.store.start(worker)
                    #expect(started.map(\.id) == [run])
                    try await scene.store.complete(started, of: worker)
                }
                #expect(try await session.run(Self.version)[0][0] == "\(Schema.version)")
                try await session.run("COMMIT")
                try await migrating.value
                #expect(try await session.run(Self.version)[0][0] == "\(Schema.version + 1)")
                try await scene.store.closeWorker(worker)
                await other.database.close()
            }
        }

        @Test("Who may call a function may call what a later version has beside it, and nobody else may")
        func privileges() async throws {
            try await withStore { scene in
                let owner = try await scene.session()
                var roles: [String: String] = [:]
                for kind in ["worker", "client", "viewer"] {
                    let role = "\(kind) \(UUID())"
                    roles[kind] = role
                    try await owner.run("CREATE ROLE \"\(role)\" LOGIN; SELECT sluice.grant_\(kind)('\(role)')")
                }
                try await owner.run(Migrator.script(for: "\"sluice\"", migrations: Self.migrations))
                for (kind, role) in roles {
                    let may =
                        "has_function_privilege('\(role)', 'sluice.renew_worker_2(bigint, bigint, text, bigint)', 'EXECUTE')"
                    #expect(try await owner.run("SELECT \(may)")[0][0] == (kind == "worker" ? "t" : "f"), "\(kind)")
                }
                let open = """
                    SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'sluice'::regnamespace
                        AND has_function_privilege('public', oid, 'EXECUTE')
                    """
                #expect(try await owner.run(open).isEmpty)
                // Whoever owns nothing goes on, with the same rights.
                var options = PostgresStore.Options()
                options.migrates = false
                let store = try await PostgresStore(
                    "\(scene.connectionString) user='\(roles["worker"]!)'", options: options, logger: quiet)
                let worker = try await store.openWorker(tasks: nil) { _ in }.worker
                try await store.renew(worker)
                await store.close()
            }
        }

        @Test("Two processes that migrate at the same time migrate once, and what they make is what the script makes")
        func together() async throws {
            let (made, printed) = (try await String.emptyDatabase, try await String.emptyDatabase)
            for place in [made, printed] {
                try await withDatabase(at: place) { database in
                    try await Migrator(database: database, schema: "\"sluice\"").migrate(isAllowed: true)
                }
            }
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await withDatabase(at: made) { database in
                            let migrator = Migrator(
                                database: database, schema: "\"sluice\"", migrations: Self.migrations)
                            try await migrator.migrate(isAllowed: true)
                        }
                    }
                }
            }
            let script = Migrator.script(for: "\"sluice\"", migrations: Self.migrations)
            let run = try PsqlSession.run("psql", ["-Xq", "-v", "ON_ERROR_STOP=1"], database: printed, input: script)
            #expect(run.status == 0)
            #expect(run.errors == "")
            let dump = try MigrationTests.dump(made)
            #expect(dump.contains("run_region"))
            #expect(try MigrationTests.dump(printed) == dump)
            // From nothing it comes to the same.
            let fresh = try await String.emptyDatabase
            try await Session(fresh).run(script)
            #expect(try MigrationTests.dump(fresh) == dump)
            for place in [made, printed, fresh] {
                let versions = try await Session(place).run("SELECT version FROM sluice.migration ORDER BY version")
                #expect(versions == Self.migrations.map { ["\($0.version)"] })
            }
        }

        @Test("A step that fails leaves the version before it, whole", arguments: [true, false])
        func failure(isMadeBefore: Bool) async throws {
            let place = try await String.emptyDatabase
            let broken = Schema.Migration(
                version: Schema.version + 2, text: "CREATE TABLE half (a integer); SELECT 1 / 0;")
            try await withDatabase(at: place) { database in
                let before = Migrator(database: database, schema: "\"sluice\"")
                if isMadeBefore { try await before.migrate(isAllowed: true) }
                let dump = try MigrationTests.dump(place)
                let migrator = Migrator(
                    database: database, schema: "\"sluice\"", migrations: Self.migrations + [broken])
                let error = await #expect(throws: DatabaseError.self) { try await migrator.migrate(isAllowed: true) }
                #expect(error?.sqlState == "22012")
                #expect(try MigrationTests.dump(place) == dump)
                // And nothing is left behind that keeps another one from it.
                try await Migrator(database: database, schema: "\"sluice\"", migrations: Self.migrations)
                    .migrate(isAllowed: true)
                try await database.expect(Self.version, is: Int32(Schema.version + 1))
                let needed = await #expect(throws: SluiceError.self) { try await migrator.migrate(isAllowed: false) }
                let versions = "has version \(Schema.version + 1), and this version of Sluice needs \(broken.version)"
                #expect(needed?.message.contains(versions) == true)
            }
        }

        private final class Progress: Sendable {
            let count = Atomic(0)
            let isOver = Atomic(false)
        }
    }
#endif
