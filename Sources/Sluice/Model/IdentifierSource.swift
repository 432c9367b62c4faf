import Synchronization

/// Makes run identifiers on any thread.
final class IdentifierSource: Sendable {
    /// Of whoever makes one now and then.
    static let shared = IdentifierSource()

    private let generator = Mutex(RunIDGenerator())

    func next() -> RunID {
        generator.withLock { $0.next(at: .now) }
    }
}
