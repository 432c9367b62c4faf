#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("A server that is there and says nothing", .timeLimit(.minutes(2)))
    struct SilenceTests {
        private let single = Database.Configuration(poolSize: 1)

        @Test func aStoppedProcessIsGivenUp() async throws {
            try await withDatabase(single) { database in
                let echo = Statement(name: "echo", text: "SELECT pg_backend_pid()")
                let backend = try await database.run(echo) { try $0[0].value(0, as: Int32.self) }
                #expect(kill(backend, SIGSTOP) == 0)
                defer { kill(backend, SIGCONT) }
                let error = await expectFailure(.unknown) {
                    _ = try await database.run(echo, within: .seconds(2))
                }
                #expect(error?.description.contains("no answer in time") == true)
                let next = try await database.run(echo) { try $0[0].value(0, as: Int32.self) }
                #expect(next != backend)
            }
        }

        /// What was sent then is the preparing alone.
        @Test func whatWasOnlyPreparedWasNotSent() async throws {
            try await withDatabase(single) { database in
                let backend = try await database.backend()
                #expect(kill(backend, SIGSTOP) == 0)
                defer { kill(backend, SIGCONT) }
                await expectFailure(.notSent) {
                    _ = try await database.run(
                        Statement(name: "new", text: "SELECT 1"), within: .seconds(2))
                }
            }
        }

        @Test func aCableThatIsPulled() async throws {
            let server = try await PostgresServer.shared
            let proxy = try NetworkProxy(to: server.port)
            defer { proxy.close() }
            let place = try await server.createDatabase(over: .tcp) + " port=\(proxy.port)"
            try await withDatabase(single, at: place) { database in
                try await database.script("SELECT 1")
                proxy.stall()
                await expectFailure(.unknown) { try await database.script("SELECT 1", within: .seconds(2)) }
                let error = await expectFailure(.notSent) {
                    try await database.script("SELECT 1", within: .seconds(2))
                }
                #expect(error?.mayBeExecuted == false)
                proxy.resume()
                try await database.expect("SELECT 2", is: Int32(2))
                proxy.cut()
                try await database.expect("SELECT 3", is: Int32(3))
            }
        }

        /// The request is larger than what the sockets between hold, so that some of it waits here.
        @Test func aCableThatIsPulledWhileSending() async throws {
            let server = try await PostgresServer.shared
            let proxy = try NetworkProxy(to: server.port)
            defer { proxy.close() }
            let place = try await server.createDatabase(over: .tcp) + " port=\(proxy.port)"
            try await withDatabase(single, at: place) { database in
                let size = Statement(name: "size", text: "SELECT length($1)")
                var parameters = Parameters()
                parameters.add([UInt8](repeating: 7, count: 64 << 20))
                let count = try await database.run(size, parameters) { try $0[0].value(0, as: Int32.self) }
                #expect(count == 64 << 20)
                proxy.stall()
                await expectFailure(.unknown) {
                    _ = try await database.run(size, parameters, within: .seconds(3))
                }
                proxy.resume()
                let again = try await database.run(size, parameters) { try $0[0].value(0, as: Int32.self) }
                #expect(again == 64 << 20)
            }
        }
    }
#endif
