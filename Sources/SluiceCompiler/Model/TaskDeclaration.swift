/// A task, and how its runs are queued, retried and bounded.
struct TaskDeclaration: Sendable {
    /// What goes into a run, or comes out of it.
    enum Shape: Sendable {
        case none
        case fields([FieldDeclaration])
        case type(Located<FieldType>)
    }

    /// The payload field that the concurrency key is taken from.
    struct KeyField: Sendable {
        let name: Located<String>
        /// Neither optional nor a collection nor a floating-point number, once checked.
        var type: FieldType?
    }

    let id: Located<String>
    var description: String?
    var payload = Shape.none
    var output = Shape.none
    /// Where runs wait by default; the task's own queue where `ownsQueue`.
    var queue: Reference<QueueDeclaration>
    var ownsQueue = true
    /// The queues that a trigger may choose instead; never `queue` itself.
    var overrides: [Reference<QueueDeclaration>] = []
    var keyField: KeyField?
    var retry = RetryPolicy()
    /// The time that one attempt may execute.
    var maxDuration: Located<Milliseconds>?
    /// The time that a run may wait before it expires.
    var ttl: Located<Milliseconds>?
    /// The head start over other runs of the pool.
    var priority: Located<Milliseconds>?
    /// The tasks that a run may trigger and wait for.
    var waitsFor: [Reference<TaskDeclaration>] = []

    /// The index of the file it is declared in.
    var file: Int { id.place.file }
}

/// How often a failed run is tried again, and after what time.
struct RetryPolicy: Hashable, Sendable {
    /// Attempts in all, the first included.
    var maxAttempts = 3
    /// What each waiting time is multiplied by to give the next.
    var factor = 2.0
    var minTimeout = Milliseconds(1_000)
    var maxTimeout = Milliseconds(60_000)
    /// Whether waiting times vary, so that runs that failed together do not come back together.
    var randomize = true
    /// Where the waiting times are written, if they are.
    var minTimeoutPlace: Place?
    var maxTimeoutPlace: Place?
}
