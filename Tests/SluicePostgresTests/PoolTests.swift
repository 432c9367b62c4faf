#if Postgres
    import SluicePostgresTestSupport
    import Synchronization
    import Testing

    @testable import SluicePostgres

    @Suite("A few connections serve many requests", .timeLimit(.minutes(2)))
    struct PoolTests {
        @Test func aThousandRequestsOnThreeConnections() async throws {
            try await withDatabase(.init(poolSize: 3)) { database in
                let echo = Statement(name: "echo", text: "SELECT $1, pg_backend_pid()")
                let answers = try await withThrowingTaskGroup { group in
                    for number in 0..<1_000 {
                        group.addTask {
                            var parameters = Parameters()
                            parameters.add(Int64(number))
                            return try await database.run(echo, parameters) { rows in
                                (number, try rows[0].value(0, as: Int64.self), try rows[0].value(1, as: Int32.self))
                            }
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(answers.count == 1_000)
                #expect(answers.allSatisfy { $0.0 == $0.1 })
                #expect((1...3).contains(Set(answers.map(\.2)).count))
            }
        }

        @Test func firstComeFirstServed() async throws {
            try await withDatabase(.init(poolSize: 1)) { database in
                let order = Mutex<[Int]>([])
                try await withLock(of: database) { lock in
                    async let first = database.waitForLock()
                    try await database.reach(sent: 1)
                    await withCheckedContinuation { continuation in
                        database.loop.post { [core = database.core] in
                            for number in 0..<20 {
                                core.value.submit(
                                    Request(
                                        number: 1_000 + UInt64(number), command: .script("SELECT 1"),
                                        deadline: .now + .seconds(60)
                                    ) { _ in
                                        order.withLock { $0.append(number) }
                                        if number == 19 { continuation.resume() }
                                    })
                            }
                            lock.holder.loop.post { Task { try await lock.open() } }
                        }
                    }
                    #expect(try await first == 7)
                }
                #expect(order.withLock { $0 } == Array(0..<20))
            }
        }

        @Test func connectionsAreMadeOnDemandAndKept() async throws {
            try await withDatabase { database in
                let backend = try await database.backend()
                for _ in 0..<10 { #expect(try await database.backend() == backend) }
                let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                try await database.expect(others, is: Int64(1))
            }
        }

        // MARK: Cancellation

        @Test func whoIsCancelledDoesNotWait() async throws {
            try await withDatabase(.init(poolSize: 1)) { database in
                try await database.script("CREATE TABLE done()")
                try await withLock(of: database) { lock in
                    async let first = database.waitForLock()
                    try await database.reach(sent: 1)
                    let waiters = (0..<100).map { _ in
                        Task { try await database.script("INSERT INTO done DEFAULT VALUES") }
                    }
                    try await database.reach(waiting: 100)
                    for waiter in waiters { waiter.cancel() }
                    for waiter in waiters { await expectFailure(.cancelled) { try await waiter.value } }
                    try await database.reach(waiting: 0, sent: 1)
                    try await lock.open()
                    #expect(try await first == 7)
                }
                try await database.expect("SELECT count(*) FROM done", is: Int64(0))
            }
        }

        @Test func whatWasSentRunsToItsEnd() async throws {
            try await withDatabase(.init(poolSize: 1)) { database in
                try await withLock(of: database) { lock in
                    let first = Task { try await database.waitForLock() }
                    try await database.reach(sent: 1)
                    first.cancel()
                    let second = Task { try await database.value("SELECT 8::int8", as: Int64.self) }
                    try await database.reach(waiting: 1, sent: 1)
                    try await lock.open()
                    #expect(try await first.value == 7)
                    #expect(try await second.value == 8)
                }
            }
        }

        @Test func whoIsCancelledAlreadySendsNothing() async throws {
            try await withDatabase { database in
                try await database.script("CREATE SEQUENCE number")
                try await withLock(of: database) { lock in
                    // Keeps every connection, so that nothing is sent before the look at cancellation.
                    async let all: Void = withThrowingDiscardingTaskGroup { group in
                        for _ in 0..<6 { group.addTask { _ = try await database.waitForLock() } }
                    }
                    try await database.reach(sent: 6)
                    let task = Task {
                        withUnsafeCurrentTask { $0?.cancel() }
                        try await database.script("SELECT nextval('number')")
                    }
                    await expectFailure(.cancelled) { try await task.value }
                    try await lock.open()
                    try await all
                }
                try await database.expect("SELECT is_called FROM number", is: false)
            }
        }

        // MARK: Time

        @Test func whoWaitsTooLongIsToldThatNothingWasSent() async throws {
            try await withDatabase(.init(poolSize: 1)) { database in
                try await withLock(of: database) { lock in
                    async let first = database.waitForLock()
                    try await database.reach(sent: 1)
                    let error = await expectFailure(.notSent) {
                        try await database.script("SELECT 1", within: .milliseconds(50))
                    }
                    #expect(error?.description.contains("all connections were in use") == true)
                    try await lock.open()
                    #expect(try await first == 7)
                }
            }
        }

        @Test func whoGetsNoAnswerInTimeKnowsNothing() async throws {
            try await withDatabase(.init(poolSize: 1)) { database in
                let backend = try await database.backend()
                try await database.prepareWaiter()
                try await withLock(of: database) { _ in
                    let error = await expectFailure(.unknown) {
                        _ = try await database.waitForLock(within: .seconds(2))
                    }
                    #expect(error?.mayBeExecuted == true)
                    let next = try await database.backend()
                    #expect(next != backend)
                }
            }
        }

        @Test func waitsGrowAndDiffer() {
            var backoff = Backoff()
            for whole in [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000] {
                let wait = backoff.next()
                #expect(wait <= .milliseconds(whole) && wait >= .milliseconds(whole / 2))
            }
            #expect(backoff.failures == 9)
            for _ in 0..<100 { _ = backoff.next() }
            #expect(backoff.next() >= .milliseconds(2_500))
            backoff.reset()
            #expect(backoff.next() <= .milliseconds(100))
        }
    }
#endif
