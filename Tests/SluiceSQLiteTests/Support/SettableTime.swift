import Sluice
import Synchronization

/// A clock that stands wherever a test puts it, also earlier than before. Nobody wakes by it, so that a store does nothing by itself.
final class SettableTime: TimeSource {
    private let time: Mutex<Timestamp>

    init(now: Timestamp = Timestamp(microseconds: 1_750_000_000_000_000)) { time = Mutex(now) }

    var now: Timestamp {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }

    func sleep(until deadline: Timestamp) async throws {
        let (nights, night) = AsyncStream<Never>.makeStream()
        for await _ in nights {}
        withExtendedLifetime(night) {}
        try Task.checkCancellation()
    }
}
