#if Postgres
    import Foundation
    @_spi(SluiceGenerated) import Sluice
    import SluiceTestSupport
    import Synchronization

    /// Asks for the ticks of a schedule when their time has come, as the tickers of all other processes do for the same
    /// ones, and says which it as`K`ed for and what it was to`L`d.
    struct FleetTicker {
        private static let period: Int64 = 200_000

        private let store: any RunStore
        private let journal: SideJournal
        private var number: Int
        private var random: SeededGenerator

        init(store: any RunStore, journal: SideJournal, seed: UInt64) {
            self.store = store
            self.journal = journal
            number = FleetTriggerer.firstNumber(seed: seed)
            random = SeededGenerator(seed: seed)
        }

        mutating func tick() async {
            while !FleetWorker.isStopping.load(ordering: .relaxed) {
                let now = Timestamp.now
                let tick = Timestamp(microseconds: (now.microseconds / Self.period + 1) * Self.period)
                try? await Task.sleep(for: tick - now)
                number += 1
                let request = RunRequest(
                    id: RunID(high: random.next(), low: random.next()), task: Tick.id, payload: Array("\(number)".utf8),
                    tick: tick)
                journal.write("K \(number) \(tick.microseconds)")
                do {
                    let run = try await store.enqueue([request])[0]
                    journal.write("L \(number) \(run.id) \(run.isExisting ? "over" : "new")")
                } catch let error as SluiceError where error.code == .storeUnavailable {
                    journal.write("N \(number)")
                } catch let error as SluiceError where error.code == .outcomeUnknown {
                    journal.write("U \(number) \(request.id)")
                } catch {
                    journal.write("F tick \(number): \(error)")
                }
            }
        }
    }
#endif
