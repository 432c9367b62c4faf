import Sluice
import Synchronization

/// Makes run identifiers for benchmarks that speak to a store without a client.
enum Identifiers {
    private static let generator = Mutex(RunIDGenerator())

    static func next() -> RunID {
        generator.withLock { $0.next(at: .now) }
    }
}
