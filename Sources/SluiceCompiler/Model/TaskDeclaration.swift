/// A task, and how its runs are queued, retried and bounded.
package struct TaskDeclaration: Sendable {
    /// What goes into a run, or comes out of it.
    package enum Shape: Sendable {
        case none
        case fields([FieldDeclaration])
        case type(Located<FieldType>)
    }

    /// The payload field that the concurrency key is taken from.
    package struct KeyField: Sendable {
        package let name: Located<String>
        /// Neither optional nor a collection nor a floating-point number, once checked.
        package var type: FieldType?
    }

    package let id: Located<String>
    package var description: String?
    package var payload = Shape.none
    package var output = Shape.none
    /// Where runs wait by default; the task's own queue where `ownsQueue`.
    package var queue: Reference<QueueDeclaration>
    package var ownsQueue = true
    /// The queues that a trigger may choose instead; never `queue` itself.
    package var overrides: [Reference<QueueDeclaration>] = []
    package var keyField: KeyField?
    package var retry = RetryPolicy()
    /// The time that one attempt may execute.
    package var maxDuration: Located<Milliseconds>?
    /// The time that a run may wait before it expires.
    package var ttl: Located<Milliseconds>?
    /// The head start over other runs of the pool.
    package var priority: Located<Milliseconds>?
    /// The tasks that a run may trigger and wait for.
    package var waitsFor: [Reference<TaskDeclaration>] = []
    /// When runs are triggered without anyone's asking.
    package var schedule: ScheduleDeclaration?

    /// The index of the file it is declared in.
    package var file: Int { id.place.file }
}

/// How often a failed run is tried again, and after what time.
package struct RetryPolicy: Hashable, Sendable {
    /// Attempts in all, the first included.
    package var maxAttempts = 3
    /// What each waiting time is multiplied by to give the next.
    package var factor = 2.0
    package var minTimeout = Milliseconds(1_000)
    package var maxTimeout = Milliseconds(60_000)
    /// Whether waiting times vary, so that runs that failed together do not come back together.
    package var randomize = true
    /// Where the waiting times are written, if they are.
    package var minTimeoutPlace: Place?
    package var maxTimeoutPlace: Place?

    package init() {}
}
