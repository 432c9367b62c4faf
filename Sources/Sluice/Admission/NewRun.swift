/// A run that was triggered.
package struct NewRun: Sendable {
    let id: RunID
    let task: TaskIndex
    let queue: QueueIndex
    let key: String?
    /// The run that will wait for this one.
    let parent: RunIndex
    let maxAttempts: Int32
    let isDelayed: Bool
    /// When it may first be started.
    let startableAt: Timestamp
    /// What its pool sorts by, unless the parent goes before.
    let order: Timestamp
    let expiresAt: Timestamp?

    /// - Parameters:
    ///   - key: The concurrency key: any text but the empty one. Compared byte for byte.
    ///   - dueAt: The run does not start before this time. One that has passed is no delay.
    ///   - ttl: How long it may be queued without ever being started, counted from the due time.
    ///   - priority: The head start it has over the other runs of its pool.
    ///   - maxAttempts: How often it may be started before it has failed; at least 1.
    ///   - parent: The run that will wait for this one, and lends it its place in the order.
    package init(
        id: RunID, task: TaskIndex, queue: QueueIndex, key: String? = nil, triggeredAt: Timestamp,
        dueAt: Timestamp? = nil, ttl: Duration? = nil, priority: Duration = .zero, maxAttempts: Int = 1,
        parent: RunIndex? = nil
    ) {
        precondition(maxAttempts >= 1, "a run has at least one attempt")
        self.id = id
        self.task = task
        self.queue = queue
        self.key = key
        self.parent = parent ?? .absent
        self.maxAttempts = Int32(clamping: maxAttempts)
        startableAt = max(triggeredAt, dueAt ?? triggeredAt)
        isDelayed = startableAt > triggeredAt
        order = startableAt - priority
        expiresAt = ttl.map { [startableAt] in startableAt + max($0, .zero) }
    }
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
