#if Postgres
    import Sluice

    /// Brings a schema to the version that this code needs.
    struct Migrator: Sendable {
        let database: Database
        /// As it is written in SQL.
        let schema: String
        /// How a schema came to be what it is; a test may know of later steps.
        var migrations = Schema.migrations

        private var needed: Int { migrations.last?.version ?? 0 }

        /// - Parameter isAllowed: Whether to change anything, or only to look.
        /// - Throws: ``SluiceError`` with `storeFailed` for a schema that is older than this code where nothing may be
        ///   changed. A newer one is as good, since functions that processes call are kept for older ones.
        func migrate(isAllowed: Bool) async throws {
            var version = try await version()
            if version < needed, isAllowed {
                let script = Self.script(for: schema, migrations: migrations)
                try await database.script(script, within: .seconds(600))
                version = try await self.version()
            }
            if version >= needed { return }
            throw SluiceError(
                .storeFailed,
                """
                schema \(schema) has version \(version), and this version of Sluice needs \(needed); let it migrate, or apply what \
                'PostgresStore.migrationScript' says
                """)
        }

        /// 0 where there is none.
        private func version() async throws -> Int {
            let exists = try await database.run(
                Statement(name: "has_migration", text: "SELECT to_regclass($1) IS NOT NULL"),
                parameters("\(schema).migration")
            ) { try $0[0].value(0, as: Bool.self) }
            guard exists else { return 0 }
            return try await database.run(
                Statement(name: "version", text: "SELECT coalesce(max(version), 0) FROM \(schema).migration")
            ) { Int(try $0[0].value(0, as: Int32.self)) }
        }

        private func parameters(_ text: String) -> Parameters {
            var parameters = Parameters()
            parameters.add(text)
            return parameters
        }

        /// SQL that brings a schema of any version to the newest, as one transaction. Applying it twice, or by two at
        /// once, is applying it once.
        static func script(
            for schema: String, migrations: [Schema.Migration] = Schema.migrations
        ) -> String {
            // One statement that is quoted, since a schema may be named like anything.
            let isMissing = "to_regnamespace('\(escaped(schema))') IS NULL"
            // Whoever may make functions there could have them called by the store's, which run with their owner's rights.
            let checking = """
                BEGIN IF has_schema_privilege('public', to_regnamespace('\(escaped(schema))')::oid, 'CREATE') THEN
                RAISE EXCEPTION 'everybody may create objects in schema \(escaped(schema)); \
                REVOKE CREATE ON SCHEMA \(escaped(schema)) FROM PUBLIC first'; END IF; END
                """
            let making = "BEGIN IF \(isMissing) THEN CREATE SCHEMA \(schema); END IF; END"
            var script = """
                BEGIN ISOLATION LEVEL READ COMMITTED;
                SET LOCAL client_min_messages = warning;
                SET LOCAL check_function_bodies = off;
                SET LOCAL lock_timeout = 0;
                SET LOCAL statement_timeout = 0;
                SELECT pg_advisory_xact_lock(hashtext('sluice.migration'));
                -- Behind who waits for a table, everybody waits: rather begin again than for as long as somebody's transaction takes.
                SET LOCAL lock_timeout = '2s';
                DO '\(escaped(making))';
                DO '\(escaped(checking))';
                SET LOCAL search_path TO \(schema), pg_temp;
                CREATE TABLE IF NOT EXISTS migration (
                    version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());

                """
            for migration in migrations {
                script += """
                    DO $migration$ BEGIN
                    IF EXISTS (SELECT FROM migration WHERE version >= \(migration.version)) THEN RETURN; END IF;
                    EXECUTE $script$
                    \(migration.text)
                    $script$;
                    INSERT INTO migration (version) VALUES (\(migration.version));
                    PERFORM settle_privileges();
                    END $migration$;

                    """
            }
            return script + "COMMIT;\n"
        }

        /// Within the quotes of a text in SQL.
        private static func escaped(_ text: String) -> String { text.replacing("'", with: "''") }
    }
#endif
