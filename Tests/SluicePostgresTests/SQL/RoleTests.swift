#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Who may do what in the database")
    struct RoleTests {
        private static let refused = ["ERROR:  42501"]

        @Test("A role that may trigger from SQL may do nothing else")
        func caller() async throws {
            try await withRole("caller") { scene, role in
                let psql = try scene.psql(role: role)
                let id = try await psql.ask("SELECT sluice.trigger('send-email')")
                #expect(RunID(try #require(id.first)) != nil)
                #expect(try await psql.ask("SELECT sluice.cancel('\(id[0])')") == ["canceled"])
                let items = #"[{"task": "send-email"}]"#
                #expect(try await psql.ask("SELECT count(*) FROM sluice.trigger_batch('\(items)')") == ["1"])
                for statement in [
                    "TABLE sluice.run", "DELETE FROM sluice.gate", "SELECT nextval('sluice.hub')",
                    "SELECT sluice.reap(NULL)", "SELECT sluice.register('{}', NULL, NULL)",
                    "SELECT sluice.cancel_run('\(id[0])', true, 0)", "SELECT sluice.grant_worker('\(role)')",
                    "CREATE TABLE sluice.mine (id int)",
                ] { #expect(try await psql.ask(statement) == Self.refused, "\(statement)") }
                await psql.close()
            }
        }

        @Test("What a role names like a table of the schema is not taken for it")
        func names() async throws {
            try await withRole("caller") { scene, role in
                let psql = try scene.psql(role: role)
                try await psql.ask(
                    """
                    CREATE TEMP TABLE run (id uuid); CREATE TEMP TABLE task (id int, name text); SET search_path TO pg_temp, public;
                    CREATE FUNCTION pg_temp.fail(code text, message text, run uuid DEFAULT NULL) RETURNS void LANGUAGE sql
                        AS 'SELECT'
                    """)
                #expect(try await psql.ask("SELECT sluice.trigger('nope')") == ["ERROR:  SL001"])
                #expect(try await psql.ask("SELECT count(sluice.trigger('send-email'))") == ["1"])
                #expect(try await psql.ask("SELECT count(*) FROM pg_temp.run") == ["0"])
                #expect(try await scene.store.runs(matching: RunFilter()).count == 1)
                await psql.close()
            }
        }

        @Test("A viewer sees everything and changes nothing")
        func viewer() async throws {
            try await withRole("viewer") { scene, role in
                let run = try await scene.store.enqueue([scene.request()])[0].id
                let core = try core(scene, role)
                #expect(try await core.runs(matching: RunFilter()).map(\.id) == [run])
                #expect(try await core.history(of: run)?.waiting?.holds.map(\.reason) == [.noWorker])
                #expect(try await core.snapshot().queues.map(\.name) == ["bulk", "mail", "tenants"])
                let psql = try scene.psql(role: role)
                for statement in [
                    "SELECT sluice.cancel('\(run)')", "SELECT sluice.trigger('send-email')", "TABLE sluice.run",
                ] {
                    #expect(try await psql.ask(statement) == Self.refused, "\(statement)")
                }
                await psql.close()
                await core.database.close()
            }
        }

        @Test("An operator sees everything, and steers")
        func steers() async throws {
            try await withRole("operator") { scene, role in
                let runs = try await scene.store.enqueue([scene.request(), scene.request()]).map(\.id)
                let steering = try await PostgresOperator("\(scene.connectionString) user='\(role)'")
                try await steering.pause(queue: "mail")
                try await steering.override(queue: "mail", limit: ConcurrencyLimit(total: 4))
                #expect(try await steering.snapshot() == scene.store.snapshot())
                try await steering.reset(queue: "mail")
                try await steering.resume(queue: "mail")
                #expect(try await steering.cancel(runs[0]) == .canceled)
                var generator = RunIDGenerator()
                let again = try await steering.replay(runs[0], as: generator.next(at: .now))
                #expect(try await steering.history(of: again)?.run.state == .queued)
                let psql = try scene.psql(role: role)
                for statement in [
                    "SELECT sluice.trigger('send-email')", "SELECT sluice.reap(NULL)", "TABLE sluice.run",
                ] {
                    #expect(try await psql.ask(statement) == Self.refused, "\(statement)")
                }
                await psql.close()
                await steering.close()
            }
        }

        @Test("A service that only triggers can wait for results, and can't execute")
        func client() async throws {
            try await withRole("client") { scene, role in
                let store = try await open(scene, role)
                _ = try await store.register(StoreScene.declarations, organizationLimit: 10)
                let runs = try await store.enqueue([scene.request(), scene.request()]).map(\.id)
                async let ending = store.ending(of: runs[0])
                #expect(try await store.cancel(runs[0]) == .canceled)
                #expect(try await ending.state == .canceled)
                let error = await #expect(throws: SluiceError.self) { try await store.openWorker(tasks: nil) { _ in } }
                #expect(error?.code == .storeFailed)
                #expect(error?.message.contains("permission denied for function open_worker") == true)
                await store.close()
            }
        }

        @Test("A worker may call all that a store calls")
        func worker() async throws {
            try await withRole("worker") { scene, role in
                let store = try await open(scene, role)
                _ = try await store.register(StoreScene.declarations, organizationLimit: 10)
                let worker = try await store.openWorker(tasks: nil) { _ in }.worker
                _ = try await store.enqueue([scene.request()])
                guard case .start(let run)? = try await store.claim(worker, limit: 1).first else {
                    Issue.record("nothing was started")
                    return
                }
                let ending = AttemptEnding(id: run.id, token: run.token, outcome: .completed(output: []))
                _ = try await store.finish([ending], claiming: 1, for: worker)
                try await store.renew(worker)
                try await store.closeWorker(worker)
                let psql = try scene.psql()
                try await psql.ask("UPDATE sluice.chore SET due_at = 0")
                try await Chores(core: store.core).doThoseThatAreDue()
                // The rest by name, from what the store knows of.
                let called = try Self.calledFunctions()
                #expect(called.count > 30)
                let missing = try await psql.ask(
                    """
                    SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'sluice'::regnamespace
                        AND p.proname = ANY ('{\(called.joined(separator: ","))}')
                        AND NOT has_function_privilege('\(role)', p.oid, 'EXECUTE')
                    """)
                #expect(missing.isEmpty)
                let known = try await psql.ask(
                    """
                    SELECT count(DISTINCT proname) FROM pg_proc WHERE pronamespace = 'sluice'::regnamespace
                        AND proname = ANY ('{\(called.joined(separator: ","))}')
                    """)
                #expect(known == ["\(called.count)"])
                await psql.close()
                await store.close()
            }
        }

        @Test("Nothing is everybody's, and what runs with its owner's rights looks for names in the schema only")
        func everybody() async throws {
            try await withStore({ $0.schema = "a \"b\"" }) { scene in
                let psql = try scene.psql()
                let open = """
                    SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'a "b"'
                    WHERE has_function_privilege('public', p.oid, 'EXECUTE')
                    """
                #expect(try await psql.ask(open) == [])
                let tables = """
                    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'a "b"'
                    WHERE c.relkind IN ('r', 'S', 'v') AND has_table_privilege('public', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
                    """
                #expect(try await psql.ask(tables) == [])
                let paths = """
                    SELECT DISTINCT (SELECT substr(c, 13) FROM unnest(p.proconfig) c WHERE c LIKE 'search\\_path=%')
                    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'a "b"'
                    WHERE p.prosecdef
                    """
                #expect(try await psql.ask(paths) == [#""a ""b""", pg_temp"#])
                await psql.close()
            }
        }

        @Test("A migration lets roles call what is new")
        func migrations() async throws {
            try await withRole("worker") { scene, role in
                let psql = try scene.psql()
                try await psql.ask("REVOKE EXECUTE ON FUNCTION sluice.reap(bigint) FROM \"\(role)\"")
                try await psql.ask("GRANT EXECUTE ON FUNCTION sluice.cancel_run(uuid, boolean, bigint) TO PUBLIC")
                try await psql.ask("SELECT sluice.settle_privileges()")
                let may = """
                    SELECT has_function_privilege('\(role)', 'sluice.reap(bigint)', 'EXECUTE'),
                        has_function_privilege('\(role)', 'sluice.cancel_run(uuid, boolean, bigint)', 'EXECUTE')
                    """
                #expect(try await psql.ask(may) == ["t|f"])
                await psql.close()
            }
        }

        // MARK: Roles

        /// Gives a role of its own, which may do what a kind of role may.
        private func withRole(_ kind: String, _ body: (StoreScene, String) async throws -> Void) async throws {
            try await withStore { scene in
                let role = "\(kind) \(UUID())"
                let psql = try scene.psql()
                #expect(try await psql.ask("CREATE ROLE \"\(role)\" LOGIN") == [])
                #expect(try await psql.ask("DO $$ BEGIN PERFORM sluice.grant_\(kind)('\(role)'); END $$") == [])
                await psql.close()
                try await body(scene, role)
            }
        }

        private func open(_ scene: StoreScene, _ role: String) async throws -> PostgresStore {
            var options = PostgresStore.Options()
            options.migrates = false
            return try await PostgresStore("\(scene.connectionString) user='\(role)'", options: options, logger: quiet)
        }

        private func core(_ scene: StoreScene, _ role: String) throws -> StoreCore {
            try StoreCore(
                "\(scene.connectionString) user='\(role)'", options: PostgresStore.Options(), poolSize: 2, time: nil,
                logger: quiet)
        }

        /// The functions that the store's statements call.
        private static func calledFunctions() throws -> [String] {
            let source = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../Sources/SluicePostgres/Store/Statements.swift").standardized
            let text = try String(contentsOf: source, encoding: .utf8)
            return text.matches(of: #/call\("(?<name>[a-z_]+)"|FROM (?<other>[a-z_]+)\(\$/#).map { match in
                String(match.output.name ?? match.output.other ?? "")
            }
        }
    }
#endif
