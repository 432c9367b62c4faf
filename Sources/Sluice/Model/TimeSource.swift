/// What tells a store and a worker the time. A test puts a clock of its own in the system's place.
public protocol TimeSource: Sendable {
    /// The time now.
    var now: Timestamp { get }

    /// Waits until the time has come.
    /// - Throws: `CancellationError` if the caller is cancelled.
    func sleep(until deadline: Timestamp) async throws
}

/// The system's clock.
public struct SystemTime: TimeSource {
    /// Creates a clock.
    public init() {}

    /// The wall clock's time.
    public var now: Timestamp { .now }

    /// Waits as long as the deadline is away by now; a wall clock that is set meanwhile does not matter.
    public func sleep(until deadline: Timestamp) async throws {
        let distance = deadline - now
        if distance > .zero { try await Task.sleep(for: distance) }
    }
}
