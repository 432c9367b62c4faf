#if Postgres
    import SluicePostgresTestSupport
    import Testing

    @Suite("Two transactions, one of which is stopped between its statements", .serialized, .timeLimit(.minutes(3)))
    struct InterleavingHalfwayTests {
        private static let scene = Task { try await PairScene(PairScene.roomy) }

        /// Who waits for what others have, halfway; all else goes by it, or needs none of it.
        private static let stopped: [PairScene.Stop: Set<Step>] = [
            .runs: [.complete, .fail, .completeLate, .wait, .forget, .reap, .close, .cancel],
            .lanes: [.claim, .complete, .fail, .completeLate, .wait, .forget, .fold, .reap, .close, .prune],
            .pools: [.complete, .fail, .completeLate, .wait, .forget, .reap, .close, .reconcile, .prune],
            .gates: [.claim, .completeLate, .forget, .reap, .close, .lower, .register, .reconcile],
        ]

        private static let firsts: [Step] = [
            .claim, .complete, .fail, .completeLate, .wait, .forget, .fold, .reap, .close, .cancel, .lower, .register,
            .reconcile, .prune,
        ]
        private static let seconds: [Step] = [
            .claim, .complete, .completeLate, .wait, .forget, .fold, .reap, .cancel, .cancelChild, .lower,
        ]

        @Test(arguments: firsts, PairScene.Stop.allCases)
        func keepTheBooks(first: Step, stop: PairScene.Stop) async throws {
            let scene = try await Self.scene.value
            try await scene.tidy()
            for second in Self.seconds {
                let answers = try await scene.play(first, stoppedBy: stop, then: second)
                #expect((answers != nil) == Self.stopped[stop]?.contains(first), "\(first) at \(stop)")
                guard let (made, answer) = answers else { return }
                let what: Comment = "\(first) (\(made)), stopped at \(stop), \(second) (\(answer))"
                // Either may turn out to have come before the other.
                let firstVerdicts = [first.verdict, first.verdict(after: second, started: answer.started)]
                let secondVerdicts = [second.verdict, second.verdict(after: first, started: made.started)]
                #expect(firstVerdicts.contains(made.verdict), what)
                #expect(secondVerdicts.contains(answer.verdict), what)
                let started = (first == .close ? [] : made.started + answer.started)
                #expect(Set(started.map { $0.prefix { $0 != "." } }).count == started.count, what)
                let wrong = try await scene.look(after: [first, second], started: started).wrong
                #expect(wrong == [], what)
            }
        }
    }
#endif
