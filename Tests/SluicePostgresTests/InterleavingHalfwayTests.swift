#if Postgres
    import SluicePostgresTestSupport
    import Testing

    @Suite("Two transactions, one of which is stopped between its statements", .timeLimit(.minutes(3)))
    struct InterleavingHalfwayTests {
        private static let roomy = Task { try await PairScene(PairScene.roomy) }
        private static let resuming = Task { try await PairScene(PairScene.resuming) }

        /// Who waits for what others have, halfway; all else goes by it, or needs none of it.
        private static let stopped: [PairScene.Stop: Set<Step>] = [
            .runs: [.complete, .fail, .completeLate, .wait, .forget, .reap, .close, .cancel],
            .lanes: [.claim, .complete, .fail, .completeLate, .wait, .forget, .fold, .reap, .close, .prune],
            .pools: [.complete, .fail, .completeLate, .wait, .forget, .reap, .close, .reconcile, .prune],
            .gates: [.claim, .completeLate, .forget, .reap, .close, .lower, .register, .reconcile],
        ]

        /// The same, where all slots are taken, and who frees some gives them to a run that wants to go on.
        private static let stoppedWithoutRoom: [PairScene.Stop: Set<Step>] = [
            .pools: stopped[.pools]!,
            .gates: stopped[.gates]!.union([.complete, .fail, .wait]).subtracting([.claim]),
        ]

        private static let firsts: [Step] = [
            .claim, .complete, .fail, .completeLate, .wait, .forget, .fold, .reap, .close, .cancel, .lower, .register,
            .reconcile, .prune,
        ]
        private static let seconds: [Step] = [
            .claim, .complete, .completeLate, .wait, .forget, .fold, .reap, .cancel, .cancelChild, .lower,
        ]

        @Test("where there is room", .serialized, arguments: firsts, PairScene.Stop.allCases)
        func whereThereIsRoom(first: Step, stop: PairScene.Stop) async throws {
            try await expect(first, stop, Self.stopped, in: try await Self.roomy.value)
        }

        @Test("where a run wants to go on that has waited", .serialized, arguments: firsts, PairScene.Stop.ofSlots)
        func whereARunWantsToGoOn(first: Step, stop: PairScene.Stop) async throws {
            try await expect(first, stop, Self.stoppedWithoutRoom, in: try await Self.resuming.value)
        }

        private func expect(
            _ first: Step, _ stop: PairScene.Stop, _ stopped: [PairScene.Stop: Set<Step>], in scene: PairScene
        ) async throws {
            try await scene.tidy()
            for second in Self.seconds {
                let answers = try await scene.play(first, stoppedBy: stop, then: second)
                #expect((answers != nil) == stopped[stop]?.contains(first), "\(first) at \(stop)")
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
