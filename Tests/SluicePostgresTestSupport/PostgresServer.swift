package import Foundation
import SluiceTestSupport

/// A server of the tests' own, in a folder of its own, which is gone with the tests, however they end.
///
/// A shell starts and stops it, told to through a pipe: when the pipe closes, since the tests are over or have crashed,
/// it stops the server and takes the folder away.
package final class PostgresServer: Sendable {
    /// How a server is stopped.
    package enum Stop: String, Sendable {
        /// Connections are closed, the data are written.
        case fast
        /// Like a crash of the server, which recovers when it starts.
        case immediate
    }

    private static let sharedServer = Task { try await PostgresServer() }

    /// One for all tests that leave it running.
    package static var shared: PostgresServer { get async throws { try await sharedServer.value } }

    private let supervisor: Supervisor
    /// Holds the data, the log and the socket.
    package let folder: URL
    package let port: Int

    /// Makes a server and starts it.
    /// - Parameters:
    ///   - options: Lines of `postgresql.conf` besides those that make a server for tests quick.
    ///   - isEncrypted: Whether it speaks TLS, with a certificate for `localhost`; see ``certificate(_:)``. Needs
    ///     `openssl`.
    ///   - access: Who may connect by TCP, and how: lines of `pg_hba.conf`. Default: anybody.
    package convenience init(
        options: [String: String] = [:], isEncrypted: Bool = false, access: [String] = []
    ) async throws {
        ServerEnvironment.clear()
        let supervisor = try await Supervisor()
        try await supervisor.run("init", "")
        var settings = [
            "fsync": "off", "full_page_writes": "off", "max_connections": "200", "shared_buffers": "64MB",
            "listen_addresses": "'127.0.0.1'", "log_line_prefix": "'%m [%p] %d '", "lc_messages": "'C'",
        ]
        if isEncrypted {
            try await supervisor.run("certify", "")
            settings["ssl"] = "on"
            settings["ssl_cert_file"] = "'localhost.crt'"
            settings["ssl_key_file"] = "'localhost.key'"
            settings["ssl_ca_file"] = "'authority.crt'"
        }
        if !access.isEmpty {
            try await supervisor.run("allow", (["local all all trust"] + access).joined(separator: "|"))
        }
        try await self.init(supervisor, settings.merging(options) { $1 })
    }

    /// Makes a standby and starts it: a copy of another server, which it follows until it is promoted.
    package convenience init(following primary: PostgresServer) async throws {
        let supervisor = try await Supervisor()
        try await supervisor.run("copy", "\(primary.port)")
        try await self.init(supervisor, [:])
    }

    private init(_ supervisor: Supervisor, _ settings: [String: String]) async throws {
        self.supervisor = supervisor
        folder = URL(filePath: supervisor.folder, directoryHint: .isDirectory)
        let socket = ["unix_socket_directories": "'\(supervisor.folder)'"]
        let lines = settings.merging(socket) { $1 }.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        try await supervisor.run("configure", lines.joined(separator: "|"))
        var attempts = 0
        while true {
            let port = try freePort()
            do {
                try await supervisor.run("start", "\(port)")
                self.port = port
                return
            } catch {
                // Somebody else may have taken the port meanwhile.
                attempts += 1
                if attempts == 3 { throw error }
            }
        }
    }

    /// Makes an empty database.
    /// - Returns: A connection string to it.
    package func createDatabase(over transport: Transport = .socket) async throws -> String {
        let name = "test-\(UUID().uuidString.prefix(13).lowercased())"
        try await supervisor.run("create", name)
        return connectionString(database: name, over: transport)
    }

    package enum Transport: Sendable {
        case socket
        case tcp
    }

    package func connectionString(database: String, over transport: Transport = .socket) -> String {
        let host = transport == .socket ? supervisor.folder : "127.0.0.1"
        return "host=\(host) port=\(port) user=sluice dbname=\(database)"
    }

    package func start() async throws { try await supervisor.run("start", "\(port)") }

    package func stop(_ mode: Stop) async throws { try await supervisor.run("stop", mode.rawValue) }

    package func restart(_ mode: Stop) async throws {
        try await stop(mode)
        try await start()
    }

    /// Makes a standby a server of its own.
    package func promote() async throws { try await supervisor.run("promote", "") }

    /// Makes a server that is stopped the standby of another one, once it is started.
    package func follow(_ primary: PostgresServer) async throws {
        try await supervisor.run("follow", "\(primary.port)")
    }

    /// A file that makes TLS: `authority.crt`, which has signed `localhost.crt` and `sluice.crt`, and the keys of both.
    package func certificate(_ name: String) -> URL { folder.appending(path: "data/\(name)") }

    /// Kills the server's first process, as the system does when memory is short. The others end when they notice.
    package func kill() async throws { try await supervisor.run("kill", "") }

    /// What the server has written down.
    package var log: String { (try? folder.appending(component: "log").text()) ?? "" }
}

/// A port of this machine that nobody listens on.
private func freePort() throws -> Int {
    let socket = try LoopbackSocket()
    defer { socket.close() }
    return try socket.bind()
}
