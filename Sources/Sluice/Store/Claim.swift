/// The right to execute one attempt of a run. It fences: an ending with a stale token is refused and changes nothing.
public struct AttemptToken: Sendable, Hashable, BitwiseCopyable {
    /// Which attempt, in a number that a run never uses twice.
    public var rawValue: UInt64

    /// Creates a token.
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// What a store gives a worker to do: the slots are taken already.
public enum Claim: Sendable {
    /// Execute an attempt.
    case start(ClaimedRun)
    /// Go on with an attempt that waited.
    case resume(ResumedRun)
}

/// An attempt that waited and holds its slots again.
public struct ResumedRun: Sendable {
    /// The run.
    public var id: RunID
    /// The attempt's fence: the one it started with.
    public var token: AttemptToken
    /// The children's endings, in the order in which they were named; `nil`: the run was cancelled meanwhile, and goes on only to clean up.
    public var endings: [RunEnding]?

    /// Creates a resumption.
    public init(id: RunID, token: AttemptToken, endings: [RunEnding]?) {
        self.id = id
        self.token = token
        self.endings = endings
    }
}

/// An attempt to execute. A reference, because it passes through many hands.
public final class ClaimedRun: Sendable {
    /// The run.
    public let id: RunID
    /// The attempt's fence.
    public let token: AttemptToken
    /// Which attempt it is, from 1.
    public let attempt: Int
    /// The task's identifier.
    public let task: String
    /// The queue whose slot is held.
    public let queue: String
    /// The concurrency key, if the run has one.
    public let key: String?
    /// The payload as JSON in UTF-8.
    public var payload: [UInt8] { storedPayload }
    /// Set by the store before it gives the run away, where it has to read the payload first.
    nonisolated(unsafe) package var storedPayload: [UInt8]
    /// The trigger's tags.
    public let tags: [String]
    /// When the run was triggered.
    public let triggeredAt: Timestamp
    /// The tick of the task's schedule that the run is for.
    public let tick: Timestamp?
    /// What the trigger sent along for tracing, by the names of headers.
    public let traceContext: [String: String]
    /// How long the run waited for this start, since it was triggered, due or put back.
    public let waited: Duration

    /// Creates a claim.
    public init(
        id: RunID, token: AttemptToken, attempt: Int, task: String, queue: String, key: String?, payload: [UInt8],
        tags: [String],
        triggeredAt: Timestamp, tick: Timestamp? = nil, traceContext: [String: String] = [:], waited: Duration
    ) {
        self.id = id
        self.token = token
        self.attempt = attempt
        self.task = task
        self.queue = queue
        self.key = key
        storedPayload = payload
        self.tags = tags
        self.triggeredAt = triggeredAt
        self.tick = tick
        self.traceContext = traceContext
        self.waited = waited
    }
}

/// How an attempt ended, as its worker tells the store.
public struct AttemptEnding: Sendable {
    /// What came of the attempt.
    public enum Outcome: Sendable {
        /// The handler returned: its output as JSON in UTF-8.
        case completed(output: [UInt8])
        /// The handler threw. The run is tried again after the delay if attempts are left; with no delay the error is final.
        case failed(message: String, retryAfter: Duration?)
        /// `maxDuration` was over.
        case timedOut
        /// The handler ended because the run was cancelled.
        case canceled
        /// The worker stops: the run is queued again, the attempt unspent.
        case returned
    }

    /// The run.
    public var id: RunID
    /// The attempt's fence.
    public var token: AttemptToken
    /// What came of it.
    public var outcome: Outcome

    /// Creates an ending.
    public init(id: RunID, token: AttemptToken, outcome: Outcome) {
        self.id = id
        self.token = token
        self.outcome = outcome
    }
}

/// How a run ended.
public struct RunEnding: Sendable, Hashable {
    /// The run.
    public var id: RunID
    /// Its terminal state.
    public var state: RunState
    /// The output as JSON in UTF-8, if it completed.
    public var output: [UInt8]?
    /// The last error, if it failed.
    public var message: String?
    /// How many attempts were spent.
    public var attempts: Int

    /// Creates an ending.
    public init(id: RunID, state: RunState, output: [UInt8]? = nil, message: String? = nil, attempts: Int) {
        self.id = id
        self.state = state
        self.output = output
        self.message = message
        self.attempts = attempts
    }
}
