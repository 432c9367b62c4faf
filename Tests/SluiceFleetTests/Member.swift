#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import SluiceTestSupport

    /// One process of the fleet, through all its lives: it is started anew whenever it ends.
    final class Member: @unchecked Sendable {
        enum Role: String {
            case work, trigger
        }

        let role: Role
        let name: String
        /// Between it and the server.
        let proxy: NetworkProxy
        private let folder: URL
        private let connection: String
        private let environment: [String: String]
        private var process: Process?
        private(set) var life = 0

        init(
            _ role: Role, _ number: Int, server: PostgresServer, database: String, folder: URL,
            environment: [String: String] = [:]
        ) throws {
            self.role = role
            name = "\(role.rawValue)-\(number)"
            proxy = try NetworkProxy(to: server.port)
            connection = "host=127.0.0.1 port=\(proxy.port) user=sluice dbname=\(database)"
            self.folder = folder
            self.environment = environment
        }

        var isRunning: Bool { process?.isRunning ?? false }

        /// What the present life is called, in the journals too.
        var lifeName: String { "\(name)-\(life)" }

        func start(seed: UInt64) throws {
            life += 1
            let process = Process()
            process.executableURL = URL(filePath: Repository.program("SluiceFleetWorker"))
            process.arguments = [
                role.rawValue, connection, folder.appending(component: "\(lifeName).journal").plainPath, "\(seed)",
            ]
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
            process.currentDirectoryURL = folder
            try process.run()
            self.process = process
        }

        func signal(_ signal: Int32) {
            guard let process, process.isRunning else { return }
            kill(process.processIdentifier, signal)
        }

        /// Waits until it has ended, and kills it if that takes longer than it may.
        /// - Returns: Whether it ended by itself.
        func end(within patience: Duration) async -> Bool {
            guard let process else { return true }
            let watchdog = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
            DispatchQueue.global().asyncAfter(
                deadline: .now() + .milliseconds(Int(patience / .milliseconds(1))), execute: watchdog)
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    process.waitUntilExit()
                    continuation.resume()
                }
            }
            watchdog.cancel()
            return process.terminationReason == .exit
        }
    }
#endif
