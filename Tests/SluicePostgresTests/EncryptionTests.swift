#if Postgres
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("An encrypted connection", .timeLimit(.minutes(2)))
    struct EncryptionTests {
        /// Nothing of what libpq says of sockets may rely on their being bare.
        @Test func carriesEverything() async throws {
            let server = try await PostgresServer(isEncrypted: true)
            let place = try await server.createDatabase(over: .tcp) + " sslmode=require"
            try await withDatabase(.init(poolSize: 3), at: place) { database in
                let isEncrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
                try await database.expect(isEncrypted, is: true)
                let echo = Statement(name: "echo", text: "SELECT $1")
                try await withThrowingDiscardingTaskGroup { group in
                    for number in 0..<20 {
                        group.addTask {
                            let bytes = [UInt8](repeating: UInt8(number), count: 1 << 20)
                            var parameters = Parameters()
                            parameters.add(bytes)
                            let same = try await database.run(echo, parameters) { try $0[0].value(0) == bytes }
                            #expect(same)
                        }
                    }
                }
                var heard = Heard(database, ["a"]).makeAsyncIterator()
                #expect(await heard.next() == .listening)
                try await server.restart(.immediate)
                #expect(await heard.next() == .listening)
                try await database.expect(isEncrypted, is: true)
            }
        }
    }
#endif
