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
    ///   - isEncrypted: Whether it speaks TLS, with a certificate that nobody has signed. Needs `openssl`.
    package init(options: [String: String] = [:], isEncrypted: Bool = false) async throws {
        supervisor = try await Supervisor()
        folder = URL(filePath: supervisor.folder, directoryHint: .isDirectory)
        var settings = [
            "fsync": "off", "full_page_writes": "off", "max_connections": "200", "shared_buffers": "64MB",
            "listen_addresses": "'127.0.0.1'", "unix_socket_directories": "'\(supervisor.folder)'",
            "log_line_prefix": "'%m [%p] %d '", "lc_messages": "'C'",
        ]
        if isEncrypted { settings["ssl"] = "on" }
        settings.merge(options) { $1 }
        let lines = settings.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        try await supervisor.run("init", lines.joined(separator: "|"))
        if isEncrypted { try await supervisor.run("certify", "") }
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
