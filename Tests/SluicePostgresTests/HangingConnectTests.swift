#if Postgres
    import Dispatch
    import Foundation
    import SluicePostgresTestSupport
    import Synchronization
    import Testing

    @testable import SluicePostgres

    @Suite("While connecting hangs", .timeLimit(.minutes(3)))
    struct HangingConnectTests {
        /// libpq can't be told not to block then; the threads that tasks share must not be what it blocks.
        @Test func tasksGoOn() async throws {
            let server = try await PostgresServer.shared
            let place = try await server.createDatabase()
            let proxy = try NetworkProxy(to: server.port)
            defer { proxy.close() }
            proxy.stall()
            // Where no task goes on, nothing else would end this.
            let isTooLate = Atomic(false)
            let rescue = Thread {
                Thread.sleep(forTimeInterval: 90)
                isTooLate.store(true, ordering: .relaxed)
                proxy.resume()
            }
            rescue.start()
            let silent = "host=127.0.0.1 port=\(proxy.port) user=sluice dbname=postgres connect_timeout=170"
            // More than such threads.
            let databases = try (0..<ProcessInfo.processInfo.activeProcessorCount * 2 + 2).map { _ in
                try Database(connectionString: silent, configuration: .init(deadline: .seconds(170)), logger: quiet)
            }
            let connecting = databases.map { database in Task { try await database.connect() } }
            while proxy.connectionCount < databases.count { try await Task.sleep(for: .milliseconds(1)) }
            let sum = try await withDatabase(at: place) { other in
                try await withThrowingTaskGroup { group in
                    for number in 0..<20 {
                        group.addTask { try await other.value("SELECT \(number)::int8", as: Int64.self) }
                    }
                    return try await group.reduce(0, +)
                }
            }
            #expect(sum == 190)
            let wasTooLate = isTooLate.load(ordering: .relaxed)
            #expect(!wasTooLate, "tasks waited for connections")
            #expect(proxy.connectionCount == databases.count)
            proxy.resume()
            for task in connecting { try await task.value }
            for database in databases { await database.close() }
        }
    }
#endif
