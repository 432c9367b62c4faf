#if Postgres
    import InMemoryLogging
    import Logging
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("What the server refuses is told, and harms nothing else", .timeLimit(.minutes(2)))
    struct ErrorTests {
        private let single = Database.Configuration(poolSize: 1)

        private func run(_ text: String, _ database: Database) async throws {
            _ = try await database.run(Statement(name: text, text: text))
        }

        @Test func theServersErrorIsThere() async throws {
            try await withDatabase(single) { database in
                try await database.script("CREATE TABLE song(title text CONSTRAINT one_of_each UNIQUE)")
                let backend = try await database.backend()
                try await run("INSERT INTO song VALUES ('a')", database)
                let error = await expectFailure(.server) { try await run("INSERT INTO song VALUES ('a')", database) }
                guard case .server(let server) = error else { return }
                #expect(server.sqlState == "23505")
                #expect(server.constraint == "one_of_each")
                #expect(server.message.contains("duplicate key value"))
                #expect(server.detail == "Key (title)=(a) already exists.")
                #expect(error?.mayBeExecuted == false)
                #expect(try await database.backend() == backend)
            }
        }

        @Test(arguments: [
            ("SELEC 1", "42601"), ("SELECT * FROM nowhere", "42P01"), ("SELECT 1 / (random() < 0)::int", "22012"),
            ("SELECT $1", "08P01"), ("SELECT 1; SELECT 2", "42601"),
        ])
        func aWrongStatementLeavesItsConnection(_ text: String, _ state: String) async throws {
            try await withDatabase(single) { database in
                let backend = try await database.backend()
                for _ in 0..<2 {
                    let error = await expectFailure(.server) { try await run(text, database) }
                    #expect(error?.sqlState == state)
                }
                #expect(try await database.backend() == backend)
            }
        }

        /// The rows have come by then.
        @Test func anErrorAtTheCommitIsAnError() async throws {
            try await withDatabase(single) { database in
                try await database.script(
                    "CREATE TABLE song(title text, CONSTRAINT late UNIQUE (title) DEFERRABLE INITIALLY DEFERRED)")
                let error = await expectFailure(.server) {
                    try await run("INSERT INTO song VALUES ('a'), ('a') RETURNING title", database)
                }
                #expect(error?.sqlState == "23505")
                try await database.expect("SELECT count(*) FROM song", is: Int64(0))
            }
        }

        @Test func aScriptIsDoneAsAWhole() async throws {
            try await withDatabase(single) { database in
                try await database.script("CREATE TABLE a(); CREATE TABLE b(); INSERT INTO a DEFAULT VALUES")
                try await database.expect("SELECT count(*) FROM a", is: Int64(1))
                let error = await expectFailure(.server) {
                    try await database.script("INSERT INTO a DEFAULT VALUES; CREATE TABLE b()")
                }
                #expect(error?.sqlState == "42P07")
                try await database.expect("SELECT count(*) FROM a", is: Int64(1))
            }
        }

        @Test func aTransactionThatIsLeftOpenIsNobodyElses() async throws {
            try await withDatabase(single) { database in
                try await database.script("CREATE TABLE a()")
                let backend = try await database.backend()
                try await database.script("BEGIN; INSERT INTO a DEFAULT VALUES")
                try await database.expect("SELECT count(*) FROM a", is: Int64(0))
                #expect(try await database.backend() != backend)
                await expectFailure(.server) { try await database.script("BEGIN; SELECT 1 / 0") }
                try await database.expect("SELECT 1", is: Int32(1))
            }
        }

        @Test(arguments: ["COPY a FROM STDIN", "COPY a TO STDOUT"])
        func whatIsNotSpokenEnds(_ text: String) async throws {
            try await withDatabase(single) { database in
                try await database.script("CREATE TABLE a(number int); INSERT INTO a VALUES (1)")
                await expectFailure(.unknown) { try await database.script(text) }
                try await database.expect("SELECT count(*) FROM a", is: Int64(1))
            }
        }

        @Test func whatWasPreparedFollowsTheTables() async throws {
            try await withDatabase(single) { database in
                try await database.script("CREATE TABLE song(title text); INSERT INTO song VALUES ('a')")
                let backend = try await database.backend()
                let all = Statement(name: "all", text: "SELECT * FROM song")
                let before = try await database.run(all)
                #expect(before[0].count == 1)
                try await database.script("ALTER TABLE song ADD number int8 DEFAULT 5")
                let after = try await database.run(all)
                #expect(after[0].count == 2)
                #expect(try after[0].value(1, as: Int64.self) == 5)
                // As what stands between here and a server may do.
                try await database.script("DEALLOCATE ALL")
                let again = try await database.run(all)
                #expect(again[0].count == 2)
                #expect(try await database.backend() == backend)
            }
        }

        @Test func aStatementHasTheSameTypesEverywhere() async throws {
            try await withDatabase(single) { database in
                let statement = Statement(name: "echo", text: "SELECT $1")
                var (number, text) = (Parameters(), Parameters())
                number.add(Int64(1))
                text.add("a")
                _ = try await database.run(statement, number)
                let error = await expectFailure(.invalid) { _ = try await database.run(statement, text) }
                #expect(error?.description.contains("'echo' has other types of parameters elsewhere") == true)
                let rows = try await database.run(statement, number)
                #expect(try rows[0].value(0, as: Int64.self) == 1)
            }
        }

        /// As after a failover, when what was the primary is none any more: another connection may find the one that
        /// is.
        @Test func aServerThatMustNotWriteIsLeft() async throws {
            try await withDatabase(single) { database in
                try await database.script("CREATE TABLE a()")
                let backend = try await database.backend()
                try await database.script("SET default_transaction_read_only = on")
                let error = await expectFailure(.server) { try await run("INSERT INTO a DEFAULT VALUES", database) }
                #expect(error?.sqlState == "25006")
                try await run("INSERT INTO a DEFAULT VALUES", database)
                let next = try await database.backend()
                #expect(next != backend)
            }
        }

        @Test func noticesAreLogged() async throws {
            let log = InMemoryLogHandler()
            var logger = Logger(label: "test") { _ in log }
            logger.logLevel = .debug
            try await withDatabase(single, logger: logger) { database in
                try await database.script("DO $$ BEGIN RAISE WARNING 'look\nhere'; END $$")
                let entry = log.entries.first { "\($0.message)".contains("look; here") }
                #expect(entry?.level == .debug)
            }
        }
    }
#endif
