#if Postgres
    import SluicePostgresTestSupport

    /// What two transactions begin with: made once, and the same every time.
    ///
    /// Worker 1 has run 1 of key `a`, and run 8 of key `e`, which waits for run 5 of key `c`; worker 2, whose lease is
    /// over, has run 2 of key `b`. Runs 3, 4 and 9 of keys `a`, `b` and `f` have been triggered, and run 6 of key `a` is
    /// due. Workers 3 and 4 have nothing. Key `d` had a run.
    struct PairScene: Sendable {
        let pair: Interleaving
        let third: Session
        /// What is held at most, as long as nobody changes it.
        let limits: Limits

        struct Limits: Sendable {
            var organization: Int
            var perKey: Int?
            var total: Int
            /// How many more runs a fifth worker has, which are of no key.
            var others = 0
            /// Whether what was triggered is known to those who claim.
            var isFolded = true
            /// Whether run 8 wants to go on.
            var isWaitOver = false
        }

        /// What there is for who starts runs.
        enum Room {
            /// Nothing, until a run ends.
            case none
            /// Nothing, and what a run leaves behind is another one's that has waited.
            case promised
            /// Slots that nobody has, in one stripe.
            case some
            /// Slots that nobody has, in several stripes.
            case stripes
        }

        /// All slots are taken.
        static let full = Limits(organization: 3, perKey: 1, total: 2, isFolded: false)
        /// All slots are taken, and a run wants one that has waited.
        static let resuming = Limits(organization: 3, perKey: 1, total: 2, isFolded: false, isWaitOver: true)
        /// Four runs may start, whose slots are in one stripe.
        static let roomy = Limits(organization: 8, perKey: 2, total: 6)
        /// Four runs may start, each with a slot in a stripe of its own.
        static let striped = Limits(organization: 128, perKey: nil, total: 128, others: 122)

        init(_ limits: Limits) async throws {
            self.limits = limits
            pair = try await Interleaving.begin(organization: 900, perKey: 900, total: 900)
            third = try await pair.another()
            let observer = pair.observer
            for _ in 1...5 { try await observer.run(Interleaving.openWorker()) }
            // A key that has no run any more, and is known not to.
            try await observer.run(Interleaving.trigger(7, key: "d"))
            try await observer.run(Interleaving.claim(1, 1, number: 7))
            try await observer.run(Interleaving.finish(1, 7))
            try await observer.run(Interleaving.claim(1, 1, number: 7))
            for number in 0..<limits.others { try await observer.run(Interleaving.trigger(100 + number)) }
            try await observer.run(Interleaving.claim(5, 200))
            for (number, key, worker, claim) in [(8, "e", 1, 8), (1, "a", 1, 1), (2, "b", 2, 1)] {
                try await observer.run(Interleaving.trigger(number, key: key))
                try await observer.run(Interleaving.claim(worker, 1, number: claim))
            }
            try await observer.run(Interleaving.wait(1, 8, for: 5, key: "c"))
            try await observer.run("UPDATE worker SET expires_at = 0 WHERE id = 2")
            try await observer.run(
                Interleaving.register(
                    organization: limits.organization, perKey: limits.perKey, total: limits.total))
            // As if those of one stripe had not all been taken first.
            try await observer.run(
                "UPDATE gate SET taken = (SELECT avg(g.taken) FROM gate g WHERE g.queue = gate.queue)")
            if limits.isWaitOver { try await observer.run("SELECT cancel_and_settle(\(Interleaving.id(5)), NULL)") }
            for (number, key) in [(3, "a"), (4, "b"), (9, "f")] {
                try await observer.run(Interleaving.trigger(number, key: key))
            }
            if limits.isFolded { try await observer.run("SELECT advance(NULL)") }
            try await observer.run(Interleaving.trigger(6, key: "a", delay: 1))
            try await observer.run(Self.saving)
            try await observer.run(Self.looking)
        }
    }
#endif
