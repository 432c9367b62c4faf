#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Who is who on an encrypted connection", .timeLimit(.minutes(3)))
    struct CertificateTests {
        private static let shared = Task {
            let server = try await PostgresServer(
                isEncrypted: true,
                access: [
                    "hostssl certified all 127.0.0.1/32 cert",
                    "hostssl named all 127.0.0.1/32 trust clientcert=verify-full",
                    "hostssl all all 127.0.0.1/32 trust", "hostnossl all all 127.0.0.1/32 reject",
                ])
            let session = try await Session(server.connectionString(database: "postgres"))
            for name in ["certified", "named", "open"] { try await session.run("CREATE DATABASE \(name)") }
            return server
        }

        /// A connection string by name, as `localhost`, to whom the certificate is given; and without its files' names.
        private func place(_ database: String, host: String = "localhost", _ rest: String = "") async throws -> String {
            let server = try await Self.shared.value
            return "host=\(host) hostaddr=127.0.0.1 port=\(server.port) user=sluice dbname=\(database) "
                + "sslmode=verify-full sslcert=/nowhere sslkey=/nowhere "
                + "sslrootcert=\(server.certificate("authority.crt").path(percentEncoded: false)) \(rest)"
        }

        /// What somebody is told who opens a store.
        private func refusal(_ place: String) async throws -> SluiceError {
            try await #require(throws: SluiceError.self) {
                _ = try await PostgresOperator(place, patience: .seconds(20), logger: quiet)
            }
        }

        @Test("A server whose name and authority are right is accepted")
        func right() async throws {
            let store = try await PostgresStore(try await place("open"), options: .init(), logger: quiet)
            let version: String = try await store.core.database.value(
                "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            #expect(version.hasPrefix("TLS"))
            await store.close()
        }

        @Test("A server of another name is refused, with both names")
        func otherName() async throws {
            let error = try await refusal(try await place("open", host: "db.example.com"))
            #expect(error.code == .storeUnavailable)
            #expect(
                error.message.contains(
                    #"server certificate for "localhost" does not match host name "db.example.com""#), "\(error)")
            // An address is no name either.
            let other = try await refusal(try await place("open", host: "127.0.0.1"))
            #expect(other.message.contains(#"does not match host name "127.0.0.1""#), "\(other)")
        }

        @Test("A server that another authority vouches for is refused, and one of whom nothing is known")
        func otherAuthority() async throws {
            let other = try await PostgresServer(isEncrypted: true)
            let root = other.certificate("authority.crt").path(percentEncoded: false)
            let error = try await refusal(try await place("open", "sslrootcert=\(root)"))
            #expect(error.code == .storeUnavailable)
            #expect(error.message.contains("certificate verify failed"), "\(error)")
            let none = try await refusal(try await place("open", "sslrootcert=/nowhere/root.crt"))
            #expect(none.message.contains(#"root certificate file "/nowhere/root.crt" does not exist"#), "\(none)")
        }

        @Test("A server that takes no bare connections says so")
        func bare() async throws {
            let error = try await refusal(try await place("open", "sslmode=disable"))
            #expect(error.message.contains("no encryption"), "\(error)")
        }

        @Test("A client's certificate is asked for and accepted", arguments: ["certified", "named"])
        func client(database: String) async throws {
            let without = try await refusal(try await place(database))
            #expect(without.message.contains("certificate"), "\(without)")
            let server = try await Self.shared.value
            try await withFolder { folder in
                // Whoever runs the tests has to own the key, and nobody else may read it.
                for name in ["sluice.crt", "sluice.key"] {
                    let copy = folder.appending(component: name)
                    try Data(contentsOf: server.certificate(name)).write(to: copy)
                    try FileManager.default.setAttributes(
                        [.posixPermissions: 0o600], ofItemAtPath: copy.path(percentEncoded: false))
                }
                let path = folder.path(percentEncoded: false)
                let files = "sslcert=\(path)/sluice.crt sslkey=\(path)/sluice.key"
                let store = try await PostgresStore(try await place(database, files), options: .init(), logger: quiet)
                let subject: String = try await store.core.database.value(
                    "SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                #expect(subject == "/CN=sluice")
                await store.close()
                // It is nobody else's.
                let other = try await refusal(try await place(database, "\(files) user=postgres"))
                #expect(other.message.contains(#"authentication failed for user "postgres""#), "\(other)")
            }
        }

        private func withFolder(_ body: (URL) async throws -> Void) async throws {
            let folder = FileManager.default.temporaryDirectory.appending(component: "certificates-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try await body(folder)
        }
    }
#endif
