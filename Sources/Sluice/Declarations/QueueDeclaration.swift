/// Whether the triggers of a queue pass a concurrency key; each value of the key has a pool of slots of its own.
public enum ConcurrencyKeyMode: String, Sendable, Hashable, CaseIterable {
    /// Triggers pass no key: the queue is one pool.
    case none
    /// Triggers may pass a key; runs without one share a pool of their own.
    case optional
    /// Every trigger passes a key.
    case required
}

/// What happens to a run's slots while it waits for another run.
public enum WaitMode: String, Sendable, Hashable, CaseIterable {
    /// They are given back, and taken again before the run goes on.
    case release
    /// They are kept. The compiler has proved that this can't deadlock.
    case hold
}

/// The most runs of one queue that may execute at once. `nil` sets no bound at that level: the organization's still counts.
public struct ConcurrencyLimit: Sendable, Hashable, Codable {
    /// The bound for the runs of one concurrency key.
    public var perKey: Int?
    /// The bound for the whole queue, over all its keys.
    public var total: Int?

    /// Creates a limit, in runs executing at once.
    public init(perKey: Int? = nil, total: Int? = nil) {
        self.perKey = perKey
        self.total = total
    }
}

/// A queue as it was declared in YAML.
public struct QueueDeclaration: Sendable, Hashable {
    /// The queue's name; a task's own queue is named `task/<id>`.
    public var name: String
    /// Whether triggers pass a key.
    public var concurrencyKey: ConcurrencyKeyMode
    /// The declared limits.
    public var limit: ConcurrencyLimit
    /// What a waiting run does with its slots.
    public var onWait: WaitMode
    /// Whether the queue is paused when it is first registered.
    public var startsPaused: Bool

    /// Creates a declaration.
    public init(
        name: String, concurrencyKey: ConcurrencyKeyMode = .none, limit: ConcurrencyLimit = ConcurrencyLimit(),
        onWait: WaitMode = .release, startsPaused: Bool = false
    ) {
        self.name = name
        self.concurrencyKey = concurrencyKey
        self.limit = limit
        self.onWait = onWait
        self.startsPaused = startsPaused
    }
}
