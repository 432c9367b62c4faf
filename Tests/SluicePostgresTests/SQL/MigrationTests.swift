#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import SluiceTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Migrating")
    struct MigrationTests {
        /// Names that need quotes, each in its own way.
        static let names = ["sluice", "Order", "a \"b\" 'c' $$; -- \\ é", "$schema$"]

        @Test("Processes that start together make the schema once")
        func together() async throws {
            let connectionString = try await PostgresServer.shared.createDatabase()
            try await withThrowingTaskGroup(of: PostgresStore.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await PostgresStore(connectionString, options: .init(), logger: quiet) }
                }
                for try await store in group {
                    _ = try await store.register(StoreScene.declarations, organizationLimit: 10)
                    await store.close()
                }
            }
            let psql = try PsqlSession(connectionString)
            #expect(try await psql.ask("SELECT version FROM sluice.migration") == ["\(Schema.version)"])
            await psql.close()
        }

        @Test("Processes that start together over a database whose transactions are serializable make the schema once")
        func serializable() async throws {
            let connectionString = try await PostgresServer.shared.createDatabase()
            let psql = try PsqlSession(connectionString)
            let set = """
                DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation TO serializable', current_database());
                END $$
                """
            #expect(try await psql.ask(set) == [])
            async let first = PostgresStore(connectionString, options: .init(), logger: quiet)
            async let second = PostgresStore(connectionString, options: .init(), logger: quiet)
            for store in try await [first, second] {
                let isolation: String = try await store.core.database.value("SHOW transaction_isolation")
                #expect(isolation == "read committed")
                await store.close()
            }
            await psql.close()
        }

        @Test("The printed script makes what a store makes, and applied again changes nothing", arguments: names)
        func script(name: String) async throws {
            let (made, printed) = (
                try await PostgresServer.shared.createDatabase(), try await PostgresServer.shared.createDatabase()
            )
            var options = PostgresStore.Options()
            options.schema = name
            let store = try await PostgresStore(made, options: options, logger: quiet)
            _ = try await store.register(StoreScene.declarations, organizationLimit: nil)
            await store.close()
            let script = PostgresStore.migrationScript(schema: name)
            let strictly = ["-Xq", "-v", "ON_ERROR_STOP=1"]
            for _ in 1...2 {
                let run = try PsqlSession.run("psql", strictly, database: printed, input: script)
                #expect(run.status == 0)
                #expect(run.errors == "")
            }
            let (dump, other) = (try Self.dump(made), try Self.dump(printed))
            #expect(dump.contains("CREATE TABLE"))
            #expect(dump == other)
            let again = try PsqlSession.run("psql", strictly, database: made, input: script)
            #expect(again.status == 0)
            #expect(try Self.dump(made) == dump)
            options.migrates = false
            let user = try await PostgresStore(printed, options: options, logger: quiet)
            _ = try await user.register(StoreScene.declarations, organizationLimit: nil)
            await user.close()
        }

        @Test("Processes of this version go on beside a newer schema")
        func newer() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                try await psql.ask("INSERT INTO sluice.migration VALUES (\(Schema.version + 5))")
                for migrates in [true, false] {
                    var options = PostgresStore.Options()
                    options.migrates = migrates
                    let store = try await PostgresStore(scene.connectionString, options: options, logger: quiet)
                    #expect(try await store.enqueue([scene.request()]).count == 1)
                    await store.close()
                }
                let versions = try await psql.ask("SELECT version FROM sluice.migration ORDER BY version")
                #expect(versions == ["\(Schema.version)", "\(Schema.version + 5)"])
                await psql.close()
            }
        }

        @Test("A schema that is older, or is not there, is refused by who shall not migrate, with what to do")
        func older() async throws {
            let connectionString = try await PostgresServer.shared.createDatabase()
            var options = PostgresStore.Options()
            options.migrates = false
            let error = await #expect(throws: SluiceError.self) {
                try await PostgresStore(connectionString, options: options, logger: quiet)
            }
            #expect(error?.code == .storeFailed)
            #expect(
                error?.message
                    == "schema \"sluice\" has version 0, and this version of Sluice needs \(Schema.version); let it migrate, or apply what "
                    + "'PostgresStore.migrationScript' says")
            let psql = try PsqlSession(connectionString)
            #expect(try await psql.ask("SELECT count(*) FROM pg_namespace WHERE nspname = 'sluice'") == ["0"])
            await psql.close()
        }

        @Test("No name is one that newer releases of PostgreSQL keep to themselves")
        func reservedNames() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                let taken = try await psql.ask(
                    """
                    SELECT DISTINCT n.name FROM (
                        SELECT unnest(p.proargnames) FROM pg_proc p WHERE p.pronamespace = 'sluice'::regnamespace
                        UNION ALL SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'sluice'::regnamespace
                        UNION ALL SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'sluice'::regnamespace
                        UNION ALL SELECT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                            WHERE c.relnamespace = 'sluice'::regnamespace AND a.attnum > 0
                    ) n (name)
                    WHERE n.name IN ('json', 'json_array', 'json_arrayagg', 'json_exists', 'json_object', 'json_objectagg',
                        'json_query', 'json_scalar', 'json_serialize', 'json_table', 'json_value', 'merge_action', 'system_user')
                    """)
                #expect(taken.isEmpty)
                await psql.close()
            }
        }

        @Test("A step that was applied is not applied again, whatever has been added after it")
        func steps() {
            #expect(Schema.migrations.map(\.version) == Array(1...Schema.version))
        }

        /// Everything but the data.
        static func dump(_ database: String) throws -> String {
            let dump = try PsqlSession.run("pg_dump", ["--schema-only"], database: database)
            try #require(dump.status == 0, "\(dump.errors)")
            // Newer releases print a key that is another one each time.
            return dump.output.split(separator: "\n").filter { !$0.hasPrefix("\\") && !$0.hasPrefix("--") }
                .joined(separator: "\n")
        }
    }
#endif
