/// A task as it was declared in YAML: where its runs wait, and the bounds on each of them.
public struct TaskDeclaration: Sendable, Hashable {
    /// The task's identifier.
    public var id: String
    /// The queue of a trigger that names none.
    public var queue: String
    /// The queues that a trigger may name instead.
    public var overrides: [String]
    /// How failed attempts are retried.
    public var retry: RetryPolicy
    /// How long one attempt may execute, without the time it waits for other runs; `nil`: as long as it takes.
    public var maxDuration: Duration?
    /// How long a run may wait for its first start; `nil`: as long as it takes.
    public var ttl: Duration?
    /// The head start over other runs of the same pool.
    public var priority: Duration
    /// The tasks that a run of this one may wait for.
    public var waitsFor: [String]
    /// When the task is triggered by itself; `nil`: only by triggers.
    public var schedule: TaskSchedule?

    /// Creates a declaration.
    public init(
        id: String, queue: String, overrides: [String] = [], retry: RetryPolicy = RetryPolicy(),
        maxDuration: Duration? = nil,
        ttl: Duration? = nil, priority: Duration = .zero, waitsFor: [String] = [],
        schedule: TaskSchedule? = nil
    ) {
        self.id = id
        self.queue = queue
        self.overrides = overrides
        self.retry = retry
        self.maxDuration = maxDuration
        self.ttl = ttl
        self.priority = priority
        self.waitsFor = waitsFor
        self.schedule = schedule
    }
}
