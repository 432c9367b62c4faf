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
                    await expectFailure(.server) { try await database.connect() }
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
            let wrong = "password=\(Self.quoted("Falsch-\(Self.password)"))"
            for (password, what, code) in [
                (wrong, #"password authentication failed for user "shop""#, SluiceError.Code.storeFailed),
                ("", "no password supplied", .invalidOption),
            ] {
                let operation = try await #require(throws: SluiceError.self) {
                    _ = try await PostgresOperator("\(place) \(password)", patience: .seconds(120), logger: quiet)
                }
                let log = InMemoryLogHandler()
                let starting = try await #require(throws: SluiceError.self) {
                    var options = PostgresStore.Options()
                    options.patience = .seconds(120)
                    _ = try await PostgresStore(
                        "\(place) \(password)", options: options, logger: Logger(label: "test") { _ in log })
                }
                let said = log.entries.map { "\($0.message) \($0.metadata)" }
                for error in [operation, starting] {
                    #expect(error.code == code)
                    #expect(error.message.contains(what), "\(error)")
                    for text in said + ["\(error)"] {
                        #expect(!text.contains("heim") && !text.contains("Falsch"), "\(text)")
                    }
                }
            }
            #expect(ContinuousClock.now - start < .seconds(100))
        }
    }
#endif
