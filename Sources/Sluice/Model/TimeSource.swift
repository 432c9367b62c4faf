/// What tells a store and a worker the time. A test puts a clock of its own in the system's place.
public protocol TimeSource: Sendable {
    /// The time now.
    var now: Timestamp { get }

    /// A time that passes evenly, whatever happens to the clock on the wall: for how long something takes. Its beginning means nothing.
    /// Default: ``now``.
    var steadyNow: Timestamp { get }

    /// Waits until the time has come.
    /// - Throws: `CancellationError` if the caller is cancelled.
    func sleep(until deadline: Timestamp) async throws
}

extension TimeSource {
    /// The same as ``now``.
    public var steadyNow: Timestamp { now }
}

/// The system's clock.
public struct SystemTime: TimeSource {
    /// How soon it is noticed that the clock was put forward.
    private static let longestSleep = Duration.seconds(30)
    private static let beginning = (wall: Timestamp.now, steady: ContinuousClock.now)

    /// Creates a clock.
    public init() {}

    /// The wall clock's time.
    public var now: Timestamp { .now }

    /// The time that has passed since the process first asked, whoever has set the clock meanwhile.
    public var steadyNow: Timestamp { Self.beginning.wall + (ContinuousClock.now - Self.beginning.steady) }

    /// Waits until the wall clock shows the deadline, and no longer than it is away by now: who puts the clock back makes nobody wait
    /// longer. That it was put forward is noticed within half a minute.
    public func sleep(until deadline: Timestamp) async throws {
        let end = ContinuousClock.now + max(deadline - now, .zero)
        while true {
            let left = min(end - .now, deadline - now, Self.longestSleep)
            guard left > .zero else { return }
            try await Task.sleep(for: left)
        }
    }
}
