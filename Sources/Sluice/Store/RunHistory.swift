/// Everything that a store knows of one run.
public struct RunHistory: Sendable, Hashable {
    /// The most attempts and the most children that a history holds: 1,000 each.
    public static let maximumCount = 1_000

    /// What a list shows of it.
    public var run: RunSnapshot
    /// The payload as JSON in UTF-8.
    public var payload: [UInt8]
    /// The output as JSON in UTF-8, if the run completed.
    public var output: [UInt8]?
    /// The last error, if the run failed.
    public var message: String?
    /// The trigger's idempotency key.
    public var idempotencyKey: String?
    /// The tick of the task's schedule that the run is for.
    public var tick: Timestamp?
    /// The head start in its pool: the trigger's or the task's, or more where a waiting parent has lent its place.
    public var priority: Duration
    /// The end of the trigger's `delay`, if it had one.
    public var dueAt: Timestamp?
    /// When it expires if it has not started until then; `nil` if it has started, or waits for however long it takes.
    public var expiresAt: Timestamp?
    /// The most attempts that it may spend.
    public var maxAttempts: Int
    /// Whether its handler was told to stop, and has not ended yet.
    public var isCancelRequested: Bool
    /// Its attempts in the order of their starts, the one that executes included: of very many, the latest.
    public var attempts: [AttemptRecord]
    /// The runs that its handler triggered in order to wait for them, in that order, as far as the store still knows them: of very
    /// many, the first.
    public var children: [RunSnapshot]
    /// How many there are.
    public var childCount: Int
    /// Why it waits, if it is delayed, queued or waiting.
    public var waiting: WaitExplanation?

    /// Creates a history.
    public init(
        run: RunSnapshot, payload: [UInt8], output: [UInt8]? = nil, message: String? = nil,
        idempotencyKey: String? = nil, tick: Timestamp? = nil, priority: Duration = .zero, dueAt: Timestamp? = nil,
        expiresAt: Timestamp? = nil, maxAttempts: Int = 1, isCancelRequested: Bool = false,
        attempts: [AttemptRecord] = [], children: [RunSnapshot] = [], childCount: Int? = nil,
        waiting: WaitExplanation? = nil
    ) {
        self.run = run
        self.payload = payload
        self.output = output
        self.message = message
        self.idempotencyKey = idempotencyKey
        self.tick = tick
        self.priority = priority
        self.dueAt = dueAt
        self.expiresAt = expiresAt
        self.maxAttempts = maxAttempts
        self.isCancelRequested = isCancelRequested
        self.attempts = attempts
        self.children = children
        self.childCount = childCount ?? children.count
        self.waiting = waiting
    }
}
