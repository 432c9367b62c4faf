#if Postgres
    import SluicePostgresTestSupport
    import Testing

    /// A process loses its connection, and asks again, while the server is still about what it was asked first.
    @Suite("Answers that are lost", .timeLimit(.minutes(3)))
    struct InterleavingAnswersTests {
        private func begin() async throws -> Interleaving {
            let pair = try await Interleaving.begin(organization: 8, perKey: nil, total: nil)
            for _ in 1...2 { try await pair.observer.run(Interleaving.openWorker()) }
            for run in 1...8 { try await pair.observer.run(Interleaving.trigger(run)) }
            return pair
        }

        /// The first of two that ask the same starts runs that only the second can tell of.
        @Test func aClaimAskedForAgainWhileItIsBeingMade() async throws {
            let pair = try await begin()
            try await pair.first.run("BEGIN")
            let made = try await pair.first.run(Interleaving.claim(1, 2))
            #expect(made.count == 2)
            let (forgotten, course) = try await pair.send(Interleaving.forget(1, number: 1), on: pair.second)
            #expect(course == .waits)
            try await pair.first.run("COMMIT")
            try await forgotten.answer()
            let again = try await pair.second.run(Interleaving.claim(1, 2, number: 2))
            #expect(Set(again.map { $0[0] }) == Set(made.map { $0[0] }))
            #expect(try await pair.observer.run("SELECT count(*) FROM run WHERE worker = 1") == [["2"]])
        }

        /// What was held back by the network is carried out after it was asked for again: it must start nothing, since
        /// nobody hears of it.
        @Test func aClaimThatArrivesAfterItWasAskedForAgain() async throws {
            let pair = try await begin()
            try await pair.second.run(Interleaving.forget(1, number: 1))
            let made = try await pair.second.run(Interleaving.claim(1, 2, number: 2))
            #expect(made.count == 2)
            let refusal = await #expect(throws: Session.Refusal.self) {
                try await pair.first.run(Interleaving.claim(1, 2, number: 1))
            }
            #expect(refusal?.sqlState == "SL013")
            #expect(try await pair.observer.run("SELECT count(*) FROM run WHERE worker = 1") == [["2"]])
        }
    }
#endif
