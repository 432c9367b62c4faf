/// A run that a client asks a store to accept.
public struct RunRequest: Sendable {
    /// The run's identifier, made by the client, so that asking again after a lost answer makes no second run.
    public var id: RunID
    /// The task's identifier.
    public var task: String
    /// The queue to wait in; `nil`: the task's own choice.
    public var queue: String?
    /// The concurrency key, if the queue takes one. Opaque: compared byte by byte, never spliced into anything.
    public var key: String?
    /// The payload as JSON in UTF-8.
    public var payload: [UInt8]
    /// The options of the trigger.
    public var options: TriggerOptions
    /// The place of the run among those that one parent waits for.
    public var child: ChildPlace?
    /// The tick of the task's schedule that the run is for. A store takes each tick of a task once, and none that is not later
    /// than the last: such a request makes no run, and the answer names the last tick's.
    public var tick: Timestamp?
    /// What travels from the trigger to the handler for the sake of tracing: a trace's identifiers, by the names of their headers.
    public var traceContext: [String: String]

    /// Which of its parent's awaited runs a run is. A parent that is executed again after a crash finds it by this.
    public struct ChildPlace: Sendable, Hashable {
        /// The run that waits.
        public var parent: RunID
        /// The position among all runs that the parent waited for, from 0.
        public var ordinal: Int

        /// Creates a place.
        public init(parent: RunID, ordinal: Int) {
            self.parent = parent
            self.ordinal = ordinal
        }
    }

    /// Creates a request.
    public init(
        id: RunID, task: String, queue: String? = nil, key: String? = nil, payload: [UInt8],
        options: TriggerOptions = TriggerOptions(), child: ChildPlace? = nil, tick: Timestamp? = nil,
        traceContext: [String: String] = [:]
    ) {
        self.id = id
        self.task = task
        self.queue = queue
        self.key = key
        self.payload = payload
        self.options = options
        self.child = child
        self.tick = tick
        self.traceContext = traceContext
    }
}

/// A store's answer to a ``RunRequest``.
public struct EnqueuedRun: Sendable, Hashable {
    /// The run: the requested one, or the one that the idempotency key already names.
    public var id: RunID
    /// Whether an idempotency key, a repeated request or an earlier execution of the parent had made the run before.
    public var isExisting: Bool

    /// Creates an answer.
    public init(id: RunID, isExisting: Bool) {
        self.id = id
        self.isExisting = isExisting
    }
}
