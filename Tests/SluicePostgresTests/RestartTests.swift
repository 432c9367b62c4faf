#if Postgres
    import Sluice
    import SluicePostgresTestSupport
    import Synchronization
    import Testing

    @testable import SluicePostgres

    /// Each with a server of its own, which is stopped under it.
    @Suite("A server that goes and comes back", .timeLimit(.minutes(3)))
    struct RestartTests {
        @Test(arguments: [PostgresServer.Stop.immediate, .fast])
        func whatWasSentIsUnknownAndTheRestGoesOn(_ mode: PostgresServer.Stop) async throws {
            let server = try await PostgresServer()
            try await withDatabase(.init(poolSize: 1), at: try await server.createDatabase()) { database in
                try await database.prepareWaiter()
                try await withLock(of: database) { lock in
                    let sent = Task { try await database.waitForLock() }
                    try await database.reach(sent: 1)
                    let waiting = Task { try await database.value("SELECT 8::int8", as: Int64.self) }
                    try await database.reach(waiting: 1, sent: 1)
                    try await lock.reach(waiting: 1)
                    try await server.stop(mode)
                    await expectFailure(.unknown) { _ = try await sent.value }
                    try await database.reach(waiting: 1, sent: 0)
                    let late = await expectFailure(.notSent) {
                        try await database.script("SELECT 1", within: .seconds(2))
                    }
                    #expect(late?.description.contains("no connection could be made in time: ") == true)
                    #expect(late?.description.contains("connection to server on socket") == true)
                    try await server.start()
                    #expect(try await waiting.value == 8)
                }
            }
        }

        @Test func idleConnectionsThatWereLostAreReplaced() async throws {
            let server = try await PostgresServer()
            try await withDatabase(.init(poolSize: 3), at: try await server.createDatabase()) { database in
                try await withThrowingDiscardingTaskGroup { group in
                    for _ in 0..<3 { group.addTask { try await database.script("SELECT pg_sleep(0.1)") } }
                }
                for _ in 0..<2 {
                    try await server.restart(.immediate)
                    for _ in 0..<3 { try await database.expect("SELECT 1", is: Int32(1)) }
                }
                try await server.kill()
                try await server.start()
                for _ in 0..<3 { try await database.expect("SELECT 1", is: Int32(1)) }
            }
        }

        /// What was said of each insert against what the table has.
        @Test func noInsertIsDoneThatWasNotNorMissesThatWas() async throws {
            let server = try await PostgresServer()
            let configuration = Database.Configuration(poolSize: 4, deadline: .seconds(30))
            try await withDatabase(configuration, at: try await server.createDatabase()) { database in
                try await database.script("CREATE TABLE entry(number int8 PRIMARY KEY)")
                let insert = Statement(name: "insert", text: "INSERT INTO entry SELECT * FROM unnest($1)")
                let progress = Progress()
                let outcomes = try await withThrowingTaskGroup(of: [(Int64, Failure?)].self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            var outcomes: [(Int64, Failure?)] = []
                            while !progress.isOver.load(ordering: .relaxed) {
                                let number = progress.count.add(1, ordering: .relaxed).newValue
                                var parameters = Parameters()
                                parameters.add([number])
                                do throws(DatabaseError) {
                                    _ = try await database.run(insert, parameters)
                                    outcomes.append((number, nil))
                                } catch {
                                    outcomes.append((number, Failure(error)))
                                }
                            }
                            return outcomes
                        }
                    }
                    for mode in [PostgresServer.Stop.immediate, .fast, .immediate] {
                        let before = progress.count.load(ordering: .relaxed)
                        while progress.count.load(ordering: .relaxed) < before + 200 {
                            try await Task.sleep(for: .milliseconds(1))
                        }
                        try await server.restart(mode)
                    }
                    progress.isOver.store(true, ordering: .relaxed)
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                let rows = try await database.run(Statement(name: "all", text: "SELECT number FROM entry"))
                let stored = Set(try rows.map { try $0.value(0, as: Int64.self) })
                #expect(stored.count == rows.count)
                for (number, failure) in outcomes where failure != .unknown {
                    #expect(stored.contains(number) == (failure == nil), "\(number): \(String(describing: failure))")
                }
                #expect(outcomes.contains { $0.1 == nil })
                #expect(outcomes.count == Int(progress.count.load(ordering: .relaxed)))
            }
        }

        private final class Progress: Sendable {
            let isOver = Atomic(false)
            /// How many inserts were begun.
            let count = Atomic<Int64>(0)
        }

        @Test func onlyAnImpatientRequestFailsAtOnce() async throws {
            let server = try await PostgresServer()
            let place = try await server.createDatabase()
            try await server.stop(.fast)
            try await withDatabase(at: place) { database in
                let error = await expectFailure(.notSent) { try await database.connect() }
                #expect(error?.description.contains("connection to server on socket") == true)
                let patient = Task { try await database.value("SELECT 1", as: Int32.self) }
                try await database.reach(waiting: 1)
                try await server.start()
                #expect(try await patient.value == 1)
                try await database.connect()
            }
        }
    }
#endif
