#if Postgres
    import SluicePostgresTestSupport
    import Testing

    /// What could wait for each other in a ring.
    @Suite("Rings of locks", .timeLimit(.minutes(3)))
    struct InterleavingRingsTests {
        /// One ends runs whose idempotency keys another is triggering with, in a transaction of their own that may take
        /// long.
        @Test func endsAndIdempotencyKeys() async throws {
            let pair = try await Interleaving.begin(organization: 8, perKey: nil, total: nil)
            try await pair.observer.run(Interleaving.openWorker())
            for run in 1...2 {
                try await pair.observer.run(Interleaving.trigger(run, idempotencyKey: "key \(run)"))
            }
            #expect(try await pair.observer.run(Interleaving.claim(1)).count == 2)
            for (own, other) in [(1, 2), (2, 1)] {
                try await pair.first.run("BEGIN")
                try await pair.first.run(Interleaving.trigger(10 + own, idempotencyKey: "key \(own)"))
                let (ends, course) = try await pair.send(
                    Interleaving.finish(1, own, outcome: 2), on: pair.second)
                #expect(course == .answers, "a worker waits for somebody's transaction")
                try await pair.first.run(Interleaving.trigger(10 + other, idempotencyKey: "key \(other)"))
                try await pair.first.run("COMMIT")
                #expect(try await ends.answer() == [["11"]])
            }
            // The last that has failed leaves its key to others.
            #expect(try await pair.observer.run(Interleaving.trigger(22, idempotencyKey: "key 2"))[0][1] == "f")
            #expect(try await pair.problems() == [])
        }

        /// Who lets a run wait gives slots to another one that may go on, and then needs a child that somebody is just
        /// ending; who ends it needs those slots.
        @Test func waitsAndEnds() async throws {
            let pair = try await Interleaving.begin(organization: 3, perKey: 3, total: 3)
            let third = try await pair.another()
            for _ in 1...2 { try await pair.observer.run(Interleaving.openWorker()) }
            for run in 1...2 { try await pair.observer.run(Interleaving.trigger(run, key: "a")) }
            try await pair.observer.run(Interleaving.trigger(3, key: "a", idempotencyKey: "shared"))
            #expect(try await pair.observer.run(Interleaving.claim(1, 2)) == [["1", "1"], ["2", "1"]])
            #expect(try await pair.observer.run(Interleaving.claim(2, 1)) == [["3", "1"]])
            // An earlier attempt of run 2 has triggered run 3 as its child.
            try await pair.observer.run(
                "INSERT INTO child SELECT \(Interleaving.id(2)), 0, id, task, true FROM run WHERE id = \(Interleaving.id(3))"
            )
            // Worker 2 ends run 3, as far as somebody lets it who has its key.
            try await third.run("BEGIN; SELECT FROM idempotency FOR UPDATE")
            let (ends, _) = try await pair.send(Interleaving.finish(2, 3, outcome: 2), on: pair.first)
            // Meanwhile run 1, which has waited, may go on.
            try await pair.observer.run(
                """
                UPDATE run SET state = 5, holds = false, awaited = '{}' WHERE id = \(Interleaving.id(1));
                UPDATE gate SET taken = taken - 1 WHERE stripe = 0;
                UPDATE pool SET taken = taken - 1
                """)
            let (waits, _) = try await pair.send(
                Interleaving.wait(1, 2, for: 9), on: pair.second)
            try await third.run("COMMIT")
            #expect(try await ends.answer() == [["11"]])
            #expect(try await waits.answer() == [["1"]])
            #expect(try await pair.problems() == [])
            #expect(try await pair.lost() == [])
        }

        /// The books of a key whose only run waits are kept: it must go on.
        @Test func aRunThatWaitsWhileBooksAreDeleted() async throws {
            let pair = try await Interleaving.begin(organization: 8, perKey: 1, total: 4)
            try await pair.observer.run(Interleaving.openWorker())
            try await pair.observer.run(Interleaving.trigger(1, key: "a"))
            #expect(try await pair.observer.run(Interleaving.claim(1)) == [["1", "1"]])
            #expect(try await pair.observer.run(Interleaving.wait(1, 1, for: 2, key: "b")) == [["0"]])
            try await pair.observer.run("SELECT prune_lanes(\(Interleaving.id(0)), 100)")
            try await pair.observer.run("SELECT cancel_and_settle(\(Interleaving.id(2)), NULL); SELECT advance(NULL)")
            let left = try await pair.unserved()
            #expect(left == [])
            #expect(try await pair.problems() == [])
            #expect(try await pair.lost() == [])
        }

        /// What nothing counts while a queue has no limit per key must be counted once it has one.
        @Test func aLimitPerKeyForRunsThatExecute() async throws {
            let pair = try await Interleaving.begin(organization: 8, perKey: nil, total: nil)
            for _ in 1...2 { try await pair.observer.run(Interleaving.openWorker()) }
            for run in 1...2 { try await pair.observer.run(Interleaving.trigger(run, key: "a")) }
            #expect(try await pair.observer.run(Interleaving.claim(1)).count == 2)
            try await pair.observer.run("SELECT prune_lanes(\(Interleaving.id(0)), 100)")
            try await pair.observer.run("SELECT set_override('keyed', true, 2, NULL, NULL)")
            try await pair.observer.run(Interleaving.trigger(3, key: "a"))
            #expect(try await pair.observer.run(Interleaving.claim(2)) == [])
            #expect(try await pair.problems() == [])
            #expect(try await pair.lost() == [])
        }

        /// A limit is lowered while a run ends, or is about to start.
        @Test(arguments: ["COMMIT", "ROLLBACK"])
        func aLimitThatIsLowered(ending: String) async throws {
            let pair = try await Interleaving.begin(organization: 8, perKey: 4, total: 4)
            for _ in 1...2 { try await pair.observer.run(Interleaving.openWorker()) }
            for run in 1...9 { try await pair.observer.run(Interleaving.trigger(run, key: "a")) }
            #expect(try await pair.observer.run(Interleaving.claim(1, 3)).count == 3)
            try await pair.first.run("BEGIN; SELECT set_override('keyed', true, 1, 2, NULL)")
            let (claim, course) = try await pair.send(Interleaving.claim(2), on: pair.second)
            #expect(course == .waits)
            try await pair.first.run(ending)
            #expect(try await claim.answer().count == (ending == "COMMIT" ? 0 : 1))
            #expect(try await pair.problems(mayExceed: ending == "COMMIT") == [])
            if ending == "COMMIT" {
                // Until fewer than that are left, nothing starts in their place.
                for run in 1...3 {
                    #expect(try await pair.first.run(Interleaving.finish(1, run)) == [["10"]])
                    let started = try await pair.second.run(Interleaving.claim(2, number: 1 + run))
                    #expect(started.count == (run == 3 ? 1 : 0))
                }
                #expect(try await pair.problems() == [])
            }
            #expect(try await pair.lost() == [])
        }
    }
#endif
