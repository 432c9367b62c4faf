import Sluice
import SluiceStoreConformance
import SluiceTesting
import Testing

@Suite("A clock that a test advances")
struct ManualTimeTests {
    private let time = ManualTime(now: Timestamp(microseconds: 0))

    @Test func wakesWhoSleepsUntilThenOrEarlierAndNobodyElse() async throws {
        let journal = Journal<Int>()
        let sleepers = [1, 2, 3].map { second in
            Task {
                try await time.sleep(until: Timestamp(microseconds: 0) + .seconds(second))
                journal.write(second)
            }
        }
        for second in [1, 2, 3] { try await time.sleeper(until: Timestamp(microseconds: 0) + .seconds(second)) }
        time.advance(by: .seconds(2))
        #expect(Set(try await journal.next(2)) == [1, 2])
        #expect(time.now == Timestamp(microseconds: 2_000_000))
        time.advance(by: .seconds(1))
        #expect(try await journal.next() == 3)
        for sleeper in sleepers { try await sleeper.value }
    }

    @Test func letsNobodySleepUntilATimeThatHasPassed() async throws {
        time.advance(by: .seconds(1))
        for microseconds in [Int64.min, 0, 1_000_000] {
            try await time.sleep(until: Timestamp(microseconds: microseconds))
        }
    }

    @Test func wakesWhoIsCancelledByAnError() async throws {
        let sleeper = Task { try await time.sleep(until: .distantFuture) }
        try await time.sleeper(until: .distantFuture)
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        let early = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await time.sleep(until: .distantFuture)
        }
        await #expect(throws: CancellationError.self) { try await early.value }
        let observer = Task { try await time.sleeper(until: .distantFuture) }
        observer.cancel()
        await #expect(throws: CancellationError.self) { try await observer.value }
    }
}
