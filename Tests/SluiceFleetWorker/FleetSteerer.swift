#if Postgres
    @_spi(SluiceGenerated) import Sluice
    import SluiceTestSupport
    import Synchronization

    /// An operator who now and then pauses a queue, or lowers its limits, for a while, and says so (`P`).
    struct FleetSteerer {
        private let store: any RunStore
        private let journal: SideJournal
        private var random: SeededGenerator

        /// None is above what is declared.
        private static let limits: [(queue: String, limit: ConcurrencyLimit)] = [
            ("plain", ConcurrencyLimit(total: 1)), ("plain", ConcurrencyLimit(total: 2)),
            ("capped", ConcurrencyLimit(perKey: 1, total: 2)),
            ("capped", ConcurrencyLimit(perKey: 2, total: 3)), ("free", ConcurrencyLimit(total: 3)),
            ("parents", ConcurrencyLimit(total: 1)), ("holders", ConcurrencyLimit(total: 1)),
        ]

        init(store: any RunStore, journal: SideJournal, seed: UInt64) {
            self.store = store
            self.journal = journal
            random = SeededGenerator(seed: seed)
        }

        /// Until the process is to end.
        mutating func steer() async {
            // Of a process that was killed before it could.
            for queue in Set(Self.limits.map(\.queue)).sorted() + ["serial"] {
                await insist("resume") { try await $0.resume(queue: queue) }
                await insist("reset") { try await $0.reset(queue: queue) }
            }
            while !FleetWorker.isStopping.load(ordering: .relaxed) {
                await pass(upTo: 1_500)
                let (queue, limit) = Self.limits.randomElement(using: &random)!
                if Bool.random(using: &random) {
                    await insist("pause") { try await $0.pause(queue: queue) }
                    await pass(upTo: 600)
                    await insist("resume") { try await $0.resume(queue: queue) }
                } else {
                    await insist("override") { try await $0.override(queue: queue, limit: limit) }
                    await pass(upTo: 1_500)
                    await insist("reset") { try await $0.reset(queue: queue) }
                }
            }
        }

        private mutating func pass(upTo milliseconds: Int) async {
            try? await Task.sleep(for: .milliseconds(Int.random(in: 100..<milliseconds, using: &random)))
        }

        /// What may have been done or not is done again.
        private func insist(_ what: String, _ change: (any RunStore) async throws -> Void) async {
            while true {
                do {
                    try await change(store)
                    return journal.write("P \(what)")
                } catch let error as SluiceError where [.storeUnavailable, .outcomeUnknown].contains(error.code) {
                    continue
                } catch {
                    return journal.write("F \(what): \(error)")
                }
            }
        }
    }
#endif
