#if Postgres
    import SluicePostgresTestSupport
    import Testing

    @Suite("Two transactions at the same time", .timeLimit(.minutes(3)))
    struct InterleavingPairsTests {
        private static let scenes = ["COMMIT", "ROLLBACK"].map { _ in Task { try await PairScene(PairScene.full) } }
        private static let resuming = Task { try await PairScene(PairScene.resuming) }
        private static let roomy = Task { try await PairScene(PairScene.roomy) }
        private static let striped = Task { try await PairScene(PairScene.striped) }
        /// What starts runs, and what makes room for them.
        private static let movers: [Step] = [.claim, .complete, .completeLate, .wait, .reap, .cancelChild, .lower]
        /// What goes by nothing that others do, unless they have done it for good.
        private static let independent: Set<Step> = [
            .cancelQueued, .renew, .trigger, .tick, .raise, .pause, .register, .prune,
        ]
        /// What gives up slots, and what wants them.
        private static let resumers: [Step] = [
            .claim, .complete, .fail, .completeLate, .wait, .forget, .reap, .close, .cancel, .cancelChild, .raise,
            .lower,
        ]

        @Test("where all slots are taken, and the first is committed", .serialized, arguments: Step.allCases)
        func committedWhereAllIsFull(first: Step) async throws {
            let scene = try await Self.scenes[0].value
            try await scene.tidy()
            for second in Step.allCases { try await expect(first, second, "COMMIT", in: scene, where: .none) }
        }

        @Test("where all slots are taken, and the first is rolled back", .serialized, arguments: Step.allCases)
        func rolledBackWhereAllIsFull(first: Step) async throws {
            let scene = try await Self.scenes[1].value
            try await scene.tidy()
            for second in Step.allCases where second == first || !Self.independent.contains(second) {
                try await expect(first, second, "ROLLBACK", in: scene, where: .none)
            }
        }

        @Test("where there is room", .serialized, arguments: movers, ["COMMIT", "ROLLBACK"])
        func whereThereIsRoom(first: Step, ending: String) async throws {
            let scene = try await Self.roomy.value
            try await scene.tidy()
            for second in Self.movers { try await expect(first, second, ending, in: scene, where: .some) }
        }

        @Test("where there is room in several stripes", .serialized, arguments: movers, ["COMMIT", "ROLLBACK"])
        func whereThereAreStripes(first: Step, ending: String) async throws {
            let scene = try await Self.striped.value
            for second in Self.movers {
                try await scene.tidy()
                try await expect(first, second, ending, in: scene, where: .stripes)
            }
        }

        @Test("where a run wants to go on that has waited", .serialized, arguments: resumers, ["COMMIT", "ROLLBACK"])
        func whereARunWantsToGoOn(first: Step, ending: String) async throws {
            let scene = try await Self.resuming.value
            try await scene.tidy()
            for second in Self.resumers { try await expect(first, second, ending, in: scene, where: .promised) }
        }

        private func expect(
            _ first: Step, _ second: Step, _ ending: String, in scene: PairScene, where room: PairScene.Room
        ) async throws {
            let hasRoom = room == .some || room == .stripes
            let (made, course, answer) = try await scene.play(first, then: second, ending)
            let what: Comment = "\(first) (\(made)), then \(second) (\(answer)), \(ending)"
            #expect(made.verdict == first.verdict, what)
            let waits = second.waits(for: first, which: made.started, where: room)
            if !(waits && second.isChore) { #expect(course == (waits ? .waits : .answers), what) }

            let isCommitted = ending == "COMMIT"
            let verdict =
                isCommitted
                ? second.verdict(after: first, started: made.started)
                : second.skips(first) ? "0" : second.verdict
            #expect(answer.verdict == verdict, what)

            let started = (isCommitted && second != .close ? made.started : []) + answer.started
            #expect(Set(started.map { $0.prefix { $0 != "." } }).count == started.count, what)
            let (left, wrong) = try await scene.look(after: [first, second], started: started)
            #expect(wrong == [], what)
            // Who gets less than it wants has taken all there is, or is told to ask again.
            if answer.verdict == second.verdict, answer.started.count < second.wanted, !answer.isContended {
                #expect(left == [], what)
            }
            // Where there was no room, who has made some uses it, or it is told of. What is due rings by itself.
            if !hasRoom, !second.isTold(by: answer), !(isCommitted && first.isTold(by: made)) {
                #expect(left.filter { !$0.hasSuffix("stays delayed") } == [], what)
            }
            // Nothing starts before what wants to go on.
            if room == .promised { #expect(made.started == (first.wantsToGoOn ? ["8.1"] : []), what) }
            if first == .lower, isCommitted { #expect(answer.started == [], what) }
            if hasRoom, first != .lower { #expect(made.started.count == first.wanted, what) }
            if hasRoom, [.claim, .complete, .completeLate, .wait].contains(first), answer.verdict == second.verdict {
                #expect(answer.started.count == second.wanted, what)
            }
        }
    }
#endif
