#if Postgres
    import InMemoryLogging
    import Logging
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Notifications", .timeLimit(.minutes(2)))
    struct ListenerTests {
        @Test func areHeardWhateverTheirNames() async throws {
            try await withDatabase { database in
                let names = ["plain", "Größe \"🦦\"; --", "a'b"]
                var heard = Heard(database, names).makeAsyncIterator()
                #expect(await heard.next() == .listening)
                for name in names {
                    for payload in ["", "'\"\\ 🦦", String(repeating: "x", count: 7_999)] {
                        database.notify(channel: name, payload: payload)
                        #expect(await heard.next() == .notification(name, payload))
                    }
                }
                database.notify(channel: "other", payload: "not for us")
                database.notify(channel: "plain", payload: "last")
                #expect(await heard.next() == .notification("plain", "last"))
            }
        }

        @Test func areHeardAgainAfterTheConnectionWasEnded() async throws {
            try await withDatabase { database in
                var heard = Heard(database, ["a"]).makeAsyncIterator()
                #expect(await heard.next() == .listening)
                for _ in 0..<3 {
                    try await database.script(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND query LIKE 'LISTEN%'
                        """)
                    #expect(await heard.next() == .listening)
                    database.notify(channel: "a", payload: "1")
                    #expect(await heard.next() == .notification("a", "1"))
                }
            }
        }

        @Test func areHeardAgainAfterARestart() async throws {
            let server = try await PostgresServer()
            try await withDatabase(at: try await server.createDatabase()) { database in
                var heard = Heard(database, ["a"]).makeAsyncIterator()
                #expect(await heard.next() == .listening)
                try await server.stop(.immediate)
                // Told while nobody can hear it: it is sent as soon as it can be.
                database.notify(channel: "a", payload: "early")
                try await server.start()
                var events: [Heard.Event?] = []
                events.append(await heard.next())
                #expect(events == [.listening])
                database.notify(channel: "a", payload: "late")
                while events.last != .notification("a", "late") { events.append(await heard.next()) }
                #expect(events.count <= 3)
            }
        }

        @Test func silenceIsNoticed() async throws {
            let server = try await PostgresServer.shared
            let proxy = try NetworkProxy(to: server.port)
            defer { proxy.close() }
            let place = try await server.createDatabase(over: .tcp) + " port=\(proxy.port)"
            let configuration = Database.Configuration(deadline: .seconds(2), probeInterval: .milliseconds(50))
            let log = InMemoryLogHandler()
            let logger = Logger(label: "test") { _ in log }
            try await withDatabase(configuration, at: place, logger: logger) { database in
                var heard = Heard(database, ["a"]).makeAsyncIterator()
                #expect(await heard.next() == .listening)
                proxy.stall()
                // Until the listener has given its connection up, which it logs: nothing that comes later comes through
                // that one.
                while !log.entries.contains(where: { $0.message == "no notifications from the database" }) {
                    try await Task.sleep(for: .milliseconds(1))
                }
                proxy.resume()
                // Where the machine is slow, a connection that is good is given up too: what was told then is lost.
                var event = await heard.next()
                #expect(event == .listening)
                while event == .listening {
                    database.notify(channel: "a", payload: "1")
                    event = await heard.next()
                }
                #expect(event == .notification("a", "1"))
            }
        }

        @Test func equalOnesAreSentOnce() async throws {
            try await withDatabase(.init(poolSize: 1)) { database in
                var heard = Heard(database, ["a"]).makeAsyncIterator()
                #expect(await heard.next() == .listening)
                try await withLock(of: database) { lock in
                    async let first = database.waitForLock()
                    try await database.reach(sent: 1)
                    database.notify(channel: "a", payload: "same")
                    try await database.reach(waiting: 1, sent: 1)
                    for _ in 0..<100 { database.notify(channel: "a", payload: "same") }
                    database.notify(channel: "a", payload: "other")
                    try await lock.open()
                    #expect(try await first == 7)
                }
                var payloads: [Heard.Event?] = []
                while payloads.last != .notification("a", "other") { payloads.append(await heard.next()) }
                #expect(
                    payloads == [
                        .notification("a", "same"), .notification("a", "same"), .notification("a", "other"),
                    ])
                database.notify(channel: "a", payload: "end")
                #expect(await heard.next() == .notification("a", "end"))
            }
        }

        @Test func oneThatIsTooLongKeepsNoneBack() async throws {
            let log = InMemoryLogHandler()
            try await withDatabase(logger: Logger(label: "test") { _ in log }) { database in
                var heard = Heard(database, ["a"]).makeAsyncIterator()
                #expect(await heard.next() == .listening)
                database.notify(channel: "a", payload: String(repeating: "x", count: 8_000))
                database.notify(channel: String(repeating: "x", count: 64), payload: "")
                database.notify(channel: "", payload: "")
                database.notify(channel: "a", payload: "short")
                #expect(await heard.next() == .notification("a", "short"))
                #expect(log.entries.count { $0.message == "a notification is too long" } == 3)
            }
        }
    }
#endif
