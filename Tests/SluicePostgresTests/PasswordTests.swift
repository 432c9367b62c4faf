#if Postgres
    import Foundation
    import InMemoryLogging
    import Logging
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Passwords", .timeLimit(.minutes(3)))
    struct PasswordTests {
        private static let password = "Ge heim:\\'\""

        private static let shared = Task {
            let server = try await PostgresServer(
                options: ["password_encryption": "'scram-sha-256'"], access: ["host all all 127.0.0.1/32 scram-sha-256"]
            )
            let session = try await Session(server.connectionString(database: "postgres"))
            try await session.run("CREATE ROLE shop LOGIN PASSWORD $word$\(password)$word$")
            return server
        }

        private static func place() async throws -> String {
            "host=127.0.0.1 port=\(try await shared.value.port) user=shop dbname=postgres passfile=/nowhere"
        }

        /// As a connection string has it.
        private static func quoted(_ text: String) -> String {
            "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
        }

        @Test("A password in the connection string, or in a password file, is used")
        func given() async throws {
            let place = try await Self.place()
            try await withDatabase(at: "\(place) password=\(Self.quoted(Self.password))") { database in
                try await database.expect("SELECT current_user::text", is: "shop")
            }
            let file = FileManager.default.temporaryDirectory.appending(component: "passwords-\(UUID())")
            defer { try? FileManager.default.removeItem(at: file) }
            let escaped = Self.password.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
            try Data("127.0.0.1:*:*:shop:\(escaped)\n".utf8).write(to: file)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: file.path(percentEncoded: false))
            try await withDatabase(at: "\(place) passfile=\(file.path(percentEncoded: false))") { database in
                try await database.expect("SELECT current_user::text", is: "shop")
            }
        }

        /// In a process of its own, whose environment nobody else reads.
        @Test("A password in the environment, or in a service file, is used")
        func environment() async throws {
            let place = try await Self.place()
            let (password, quoted) = (Self.password, Self.quoted(Self.password))
            let port = "\(try await Self.shared.value.port)"
            await #expect(processExitsWith: .success) {
                [
                    place = place as String, password = password as String, quoted = quoted as String,
                    port = port as String
                ] in
                setenv("PGPASSWORD", password, 1)
                try await withDatabase(at: place) { database in
                    try await database.expect("SELECT current_user::text", is: "shop")
                }
                // What the connection string says counts more.
                try await withDatabase(at: "\(place) password=other") { database in
                    await expectFailure(.notSent) { try await database.connect() }
                }
                try await withDatabase(at: "\(place) password=\(quoted)") { database in
                    try await database.connect()
                }
                unsetenv("PGPASSWORD")
                let file = FileManager.default.temporaryDirectory.appending(component: "service-\(UUID()).conf")
                defer { try? FileManager.default.removeItem(at: file) }
                let service = "[shop]\nhost=127.0.0.1\nport=\(port)\nuser=shop\ndbname=postgres\npassword=\(password)\n"
                try Data(service.utf8).write(to: file)
                setenv("PGSERVICEFILE", file.path(percentEncoded: false), 1)
                try await withDatabase(at: "service=shop passfile=/nowhere") { database in
                    try await database.expect("SELECT current_user::text", is: "shop")
                }
            }
        }

        @Test("A wrong password, or none, is refused with what is wrong, and never repeated")
        func wrong() async throws {
            let place = try await Self.place()
            let start = ContinuousClock.now
            for (password, what) in [
                (
                    "password=\(Self.quoted("Falsch-\(Self.password)"))",
                    #"password authentication failed for user "shop""#
                ),
                ("", "no password supplied"),
            ] {
                let error = try await #require(throws: SluiceError.self) {
                    _ = try await PostgresOperator("\(place) \(password)", patience: .seconds(120), logger: quiet)
                }
                #expect(error.code == .storeUnavailable)
                #expect(error.message.contains(what), "\(error)")
                #expect(!"\(error)".contains("heim"), "\(error)")
                #expect(!"\(error)".contains("Falsch"), "\(error)")
                // A service goes on trying, since the database may be about to start; it says why at once.
                let log = InMemoryLogHandler()
                let starting = Task {
                    try await PostgresStore(
                        "\(place) \(password)", options: .init(), logger: Logger(label: "test") { _ in log })
                }
                try await eventually("nothing is logged") { !log.entries.isEmpty }
                starting.cancel()
                let said = log.entries.map { "\($0.message) \($0.metadata)" }
                #expect(said[0].contains(what), "\(said)")
                #expect(!said.contains { $0.contains("heim") || $0.contains("Falsch") }, "\(said)")
                await #expect(throws: CancellationError.self) { _ = try await starting.value }
            }
            #expect(ContinuousClock.now - start < .seconds(100))
        }
    }
#endif
