#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Connection strings are libpq's", .timeLimit(.minutes(2)))
    struct ConnectionStringTests {
        init() { ServerEnvironment.clear() }

        @Test(arguments: [
            "host=localhost prot=5432", "postgres://ada:se%cret@localhost", "postgres://localhost/a?prot=1",
            "host=localhost password='secret", "service=there-is-none", "postgres://ada:secret@[::1/a",
            "host=localhost password=my secret", "postgres://ada:se%zzcret@localhost/a",
            "postgres://ada:sec/ret@localhost/a", "postgresq://ada:secret@localhost/a",
            "postgresql+asyncpg://ada:secret@localhost/a",
        ])
        func whatIsNoneIsRefusedWithoutItsPassword(_ string: String) async {
            let error = await expectFailure(.invalid) { _ = try Database(connectionString: string, logger: quiet) }
            #expect(error?.description.contains("the connection string is wrong: ") == true)
            for part in ["secret", "cret", "sec"] {
                #expect(error?.description.contains(part) == false, "\(String(describing: error))")
            }
        }

        @Test func aNULByteIsRefused() async {
            await expectFailure(.invalid) { _ = try Database(connectionString: "a\0b", logger: quiet) }
        }

        @Test func whatIsLeftOpenHasLimits() throws(DatabaseError) {
            let options = try ConnectionOptions("host=localhost")
            #expect(options["dbname"] == "host=localhost")
            #expect(options["connect_timeout"] == "5")
            #expect(options["keepalives_idle"] == "30")
            #expect(options["tcp_user_timeout"] == "30000")
            let other = try ConnectionOptions("postgres://localhost/a?connect_timeout=3&tcp_user_timeout=0")
            #expect(other["connect_timeout"] == nil)
            #expect(other["tcp_user_timeout"] == nil)
            #expect(other["keepalives_count"] == "3")
            // Of several servers, one that takes changes.
            #expect(options["target_session_attrs"] == nil)
            #expect(try ConnectionOptions("host=one,two")["target_session_attrs"] == "read-write")
            #expect(try ConnectionOptions("host=one,two target_session_attrs=primary")["target_session_attrs"] == nil)
        }

        @Test func theServerKnowsWhoAsks() async throws {
            let place = try await String.emptyDatabase
            try await withDatabase(at: place) { database in
                try await database.expect("SELECT current_setting('application_name')", is: "sluice")
                try await database.expect("SELECT current_setting('client_encoding')", is: "UTF8")
            }
            try await withDatabase(at: place + " application_name=shop client_encoding=latin1") { database in
                try await database.expect("SELECT current_setting('application_name')", is: "shop")
                try await database.expect("SELECT '🦦'", is: "🦦")
            }
        }

        @Test func whatEachConnectionBeginsWithIsDone() async throws {
            let place = try await String.emptyDatabase
            try await withDatabase(.init(setup: "SET statement_timeout = 12345"), at: place) { database in
                try await database.expect("SELECT current_setting('statement_timeout')", is: "12345ms")
            }
            for wrong in ["SET nonsense", "BEGIN"] {
                try await withDatabase(.init(setup: wrong), at: place) { database in
                    await expectFailure(.notSent) { try await database.connect() }
                }
            }
        }

        @Test func aURLAndTheNextHost() async throws {
            let server = try await PostgresServer.shared
            let proxy = try NetworkProxy(to: server.port)
            proxy.close()
            let url =
                "postgresql://sluice@127.0.0.1:\(proxy.port),127.0.0.1:\(server.port)/postgres?target_session_attrs=any"
            try await withDatabase(at: url) { database in
                try await database.expect("SELECT current_setting('port')", is: "\(server.port)")
            }
        }

        @Test func aDatabaseThatThereIsNotIsNamed() async throws {
            let place = try await PostgresServer.shared.connectionString(database: "nowhere")
            try await withDatabase(at: place) { database in
                let error = await expectFailure(.server) { try await database.connect() }
                #expect(error?.description.contains("database \"nowhere\" does not exist") == true)
                #expect(error?.sqlState == "3D000")
            }
        }

        @Test func whatLibpqDoesNotTakeFailsAtOnce() async throws {
            let place = try await String.emptyDatabase
            for wrong in ["sslmode=verify-ful", "target_session_attrs=readwrite", "connect_timeout=soon"] {
                let error = await #expect(throws: SluiceError.self) {
                    try await PostgresStore("\(place) \(wrong)", logger: quiet)
                }
                #expect(error?.code == .invalidOption)
            }
            let nowhere = try await PostgresServer.shared.connectionString(database: "nowhere")
            let error = await #expect(throws: SluiceError.self) { try await PostgresStore(nowhere, logger: quiet) }
            #expect(error?.code == .storeFailed)
        }

        /// In a process of its own, whose environment nobody else reads.
        @Test func theEnvironmentAndServicesCount() async throws {
            let server = try await PostgresServer.shared
            let (host, port) = (server.folder.path(percentEncoded: false), server.port)
            await #expect(processExitsWith: .success) { [host = host as String, port = port as Int] in
                for (name, value) in [("PGPORT", "\(port)"), ("PGHOST", host), ("PGUSER", "sluice")] {
                    setenv(name, value, 1)
                }
                setenv("PGCONNECT_TIMEOUT", "4", 1)
                for place in ["postgres", "dbname=postgres", "postgres:///postgres"] {
                    try await withDatabase(at: place) { database in
                        try await database.expect("SELECT current_database()", is: "postgres")
                    }
                }
                #expect(try ConnectionOptions("")["connect_timeout"] == nil)
                for name in ["PGPORT", "PGHOST", "PGUSER", "PGCONNECT_TIMEOUT"] { unsetenv(name) }

                let file = FileManager.default.temporaryDirectory.appending(component: "service-\(UUID()).conf")
                defer { try? FileManager.default.removeItem(at: file) }
                let service = "[shop]\nhost=\(host)\nport=\(port)\nuser=sluice\ndbname=postgres\nkeepalives_idle=77\n"
                try Data(service.utf8).write(to: file)
                setenv("PGSERVICEFILE", file.path(percentEncoded: false), 1)
                try await withDatabase(at: "service=shop") { database in
                    try await database.expect("SELECT current_database()", is: "postgres")
                }
                let options = try ConnectionOptions("service=shop")
                #expect(options["keepalives_idle"] == nil)
                #expect(options["connect_timeout"] == "5")
            }
        }
    }
#endif
