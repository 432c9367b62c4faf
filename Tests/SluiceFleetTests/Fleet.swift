#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import SluiceTestSupport

    /// Several processes that execute and several that trigger, over one database, and what is done to them.
    final class Fleet {
        /// As long as the processes are told to hold their lease.
        static let lease = Duration.seconds(2)

        let server: PostgresServer
        let connection: String
        let folder: URL
        let log: FleetLog
        let clock: ClockShift?
        var members: [Member] = []
        /// The versions of the declarations that they have.
        var versions: [String: Int] = [:]
        var random: SeededGenerator
        private var seed: UInt64
        private let keeper: FleetGuard
        private let clockNotes: Task<Void, Never>
        /// Processes that are stopped, or have no network, for a while.
        var afflictions: [Affliction] = []
        var counts: [Fault: Int] = [:]
        var clockIsAhead = false

        struct Affliction {
            var member: String
            var until: ContinuousClock.Instant
            var end: Task<Void, Never>
        }

        init(seed: UInt64, folder: URL, workers: Int = 4, triggerers: Int = 2) async throws {
            self.seed = seed
            self.folder = folder
            random = SeededGenerator(seed: seed)
            server = try await PostgresServer()
            connection = try await server.createDatabase()
            log = FleetLog(folder: folder)
            clock = try ClockShift(folder: folder)
            keeper = try FleetGuard()
            clockNotes = log.followClock()
            do {
                for number in 1...workers { try add(.work, number) }
                for number in 1...triggerers { try add(.trigger, number) }
            } catch {
                await tearDown()
                throw error
            }
        }

        private func add(_ role: Member.Role, _ number: Int) throws {
            let database = String(connection.split(separator: "dbname=").last ?? "")
            let name = "\(role.rawValue)-\(number)"
            let member = try Member(
                role, number, server: server.port, database: database, folder: folder, log: log, keeper: keeper,
                environment: name == ClockShift.member ? clock?.environment ?? [:] : [:])
            members.append(member)
            try start(member)
        }

        func start(_ member: Member) throws {
            seed += 1
            try member.start(seed: seed, version: versions[member.name] ?? 1)
        }

        /// Takes everything down, whatever state it is in.
        func tearDown() async {
            clockNotes.cancel()
            for affliction in afflictions { affliction.end.cancel() }
            for member in members {
                await member.end()
                member.proxy.close()
            }
            keeper.close()
        }
    }
#endif
