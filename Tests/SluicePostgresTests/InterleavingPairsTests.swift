#if Postgres
    import SluicePostgresTestSupport
    import Testing

    /// What two processes may do at the same time, statement by statement.
    ///
    /// Worker 1 has run 1 of key `a`; worker 2, whose lease is over, has run 2 of key `b`: the queue is full. Runs 3, 4
    /// and 5 of keys `a`, `b` and `c` have been triggered, and run 6 is due. Workers 3 and 4 have nothing. Key `d` had
    /// a run.
    enum Step: String, CaseIterable, CustomTestStringConvertible {
        case claim, complete, fail, completeLate, fold, reap, reconcile, override, cancel, prune

        var testDescription: String { rawValue }

        /// - Parameter isSecond: Whether the same is being done by somebody else.
        func text(isSecond: Bool) -> String {
            switch self {
            case .claim: Interleaving.claim(isSecond ? 4 : 3)
            case .complete: Interleaving.finish(1, 1, claiming: 1)
            case .fail: Interleaving.finish(1, 1, outcome: 2, claiming: 1, delay: 0)
            case .completeLate: Interleaving.finish(2, 2, claiming: 1)
            case .fold: "SELECT advance(NULL)"
            case .reap: "SELECT reap(NULL)"
            case .reconcile:
                """
                SELECT reconcile_pool(id, queue) FROM pool ORDER BY id; SELECT reconcile_gate(id) FROM queue ORDER BY id;
                SELECT * FROM miscounted()
                """
            case .override: "SELECT set_override('keyed', true, 1, 3, NULL)"
            case .cancel: "SELECT cancel_and_settle(\(Interleaving.id(1)), NULL)"
            case .prune: "SELECT prune_lanes(\(Interleaving.id(0)), 100)"
            }
        }
    }

    @Suite("Two transactions at the same time")
    struct InterleavingPairsTests {
        @Test(.serialized, arguments: Step.allCases, Step.allCases)
        func keepTheBooks(first: Step, second: Step) async throws {
            for ending in ["COMMIT", "ROLLBACK"] {
                let pair = try await begin()
                try await pair.first.run("BEGIN")
                try await pair.first.run(first.text(isSecond: false))
                let (pending, course) = try await pair.send(second.text(isSecond: first == second), on: pair.second)
                try await pair.first.run(ending)
                #expect(
                    course == Self.course(of: second, after: first),
                    "\(second) \(course.rawValue) while \(first) is open")
                var refusal: String?
                do { try await pending.answer() } catch let error as Session.Refusal { refusal = error.sqlState }
                // Whom the reaper has taken out first is told so.
                let isFenced = first == .reap && second == .completeLate && ending == "COMMIT"
                #expect(refusal == (isFenced ? "SL013" : nil), "\(first), then \(second), \(ending)")
                #expect(try await pair.problems() == [], "\(first), then \(second), \(ending)")
                #expect(try await pair.lost() == [], "\(first), then \(second), \(ending)")
                #expect(try await pair.problems() == [], "\(first), then \(second), \(ending), at the end")
            }
        }

        private func begin() async throws -> Interleaving {
            let pair = try await Interleaving.begin(organization: 3)
            for _ in 1...4 { try await pair.observer.run(Interleaving.openWorker()) }
            // A key that has no run any more, and is known not to.
            try await pair.observer.run(Interleaving.trigger(7, key: "d"))
            try await pair.observer.run(Interleaving.claim(1, 1, number: 7))
            try await pair.observer.run(Interleaving.finish(1, 7))
            try await pair.observer.run(Interleaving.claim(1, 1, number: 8))
            for (number, key) in [(1, "a"), (2, "b")] {
                try await pair.observer.run(Interleaving.trigger(number, key: key))
                try await pair.observer.run(Interleaving.claim(number, 1))
            }
            try await pair.observer.run("UPDATE worker SET expires_at = 0 WHERE id = 2")
            for (number, key) in [(3, "a"), (4, "b"), (5, "c")] {
                try await pair.observer.run(Interleaving.trigger(number, key: key))
            }
            try await pair.observer.run(Interleaving.trigger(6, key: "a", delay: 1))
            return pair
        }

        /// What needs a lock that an open transaction has: limits as small as these have one stripe, which all who
        /// start or end runs need in turn; lanes for what becomes queued; the run itself; all of it for who changes
        /// limits. All else goes by what others have.
        private static let waiting: [Step: Set<Step>] = [
            .claim: [.claim, .complete, .fail, .completeLate, .reap, .reconcile, .override, .prune],
            .complete: [.claim, .complete, .fail, .completeLate, .reap, .reconcile, .override, .cancel, .prune],
            .fail: [.claim, .complete, .fail, .completeLate, .reap, .reconcile, .override, .cancel, .prune],
            .completeLate: [.claim, .complete, .fail, .completeLate, .reconcile, .override, .prune],
            .fold: [.fail, .reap, .override, .prune],
            .reap: [.claim, .complete, .fail, .completeLate, .reconcile, .override, .prune],
            .reconcile: [.claim, .complete, .fail, .completeLate, .reap, .reconcile, .override, .prune],
            .override: Set(Step.allCases),
            .cancel: [.complete, .fail, .override, .cancel, .prune],
            .prune: Set(Step.allCases),
        ]

        private static func course(of second: Step, after first: Step) -> Interleaving.Course {
            waiting[first, default: []].contains(second) ? .waits : .answers
        }
    }
#endif
