#if Postgres
    import SluicePostgresTestSupport
    import Testing

    /// The ways in which queues over a database start more than their limit allows, each with the statements that show
    /// it.
    @Suite("Patterns that let other queues exceed a limit", .timeLimit(.minutes(3)))
    struct InterleavingPatternsTests {
        private typealias Limits = (organization: Int?, perKey: Int?, total: Int?)

        /// A limit of 1, at each level.
        private static let levels: [Limits] = [(1, nil, nil), (nil, 1, nil), (nil, nil, 1), (1, 1, 1)]

        private func begin(_ limits: Limits, setup: String = "") async throws -> Interleaving {
            let pair = try await Interleaving.begin(
                organization: limits.organization, perKey: limits.perKey, total: limits.total, setup: setup)
            for _ in 1...2 { try await pair.observer.run(Interleaving.openWorker()) }
            return pair
        }

        /// The head is locked and skipped, and what executes is counted without a lock: the second sees nothing
        /// executing.
        @Test(arguments: [0, 1, 2, 3])
        func lockingTheHeadOnly(level: Int) async throws {
            let pair = try await begin(Self.levels[level])
            for run in 1...3 { try await pair.observer.run(Interleaving.trigger(run, key: "a")) }
            try await pair.first.run("BEGIN")
            #expect(try await pair.first.run(Interleaving.claim(1)) == [["1", "1"]])
            let (pending, _) = try await pair.send(Interleaving.claim(2), on: pair.second)
            try await pair.first.run("COMMIT")
            #expect(try await pending.answer() == [])
            #expect(try await pair.problems() == [])
            #expect(try await pair.lost() == [])
        }

        /// What executes is counted as of a time before the other's claim.
        @Test(arguments: ["repeatable read", "serializable"], [0, 1, 2, 3])
        func countingInAnOldSnapshot(isolation: String, level: Int) async throws {
            let pair = try await begin(
                Self.levels[level], setup: "SET default_transaction_isolation TO '\(isolation)'")
            for run in 1...3 { try await pair.observer.run(Interleaving.trigger(run, key: "a")) }
            // So that there is nothing left to do that both would have to.
            try await pair.observer.run("SELECT advance(NULL)")
            try await pair.first.run("BEGIN")
            #expect(try await pair.first.run("SELECT count(*) FROM run WHERE holds") == [["0"]])
            // The second takes what the first does not see, so that the run is not what they both want.
            try await pair.observer.run(Interleaving.trigger(4, key: "a", priority: 60_000_000))
            #expect(try await pair.second.run(Interleaving.claim(2)) == [["4", "1"]])
            do {
                #expect(try await pair.first.run(Interleaving.claim(1)) == [])
                try await pair.first.run("COMMIT")
            } catch let error as Session.Refusal {
                #expect(error.sqlState == "40001")
                try await pair.first.run("ROLLBACK")
            }
            #expect(try await pair.problems() == [])
            #expect(try await pair.lost() == [])
        }

        /// Slots are inferred from places in a line: who was there earlier, and commits later, shifts them.
        @Test(arguments: [0, 1, 2, 3])
        func takingTheFirstOfALine(level: Int) async throws {
            let pair = try await begin(Self.levels[level])
            try await pair.first.run("BEGIN")
            try await pair.first.run(Interleaving.trigger(1, key: "a"))
            try await pair.second.run(Interleaving.trigger(2, key: "a"))
            #expect(try await pair.second.run(Interleaving.claim(2)) == [["2", "1"]])
            try await pair.first.run("COMMIT")
            #expect(try await pair.first.run(Interleaving.claim(1)) == [])
            #expect(try await pair.problems() == [])
            // As soon as there is room it is found, for all that was before it.
            #expect(try await pair.second.run(Interleaving.finish(2, 2)) == [["10"]])
            #expect(try await pair.first.run(Interleaving.claim(1, number: 2)) == [["1", "1"]])
            #expect(try await pair.lost() == [])
        }

        /// Who was given up comes back, and gives back what another has.
        @Test(arguments: [0, 1, 2, 3])
        func releasingWithoutAFence(level: Int) async throws {
            let pair = try await begin(Self.levels[level])
            for run in 1...12 { try await pair.observer.run(Interleaving.trigger(run, key: "a")) }
            var worker = 1
            #expect(try await pair.first.run(Interleaving.claim(worker, 1)) == [["1", "1"]])
            for round in 1..<9 {
                try await pair.observer.run("UPDATE worker SET expires_at = 0 WHERE id = \(worker)")
                try await pair.second.run("BEGIN")
                #expect(try await pair.second.run("SELECT reap(NULL)") == [["1"]])
                // Its worker ends it at the same time, by its old name or by a new one.
                let (late, _) = try await pair.send(Interleaving.finish(worker, 1, token: round), on: pair.first)
                try await pair.second.run("COMMIT")
                let refusal = await #expect(throws: Session.Refusal.self) { try await late.answer() }
                #expect(refusal?.sqlState == "SL013")
                worker = Int(try await pair.observer.run(Interleaving.openWorker())[0][0]!)!
                #expect(try await pair.second.run(Interleaving.claim(worker, 5)) == [["1", "\(round + 1)"]])
                #expect(try await pair.first.run(Interleaving.finish(worker, 1, token: round)) == [[nil]])
                #expect(try await pair.problems() == [])
                #expect(try await pair.first.run(Interleaving.claim(worker, number: 2)) == [])
            }
            #expect(try await pair.lost() == [])
        }
    }
#endif
