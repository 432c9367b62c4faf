#if Postgres
    import SluicePostgresTestSupport
    import Testing

    /// A transaction that takes long is in the way of none but those who need just what it has.
    @Suite("Who waits for long keeps nobody else waiting", .timeLimit(.minutes(3)))
    struct InterleavingPatienceTests {
        /// Sessions of which none waits for as long as a test may take.
        private func begin() async throws -> Interleaving {
            let pair = try await Interleaving.begin(
                organization: 128, perKey: nil, total: 128, setup: "SET lock_timeout TO '10s'")
            for _ in 1...2 { try await pair.observer.run(Interleaving.openWorker()) }
            return pair
        }

        /// Changes of limits wait for who starts runs, and meanwhile let others end and start some.
        @Test func limitsThatAreChanged() async throws {
            let pair = try await begin()
            let third = try await pair.another()
            for run in 1...3 { try await pair.observer.run(Interleaving.trigger(run, key: "a")) }
            #expect(try await pair.first.run(Interleaving.claim(1, 1)) == [["1", "1"]])
            try await pair.first.run("BEGIN")
            #expect(try await pair.first.run(Interleaving.claim(1, 1, number: 2)) == [["2", "1"]])
            let (change, course) = try await pair.send(
                "SELECT set_override('keyed', true, 1, 64, NULL)", on: pair.second, after: [pair.first])
            #expect(course == .waits)
            #expect(try await third.run(Interleaving.claim(2, 1)) == [["3", "1"]])
            #expect(try await third.run(Interleaving.finish(1, 1)) == [["10"]])
            #expect(!change.isOver)
            try await pair.first.run("COMMIT")
            try await change.answer()
            #expect(try await pair.observer.run("SELECT total FROM queue WHERE name = 'keyed'") == [["64"]])
            #expect(try await pair.problems(mayExceed: true) == [])
            #expect(try await pair.lost() == [])
        }

        /// A run may go on that has waited, and somebody has all slots in hand: its worker waits for none of them, and is
        /// told to ask again.
        @Test func aRunThatMayGoOn() async throws {
            let pair = try await begin()
            try await pair.observer.run(Interleaving.trigger(1, key: "a"))
            #expect(try await pair.observer.run(Interleaving.claim(1)) == [["1", "1"]])
            #expect(try await pair.observer.run(Interleaving.wait(1, 1, for: 2, key: "b")) == [["0"]])
            #expect(try await pair.observer.run(Interleaving.claim(2)) == [["2", "1"]])
            try await pair.first.run("BEGIN; SELECT FROM gate FOR UPDATE")
            try await pair.second.run("SELECT cancel_and_settle(\(Interleaving.id(1)), NULL)")
            func claim(_ number: Int) -> String { "SELECT kind, is_contended FROM claim(1, 1, \(number), NULL)" }
            for number in 2...3 { #expect(try await pair.second.run(claim(number)) == [["0", "t"]]) }
            try await pair.first.run("COMMIT")
            #expect(try await pair.second.run(claim(4)) == [["0", "f"], ["2", "f"]])
            #expect(try await pair.problems() == [])
            #expect(try await pair.lost() == [])
        }

        /// The books of keys without runs are deleted another time while somebody starts a run.
        @Test func booksThatAreDeleted() async throws {
            let pair = try await begin()
            try await pair.observer.run(Interleaving.trigger(1, key: "a"))
            #expect(try await pair.observer.run(Interleaving.claim(1)) == [["1", "1"]])
            try await pair.observer.run(Interleaving.finish(1, 1))
            let prune = "SELECT prune_lanes(\(Interleaving.id(0)), 100)"
            let lanes = "SELECT count(*) FROM lane"
            #expect(try await pair.observer.run(lanes) == [["1"]])
            try await pair.observer.run(Interleaving.trigger(2, key: "b"))
            try await pair.first.run("BEGIN")
            #expect(try await pair.first.run(Interleaving.claim(1, number: 2)) == [["2", "1"]])
            try await pair.second.run(prune)
            try await pair.first.run("COMMIT")
            #expect(try await pair.observer.run(lanes) == [["2"]])
            try await pair.second.run(prune)
            #expect(try await pair.observer.run(lanes) == [["1"]])
            #expect(try await pair.problems() == [])
            #expect(try await pair.lost() == [])
        }

        /// What is wrong is set right another time while somebody has some of the slots.
        @Test func slotsThatAreCounted() async throws {
            let pair = try await begin()
            try await pair.observer.run("UPDATE gate SET taken = taken + 1 WHERE queue = 0 AND stripe = 1")
            try await pair.first.run("BEGIN; SELECT FROM gate WHERE queue = 0 AND stripe = 3 FOR UPDATE")
            #expect(try await pair.second.run("SELECT reconcile_gate(0)") == [["0"]])
            #expect(try await pair.problems() != [])
            try await pair.first.run("COMMIT")
            #expect(try await pair.second.run("SELECT reconcile_gate(0)") == [["1"]])
            #expect(try await pair.problems() == [])
        }
    }
#endif
