#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("What is refused from SQL")
    struct RefusalTests {
        /// A trigger in SQL, and the same in Swift.
        struct Mistake: Sendable, CustomTestStringConvertible {
            let sql: String
            let code: String
            let swift: @Sendable (StoreScene) -> RunRequest

            init(_ sql: String, _ code: String, _ swift: @escaping @Sendable (StoreScene) -> RunRequest) {
                self.sql = sql
                self.code = code
                self.swift = swift
            }

            var testDescription: String { sql }
        }

        static let mistakes = [
            Mistake("'nope'", "SL001") { $0.request("nope") },
            Mistake("'send-email', queue => 'nope'", "SL002") { $0.request(queue: "nope") },
            Mistake("'send-email', queue => 'reports'", "SL003") { $0.request(queue: "reports") },
            Mistake("'send-email', queue => 'tenants'", "SL004") { $0.request(queue: "tenants") },
            Mistake("'send-email', key => ''", "SL005") { $0.request(key: "") },
            Mistake("'send-email', queue => 'bulk', key => 'a'", "SL006") { $0.request(queue: "bulk", key: "a") },
            Mistake("'send-email', to_jsonb(repeat('x', 1048575))", "SL007") {
                $0.request(payload: "\"" + String(repeating: "x", count: 1_048_575) + "\"")
            },
            Mistake("'send-email', ttl => '0'", "SL009") { $0.request(options: .init(ttl: .zero)) },
            Mistake("'send-email', ttl => '-1.5 seconds'", "SL009") { $0.request(options: .init(ttl: .seconds(-1.5))) },
            Mistake("'send-email', priority => '-1 minute'", "SL009") {
                $0.request(options: .init(priority: .seconds(-60)))
            },
            Mistake("'send-email', max_attempts => 0", "SL009") { $0.request(options: .init(maxAttempts: 0)) },
            Mistake("'send-email', idempotency_key => ''", "SL009") { $0.request(options: .init(idempotencyKey: "")) },
            Mistake("'send-email', idempotency_key => 'k', idempotency_key_ttl => '0'", "SL009") {
                $0.request(options: .init(idempotencyKey: "k", idempotencyKeyTTL: .zero))
            },
            Mistake("'send-email', tags => array_fill('x'::text, ARRAY[11])", "SL009") {
                $0.request(options: .init(tags: Array(repeating: "x", count: 11)))
            },
            Mistake("'send-email', tags => ARRAY[repeat('x', 129)]", "SL009") {
                $0.request(options: .init(tags: [String(repeating: "x", count: 129)]))
            },
        ]

        @Test("A mistake has the same message as in Swift, and changes nothing")
        func messages() async throws {
            try await withStore { scene in
                var declarations = StoreScene.declarations
                declarations.addQueue("reports")
                _ = try await scene.store.register(declarations, organizationLimit: 10)
                let psql = try scene.psql()
                for mistake in Self.mistakes {
                    let error = try await #require(throws: SluiceError.self) {
                        try await scene.store.enqueue([mistake.swift(scene)])
                    }
                    // The parameters of SQL are written as names in SQL are.
                    let message = error.message.replacing("idempotencyKeyTTL", with: "idempotency_key_ttl")
                        .replacing("idempotencyKey", with: "idempotency_key")
                        .replacing("maxAttempts", with: "max_attempts")
                    let call = "SELECT sluice.trigger(\(mistake.sql))"
                    #expect(try await psql.ask(call) == ["ERROR:  \(mistake.code)"], "\(mistake)")
                    #expect(try await psql.ask("\\echo :LAST_ERROR_MESSAGE") == [message], "\(mistake)")
                }
                #expect(try await psql.ask("SELECT count(*) FROM sluice.run") == ["0"])
                await psql.close()
            }
        }

        @Test(
            "A batch that is not written as one is refused, with what to write",
            arguments: [
                ("{}", "'items' is an object; pass an array of objects"),
                ("null", "'items' is null; pass an array of objects"),
                ("[3]", "it is a number; pass an object"),
                (#"[{"payload": {}}]"#, "'task' is missing; pass the identifier of a declared task"),
                (
                    #"[{"task": "send-email"}, {"taks": "x"}]"#,
                    "item 1 of the batch: there is no 'taks'; an item may have 'task', 'payload'"
                ),
                (#"[{"task": 3}]"#, "'task' is a number; pass a string"),
                (
                    #"[{"task": "send-email", "delay": 5}]"#,
                    #"'delay' is a number; pass an interval in a string, such as "5 minutes""#
                ),
                (
                    #"[{"task": "send-email", "ttl": "5 parsecs"}]"#,
                    "'ttl' is '5 parsecs'; pass an interval in a string"
                ),
                (#"[{"task": "send-email", "id": "x"}]"#, "'id' is 'x'; pass a UUID in a string"),
                (#"[{"task": "send-email", "max_attempts": 2.5}]"#, "'max_attempts' is '2.5'; pass a whole number"),
                (
                    #"[{"task": "send-email", "max_attempts": 4294967296}]"#,
                    "'max_attempts' is '4294967296'; pass a whole number"
                ),
                (#"[{"task": "send-email", "tags": "a"}]"#, "'tags' is a string; pass an array of strings"),
                (
                    #"[{"task": "send-email", "tags": ["a", 3]}]"#,
                    "one of the 'tags' is no string; pass an array of strings"
                ),
                (
                    #"[{"task": "send-email"}, {"task": "send-email", "ttl": "0"}]"#,
                    "item 1 of the batch: 'ttl' is 0.0 seconds;"
                ),
            ])
        func batches(items: String, message: String) async throws {
            let psql = try PsqlSession(try await Self.database)
            #expect(try await psql.ask("SELECT sluice.trigger_batch('\(items)')") == ["ERROR:  SL009"])
            let said = try await psql.ask("\\echo :LAST_ERROR_MESSAGE")
            #expect(said.first?.hasPrefix(message) == true, "\(said)")
            await psql.close()
        }

        @Test("Names and values are never more than names and values")
        func injection() async throws {
            let psql = try PsqlSession(try await Self.database)
            let name = "''; DROP TABLE sluice.run; --"
            #expect(try await psql.ask("SELECT sluice.trigger('\(name)')") == ["ERROR:  SL001"])
            let items = #"[{"task": "send-email", "delay": "\#(name)"}]"#
            #expect(try await psql.ask("SELECT sluice.trigger_batch('\(items)')") == ["ERROR:  SL009"])
            let member = #"[{"\#(name)": "x"}]"#
            #expect(try await psql.ask("SELECT sluice.trigger_batch('\(member)')") == ["ERROR:  SL009"])
            #expect(try await psql.ask("SELECT count(*) FROM sluice.run") == ["0"])
            await psql.close()
        }

        /// What is refused changes nothing, so that one is enough for all.
        private static var database: String { get async throws { try await made.value } }
        private static let made = Task {
            let connectionString = try await PostgresServer.shared.createDatabase()
            let store = try await PostgresStore(connectionString, options: .init(), logger: quiet)
            _ = try await store.register(StoreScene.declarations, organizationLimit: nil)
            await store.close()
            return connectionString
        }
    }
#endif
