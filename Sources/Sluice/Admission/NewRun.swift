/// A run that was triggered.
package struct NewRun: Sendable {
    package var id: RunID
    package var task: TaskIndex
    package var queue: QueueIndex
    /// The concurrency key: any text but the empty one. Compared byte for byte.
    package var key: String?
    package var triggeredAt: Timestamp
    /// Not before this time. One that has passed is no delay.
    package var dueAt: Timestamp?
    /// How long it may be queued without ever being started, counted from the due time.
    package var ttl: Duration?
    /// The head start it has over the other runs of its pool.
    package var priority: Duration
    /// How often it may be started before it has failed; at least 1.
    package var maxAttempts: Int
    /// The run that will wait for this one, and lends it its place in the order.
    package var parent: RunIndex?

    package init(
        id: RunID, task: TaskIndex, queue: QueueIndex, key: String? = nil, triggeredAt: Timestamp,
        dueAt: Timestamp? = nil,
        ttl: Duration? = nil, priority: Duration = .zero, maxAttempts: Int = 1, parent: RunIndex? = nil
    ) {
        self.id = id
        self.task = task
        self.queue = queue
        self.key = key
        self.triggeredAt = triggeredAt
        self.dueAt = dueAt
        self.ttl = ttl
        self.priority = priority
        self.maxAttempts = maxAttempts
        self.parent = parent
    }

    /// When it may first be started.
    var startableAt: Timestamp { max(triggeredAt, dueAt ?? triggeredAt) }

    /// What its pool sorts by, before the parent's place is considered.
    var order: Timestamp { startableAt - priority }
}

extension Admission {
    /// Why a run was not accepted. Nothing has changed then.
    package enum EnqueueError: Error, Hashable, Sendable {
        /// The queue's runs need a concurrency key.
        case missingKey
        /// The queue's runs have no concurrency key.
        case unexpectedKey
        /// A concurrency key is not empty.
        case emptyKey
        /// A run with this id has not ended yet.
        case duplicateID
    }
}
