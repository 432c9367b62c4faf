#if Postgres
    import Sluice
    import SluicePostgresTestSupport
    import SluiceTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Whatever happens, every request is answered once", .timeLimit(.minutes(3)))
    struct TurmoilTests {
        /// Requests, impatience, cancellation, errors and ended connections, all at once; then the accounts are
        /// compared.
        @Test func everyRequestIsAnswered() async throws {
            let place = try await String.emptyDatabase
            try await withDatabase(.init(poolSize: 4, deadline: .seconds(60)), at: place) { database in
                try await database.script("CREATE TABLE entry(number int8 PRIMARY KEY)")
                let outcomes = try await withThrowingTaskGroup(of: (Int64, Failure?).self) { group in
                    var generator = SeededGenerator(seed: 17)
                    for number in 0..<2_000 {
                        let kind = Int.random(in: 0..<10, using: &generator)
                        let pause = Duration.microseconds(Int.random(in: 0..<500_000, using: &generator))
                        group.addTask { (Int64(number), await request(Int64(number), kind, after: pause, database)) }
                    }
                    let ending = Task { try await endConnections(at: place) }
                    let outcomes = try await group.reduce(into: []) { $0.append($1) }
                    ending.cancel()
                    #expect(try await ending.value > 0)
                    return outcomes
                }
                #expect(outcomes.count == 2_000)
                let rows = try await database.run(Statement(name: "all", text: "SELECT number FROM entry"))
                let stored = Set(try rows.map { try $0.value(0, as: Int64.self) })
                for (number, failure) in outcomes where failure != .unknown {
                    #expect(stored.contains(number) == (failure == nil), "\(number): \(String(describing: failure))")
                }
                #expect(outcomes.contains { $0.1 == nil })
                #expect(outcomes.contains { $0.1 == .server })
                try await database.reach(waiting: 0, sent: 0)
            }
        }

        /// Inserts a number; how it went.
        private func request(
            _ number: Int64, _ kind: Int, after pause: Duration, _ database: Database
        ) async -> Failure? {
            let statement = Statement(
                name: kind == 0 ? "fail" : "insert",
                text: kind == 0
                    ? "INSERT INTO entry VALUES ($1 / ($1 - $1))"
                    : "INSERT INTO entry VALUES ($1)")
            let task = Task {
                try? await Task.sleep(for: pause)
                var parameters = Parameters()
                parameters.add(number)
                _ = try await database.run(statement, parameters, within: kind == 1 ? .milliseconds(5) : nil)
            }
            if kind == 2 {
                try? await Task.sleep(for: pause)
                task.cancel()
            }
            do {
                try await task.value
                return nil
            } catch let error as DatabaseError {
                return Failure(error)
            } catch {
                Issue.record("\(error)")
                return nil
            }
        }

        /// Ends other connections to the database, until the task is cancelled.
        /// - Returns: How many.
        private func endConnections(at place: String) async throws -> Int {
            try await withDatabase(.init(poolSize: 1), at: place) { other in
                let end = Statement(
                    name: "end",
                    text: """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1
                        """)
                var count = 0
                while !Task.isCancelled {
                    guard let ended = try? await other.run(end) else { break }
                    count += ended.count
                    try? await Task.sleep(for: .milliseconds(20))
                }
                return count
            }
        }
    }
#endif
