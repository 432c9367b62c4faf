#if Postgres
    import SluicePostgresTestSupport
    import Testing

    /// That statements which are put in an order like this show what exceeds a limit: the ways in which other queues do,
    /// as plainly as they can be written, over a table of jobs of which one may run.
    @Suite("What exceeds a limit is seen to", .timeLimit(.minutes(3)))
    struct InterleavingLeaksTests {
        private func begin(jobs: [Int] = [], setup: String = "") async throws -> Interleaving {
            let pair = try await Interleaving.begin(setup: setup)
            try await pair.observer.run(
                """
                CREATE TABLE job (place integer PRIMARY KEY, is_running boolean NOT NULL DEFAULT false);
                CREATE TABLE semaphore (free integer NOT NULL);
                INSERT INTO semaphore VALUES (1);
                """)
            for job in jobs { try await pair.observer.run(insert(job)) }
            return pair
        }

        private func insert(_ job: Int) -> String { "INSERT INTO job VALUES (\(job))" }

        private func running(_ pair: Interleaving) async throws -> Session.Rows {
            try await pair.observer.run("SELECT place FROM job WHERE is_running ORDER BY place")
        }

        @Test func lockingTheHeadOnly() async throws {
            let claim = """
                WITH head AS (SELECT place FROM job WHERE NOT is_running ORDER BY place LIMIT 1 FOR UPDATE SKIP LOCKED)
                UPDATE job SET is_running = true FROM head
                WHERE job.place = head.place AND (SELECT count(*) FROM job WHERE is_running) < 1 RETURNING job.place
                """
            let pair = try await begin(jobs: [1, 2, 3])
            try await pair.first.run("BEGIN")
            #expect(try await pair.first.run(claim) == [["1"]])
            let (pending, course) = try await pair.send(claim, on: pair.second)
            #expect(course == .answers)
            try await pair.first.run("COMMIT")
            #expect(try await pending.answer() == [["2"]])
            #expect(try await running(pair) == [["1"], ["2"]])
            #expect(try await pair.observer.run(claim) == [])
        }

        @Test func countingInAnOldSnapshot() async throws {
            let count = "SELECT count(*) FROM job WHERE is_running"
            let claim = """
                UPDATE job SET is_running = true WHERE place = (
                    SELECT place FROM job WHERE NOT is_running ORDER BY place LIMIT 1 FOR UPDATE NOWAIT) RETURNING place
                """
            let pair = try await begin(
                jobs: [2, 3], setup: "SET default_transaction_isolation TO 'repeatable read'")
            try await pair.first.run("BEGIN")
            #expect(try await pair.first.run(count) == [["0"]])
            try await pair.observer.run(insert(1))
            try await pair.second.run("BEGIN")
            #expect(try await pair.second.run(count) == [["0"]])
            #expect(try await pair.second.run(claim) == [["1"]])
            try await pair.second.run("COMMIT")
            #expect(try await pair.first.run(claim) == [["2"]])
            try await pair.first.run("COMMIT")
            #expect(try await running(pair) == [["1"], ["2"]])
        }

        @Test func takingTheFirstOfALine() async throws {
            let claim = """
                UPDATE job SET is_running = true WHERE NOT is_running AND place IN (SELECT place FROM job ORDER BY place LIMIT 1)
                RETURNING place
                """
            let pair = try await begin()
            try await pair.first.run("BEGIN")
            try await pair.first.run(insert(1))
            try await pair.second.run(insert(2))
            #expect(try await pair.second.run(claim) == [["2"]])
            try await pair.first.run("COMMIT")
            #expect(try await pair.first.run(claim) == [["1"]])
            #expect(try await running(pair) == [["1"], ["2"]])
        }

        @Test func releasingWithoutAFence() async throws {
            let claim = """
                WITH slot AS (UPDATE semaphore SET free = free - 1 WHERE free > 0 RETURNING free)
                UPDATE job SET is_running = true FROM slot
                WHERE place = (SELECT place FROM job WHERE NOT is_running ORDER BY place LIMIT 1) RETURNING place
                """
            let release = "UPDATE semaphore SET free = free + 1"
            let pair = try await begin(jobs: [1, 2])
            #expect(try await pair.first.run(claim) == [["1"]])
            // It is given up, and started again.
            try await pair.second.run("BEGIN; UPDATE job SET is_running = false WHERE place = 1; \(release); COMMIT")
            #expect(try await pair.second.run(claim) == [["1"]])
            #expect(try await pair.second.run(claim) == [])
            // Who had it first comes back.
            try await pair.first.run(release)
            #expect(try await pair.second.run(claim) == [["2"]])
            #expect(try await running(pair) == [["1"], ["2"]])
        }
    }
#endif
