#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Closing", .timeLimit(.minutes(2)))
    struct ClosingTests {
        @Test func whatWasSentComesToItsEnd() async throws {
            try await withDatabase(.init(poolSize: 1)) { database in
                try await withLock(of: database) { lock in
                    let sent = Task { try await database.waitForLock() }
                    try await database.reach(sent: 1)
                    let waiting = Task { try await database.waitForLock() }
                    try await database.reach(waiting: 1, sent: 1)
                    async let closed: Void = database.close(within: .seconds(60))
                    await expectFailure(.closed) { _ = try await waiting.value }
                    try await lock.open()
                    #expect(try await sent.value == 7)
                    await closed
                }
                await expectFailure(.closed) { try await database.script("SELECT 1") }
                await expectFailure(.closed) { try await database.connect() }
            }
        }

        @Test func whatTakesTooLongIsGivenUp() async throws {
            try await withDatabase(.init(poolSize: 1)) { database in
                try await database.prepareWaiter()
                try await withLock(of: database) { lock in
                    let sent = Task { try await database.waitForLock() }
                    try await lock.reach(waiting: 1)
                    await database.close(within: .milliseconds(50))
                    await expectFailure(.unknown) { _ = try await sent.value }
                }
            }
        }

        @Test func notificationsAreSentBefore() async throws {
            let place = try await String.emptyDatabase
            try await withDatabase(at: place) { other in
                var heard = Heard(other, ["a"]).makeAsyncIterator()
                #expect(await heard.next() == .listening)
                try await withDatabase(at: place) { database in
                    try await database.script("SELECT 1")
                    for number in 0..<3 { database.notify(channel: "a", payload: "\(number)") }
                    await database.close()
                    for number in 0..<3 { #expect(await heard.next() == .notification("a", "\(number)")) }
                    database.notify(channel: "a", payload: "too late")
                }
                other.notify(channel: "a", payload: "end")
                #expect(await heard.next() == .notification("a", "end"))
            }
        }

        @Test func manyMayClose() async throws {
            try await withDatabase { database in
                try await database.script("SELECT 1")
                await withDiscardingTaskGroup { group in
                    for _ in 0..<20 { group.addTask { await database.close() } }
                }
                await database.close()
                await expectFailure(.closed) { try await database.script("SELECT 1") }
            }
        }

        @Test func doesNotWaitForAServerThatDoesNotAnswer() async throws {
            let proxy = try NetworkProxy(to: try await PostgresServer.shared.port)
            defer { proxy.close() }
            proxy.stall()
            let database = try Database(
                connectionString: "host=127.0.0.1 port=\(proxy.port) dbname=postgres user=sluice", logger: quiet)
            let waiting = Task { try await database.script("SELECT 1") }
            try await database.reach(waiting: 1)
            database.listen(["a"], onNotification: { _, _ in }, onListening: {})
            let start = ContinuousClock.now
            await database.close(within: .milliseconds(100))
            #expect(.now - start < .seconds(5))
            await expectFailure(.closed) { try await waiting.value }
        }

        /// In a process of its own, where nobody else opens anything.
        @Test func nothingIsLeft() async throws {
            let place = try await String.emptyDatabase
            await #expect(processExitsWith: .success) { [place = place as String] in
                try await use(place, closing: true)
                let before = try descriptors()
                for closing in [true, true, false, false, true] {
                    try await use(place, closing: closing)
                    // What nobody closed closes by itself, soon; and the last that a thread does is seen by nobody.
                    let deadline = ContinuousClock.now + .seconds(20)
                    while true {
                        let left = try descriptors().subtracting(before).union(threads())
                        if left.isEmpty { break }
                        try #require(.now < deadline, "\(left)")
                        try await Task.sleep(for: .milliseconds(5))
                    }
                }
            }
        }
    }

    /// Uses everything there is of a database.
    private func use(_ place: String, closing: Bool) async throws {
        let database = try Database(connectionString: place, configuration: .init(poolSize: 3), logger: quiet)
        var heard = Heard(database, ["a"]).makeAsyncIterator()
        #expect(await heard.next() == .listening)
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<10 { group.addTask { try await database.script("SELECT pg_sleep(0.01)") } }
        }
        database.notify(channel: "a", payload: "1")
        #expect(await heard.next() == .notification("a", "1"))
        await expectFailure(.server) { try await database.script("SELECT 1 / 0") }
        if closing { await database.close() }
    }

    /// The sockets and pipes of this process, each by its own name. Those of timers are Swift's.
    private func descriptors() throws -> Set<String> {
        #if os(Linux)
            let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
            }
            return Set(files.filter { $0.hasPrefix("socket:") || $0.hasPrefix("pipe:") })
        #else
            return Set(try FileManager.default.contentsOfDirectory(atPath: "/dev/fd"))
        #endif
    }

    /// The names of the threads that are ours.
    private func threads() throws -> [String] {
        #if os(Linux)
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").compactMap {
                let name = try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8)
                return name?.hasPrefix("sluice-") == true ? name : nil
            }
        #else
            []
        #endif
    }
#endif
