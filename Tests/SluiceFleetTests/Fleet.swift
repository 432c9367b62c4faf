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
        private let log: FleetLog
        private let clock: ClockShift
        private var members: [Member] = []
        private var random: SeededGenerator
        private var seed: UInt64
        /// Processes that are stopped, or have no network, for a while.
        private var afflictions: [(member: String, until: ContinuousClock.Instant, end: Task<Void, Never>)] = []
        private(set) var counts: [String: Int] = [:]

        init(seed: UInt64, folder: URL, workers: Int = 4, triggerers: Int = 2) async throws {
            self.seed = seed
            self.folder = folder
            random = SeededGenerator(seed: seed)
            server = try await PostgresServer()
            connection = try await server.createDatabase()
            let database = String(connection.split(separator: "dbname=").last ?? "")
            log = FleetLog(folder: folder)
            clock = try ClockShift(folder: folder)
            for number in 1...workers {
                members.append(
                    try Member(
                        .work, number, server: server, database: database, folder: folder,
                        environment: number == workers ? clock.environment : [:]))
            }
            for number in 1...triggerers {
                members.append(try Member(.trigger, number, server: server, database: database, folder: folder))
            }
            for member in members { try start(member) }
        }

        private func start(_ member: Member) throws {
            seed += 1
            try member.start(seed: seed)
        }

        // MARK: Faults

        /// Does something bad to somebody every now and then.
        func suffer(for duration: Duration) async throws {
            let end = ContinuousClock.now + duration
            while ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(Int.random(in: 100..<900, using: &random)))
                try await sufferOnce()
            }
            for affliction in afflictions { await affliction.end.value }
        }

        private func sufferOnce() async throws {
            afflictions.removeAll { $0.until < .now }
            let free = members.filter { member in !afflictions.contains { $0.member == member.name } }
            let workers = free.filter { $0.role == .work }
            switch Int.random(in: 0..<24, using: &random) {
            case 0..<4: if let member = free.randomElement(using: &random) { try await kill(member) }
            case 4..<6: if let member = workers.randomElement(using: &random) { try await replace(member) }
            case 6..<11:
                guard let member = free.randomElement(using: &random) else { return }
                afflict(member, "stop") { [log] in
                    log.note(.stopped, member.lifeName)
                    member.signal(SIGSTOP)
                } end: { [log] in
                    log.note(.continued, member.lifeName)
                    member.signal(SIGCONT)
                }
            case 11..<15:
                guard let member = free.randomElement(using: &random) else { return }
                afflict(member, "stall") { [log] in
                    log.note(.stalled, member.lifeName)
                    member.proxy.stall()
                } end: { [log] in
                    log.note(.resumed, member.lifeName)
                    member.proxy.resume()
                }
            case 15..<17:
                // Long enough that who waits for it gives up, while the others of its process say that it lives.
                guard let member = free.randomElement(using: &random) else { return }
                var choice = random
                random = SeededGenerator(seed: random.next())
                afflict(member, "stall of a connection") {
                    member.proxy.stallOne(using: &choice)
                } end: {
                    member.proxy.resume()
                }
            case 17..<18:
                guard let member = free.randomElement(using: &random) else { return }
                count("cut")
                log.note(.cut, member.lifeName)
                member.proxy.cut()
            case 18..<20: try await terminateBackends()
            case 20: try await crashServer("immediate restart") { try await self.server.restart(.immediate) }
            case 21:
                try await crashServer("kill of the server") {
                    try await self.server.kill()
                    try await self.server.start()
                }
            default:
                count("clock jump")
                log.note(.jumped, "*")
                try clock.shift(to: Int64.random(in: -40_000...40_000, using: &random))
            }
        }

        private func count(_ fault: String) { counts[fault, default: 0] += 1 }

        private func kill(_ member: Member) async throws {
            count("kill")
            member.signal(SIGKILL)
            _ = await member.end(within: .seconds(10))
            log.note(.killed, member.lifeName)
            try start(member)
        }

        /// As a rolling deploy does.
        private func replace(_ member: Member) async throws {
            count("replace")
            try await leave(member, within: .seconds(10))
            try start(member)
        }

        private func leave(_ member: Member, within patience: Duration) async throws {
            member.signal(SIGTERM)
            // A store that can't be reached may be left without a word.
            if await !member.end(within: patience) { count("kill at the end") }
            log.note(.killed, member.lifeName)
        }

        private func afflict(
            _ member: Member, _ what: String, begin: () -> Void, end: @escaping @Sendable () -> Void
        ) {
            // Mostly longer than a lease, sometimes about as long.
            let duration = Duration.milliseconds(Int.random(in: 100..<9_000, using: &random))
            count(what)
            begin()
            let recovery = Task {
                try? await Task.sleep(for: duration)
                end()
            }
            // A little later than it ends: what it has to do then belongs to it.
            afflictions.append((member.name, ContinuousClock.now + duration + .milliseconds(50), recovery))
        }

        private func terminateBackends() async throws {
            count("terminated backends")
            log.note(.cut, "*")
            let most = Int.random(in: 1..<12, using: &random)
            try await Session(connection).run(
                """
                SELECT pg_terminate_backend(pid) FROM (
                    SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                    ORDER BY random() LIMIT \(most)) x
                """)
        }

        private func crashServer(_ what: String, _ crash: () async throws -> Void) async throws {
            count(what)
            log.note(.down, "*")
            try await crash()
            log.note(.up, "*")
        }

        // MARK: The end

        /// Lets everything come to its end, without any more faults.
        /// - Returns: What did not.
        func settle() async throws -> [String] {
            var problems: [String] = []
            let triggerers = members.filter { $0.role == .trigger }
            for member in triggerers { member.signal(SIGTERM) }
            for member in triggerers {
                if await !member.end(within: .seconds(60)) {
                    problems.append("\(member.lifeName) was not told how what it triggered has ended")
                }
                log.note(.killed, member.lifeName)
            }
            let observer = try await Session(connection, setup: "SET search_path TO sluice")
            let end = ContinuousClock.now + .seconds(30)
            while ContinuousClock.now < end {
                let live = try await observer.run("SELECT count(*) FROM run WHERE state < 10")
                if live == [["0"]] { break }
                try await Task.sleep(for: .milliseconds(200))
            }
            problems += try await observer.run(Self.live).map { $0.map { $0 ?? "-" }.joined(separator: " ") }
            for member in members where member.role == .work { try await leave(member, within: .seconds(20)) }
            return problems
        }

        /// What has not ended, and what might still become of it.
        private static let live = """
            SELECT 'run ' || r.id || ' of ' || t.name || ' stays in state ' || r.state || ': worker', r.worker,
                'since ' || (server_now() - r.since) / 1000 || ' ms; its claim', r.claim, 'its lane', l.ready::text,
                'pool', p.taken, 'cancelled', r.is_cancel_requested,
                'inbox', (SELECT count(*) FROM inbox i WHERE i.pool = r.pool OR i.run = r.id)
            FROM run r JOIN task t ON t.id = r.task LEFT JOIN lane l ON l.pool = r.pool AND l.task = r.task
            LEFT JOIN pool p ON p.id = r.pool WHERE r.state < 10 ORDER BY r.seq LIMIT 20
            """

        /// Takes everything down, whatever state it is in.
        func tearDown() async {
            for member in members {
                member.signal(SIGKILL)
                _ = await member.end(within: .seconds(10))
                member.proxy.close()
            }
        }
    }
#endif
