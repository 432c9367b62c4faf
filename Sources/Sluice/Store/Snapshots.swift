/// A run as an operator sees it.
public struct RunSnapshot: Sendable, Hashable, Codable {
    /// The run.
    public var id: RunID
    /// The task's identifier.
    public var task: String
    /// The queue it waits or executes in.
    public var queue: String
    /// Its concurrency key, if it has one.
    public var key: String?
    /// Where it is in its life.
    public var state: RunState
    /// Attempts started so far, without those that a stopping worker gave back.
    public var attempts: Int
    /// When it was triggered.
    public var triggeredAt: Timestamp
    /// When its latest attempt started; `nil` before the first.
    public var startedAt: Timestamp?
    /// When it ended; `nil`: it has not.
    public var endedAt: Timestamp?
    /// The run whose handler triggered it in order to wait for it.
    public var parent: RunID?
    /// The trigger's tags.
    public var tags: [String]

    /// Creates a snapshot.
    public init(
        id: RunID, task: String, queue: String, key: String?, state: RunState, attempts: Int, triggeredAt: Timestamp,
        startedAt: Timestamp? = nil, endedAt: Timestamp? = nil, parent: RunID? = nil, tags: [String]
    ) {
        self.id = id
        self.task = task
        self.queue = queue
        self.key = key
        self.state = state
        self.attempts = attempts
        self.triggeredAt = triggeredAt
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.parent = parent
        self.tags = tags
    }
}

/// A queue as an operator sees it: counts of runs, and the limits in force.
public struct QueueSnapshot: Sendable, Hashable, Codable {
    /// The queue's name.
    public var name: String
    /// Runs that hold its slots.
    public var executing: Int
    /// Runs that wait for room.
    public var queued: Int
    /// Runs whose time has not come.
    public var delayed: Int
    /// Runs that wait for other runs.
    public var waiting: Int
    /// Since when the run is queued that has been so the longest; `nil`: none is.
    public var oldestQueuedAt: Timestamp?
    /// The limits in force: the operator's, else the declared ones.
    public var limit: ConcurrencyLimit
    /// Whether an operator has overridden the declared limits.
    public var isOverridden: Bool
    /// Whether nothing is started.
    public var isPaused: Bool
    /// Whether the newest registration declares the queue.
    public var isDeclared: Bool

    /// Creates a snapshot.
    public init(
        name: String, executing: Int, queued: Int, delayed: Int, waiting: Int, oldestQueuedAt: Timestamp? = nil,
        limit: ConcurrencyLimit, isOverridden: Bool, isPaused: Bool, isDeclared: Bool
    ) {
        self.name = name
        self.executing = executing
        self.queued = queued
        self.delayed = delayed
        self.waiting = waiting
        self.oldestQueuedAt = oldestQueuedAt
        self.limit = limit
        self.isOverridden = isOverridden
        self.isPaused = isPaused
        self.isDeclared = isDeclared
    }
}

/// Everything a store holds, in numbers, at one instant.
public struct StoreSnapshot: Sendable, Hashable, Codable {
    /// Runs that hold a slot of the organization.
    public var executing: Int
    /// The organization's limit; `nil`: none.
    public var limit: Int?
    /// The queues, sorted by name.
    public var queues: [QueueSnapshot]

    /// Creates a snapshot.
    public init(executing: Int, limit: Int?, queues: [QueueSnapshot]) {
        self.executing = executing
        self.limit = limit
        self.queues = queues
    }
}
