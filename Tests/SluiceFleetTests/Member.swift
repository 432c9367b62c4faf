#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import SluiceTestSupport
    import Synchronization

    /// One process of the fleet, through all its lives: it is started anew whenever it ends.
    final class Member: Sendable {
        enum Role: String {
            case work, trigger
        }

        /// How a process has ended.
        enum Ending: Equatable, CustomStringConvertible {
            case exit(Int32)
            case signal(Int32)

            var description: String {
                switch self {
                case .exit(let status): "with status \(status)"
                case .signal(let signal): "by signal \(signal)"
                }
            }
        }

        private struct Life {
            var number = 0
            var process: Process?
            /// Its standard input, with which it ends.
            var input: Pipe?
            /// How it may end by now.
            var mayEnd: [Ending] = []
            var ending: Ending?
            var waiters: [CheckedContinuation<Void, Never>] = []
        }

        let role: Role
        let number: Int
        let name: String
        /// Between it and the server.
        let proxy: NetworkProxy
        private let folder: URL
        private let connection: String
        private let environment: [String: String]
        private let log: FleetLog
        private let keeper: FleetGuard
        private let life = Mutex(Life())

        init(
            _ role: Role, _ number: Int, server: Int, database: String, folder: URL, log: FleetLog, keeper: FleetGuard,
            environment: [String: String] = [:]
        ) throws {
            self.role = role
            self.number = number
            name = "\(role.rawValue)-\(number)"
            proxy = try NetworkProxy(to: server)
            connection = "host=127.0.0.1 port=\(proxy.port) user=sluice dbname=\(database)"
            self.folder = folder
            self.log = log
            self.keeper = keeper
            self.environment = environment
        }

        var isRunning: Bool { life.withLock { $0.process != nil && $0.ending == nil } }

        /// What the present life is called, in the journals too.
        var lifeName: String { life.withLock { "\(name)-\($0.number)" } }

        /// - Parameter version: Of the declarations.
        func start(seed: UInt64, version: Int) throws {
            let process = Process()
            let input = Pipe()
            try life.withLock { life in
                life = Life(number: life.number + 1, process: process, input: input)
                let journal = folder.appending(component: "\(name)-\(life.number).journal").plainPath
                process.executableURL = URL(filePath: Repository.program("SluiceFleetWorker"))
                process.arguments = [role.rawValue, connection, journal, "\(seed)", "\(version)"]
                process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
                process.currentDirectoryURL = folder
                process.standardInput = input
                process.terminationHandler = { [weak self] process in self?.ended(process) }
                do { try process.run() } catch {
                    life.process = nil
                    throw error
                }
                keeper.add(process)
            }
        }

        private func ended(_ process: Process) {
            let ending: Ending =
                process.terminationReason == .exit
                ? .exit(process.terminationStatus) : .signal(process.terminationStatus)
            let (name, isRight, waiters) = life.withLock { life in
                life.ending = ending
                defer { life.waiters = [] }
                return ("\(self.name)-\(life.number)", life.mayEnd.contains(ending), life.waiters)
            }
            keeper.remove(process)
            if isRight { log.note(.killed, name) } else { log.note(.died, "\(name) \(ending)") }
            for waiter in waiters { waiter.resume() }
        }

        func signal(_ signal: Int32) {
            life.withLock { life in
                guard let process = life.process, life.ending == nil else { return }
                kill(process.processIdentifier, signal)
            }
        }

        /// Kills it.
        func end() async {
            life.withLock { $0.mayEnd = [.signal(SIGKILL)] }
            signal(SIGKILL)
            await hasEnded()
        }

        /// Tells it to come to its end, and kills it if that takes longer than it may.
        /// - Returns: Whether it ended in time.
        func leave(within patience: Duration) async -> Bool {
            await hasBegun()
            life.withLock { $0.mayEnd = [.exit(0)] }
            signal(SIGTERM)
            let watchdog = Task {
                try await Task.sleep(for: patience)
                life.withLock { $0.mayEnd.append(.signal(SIGKILL)) }
                signal(SIGKILL)
            }
            await hasEnded()
            watchdog.cancel()
            return life.withLock { $0.ending != .signal(SIGKILL) }
        }

        /// What is told to leave before it knows how to is only killed by it.
        private func hasBegun() async {
            let journal = folder.appending(component: "\(lifeName).journal").plainPath
            while isRunning, !FileManager.default.fileExists(atPath: journal) {
                try? await Task.sleep(for: .milliseconds(10))
            }
        }

        private func hasEnded() async {
            await withCheckedContinuation { continuation in
                let isOver = life.withLock { life in
                    if life.process == nil || life.ending != nil { return true }
                    life.waiters.append(continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        }
    }
#endif
