/// Where runs live and limits are kept.
///
/// A store admits: it takes a run's slots — its pool's, its queue's and the organization's, all at once or none — when it hands the run to
/// a worker, and frees them when the attempt ends, however it ends. Clients and workers are the same over every store; the library
/// `SluiceStoreConformance` holds the tests that each store passes.
///
/// Whatever a store is asked, it answers as of its clock's time, whether or not it has woken by itself since: a delayed run whose time has
/// come is queued, one whose time to live is over has expired.
///
/// Whatever changes takes and returns several runs at once, so that a store with commits or round trips needs one for all of them.
/// A method that returns has made its change as durable as the store makes anything.
public protocol RunStore: RunViewer, RunController {
    /// Registers declared queues and tasks with the organization's limit in force. The newest registration wins; an operator's overrides
    /// and pauses stay.
    /// - Returns: What an operator should know.
    /// - Throws: ``SluiceError`` with `invalidLimit`, `unknownQueue` or `invalidOption` for what can't be; nothing has changed then.
    func register(_ declarations: Declarations, organizationLimit: Int?) async throws -> RegistrationReport

    /// Accepts runs, all or none.
    /// - Returns: An answer for each request, in order.
    /// - Throws: ``SluiceError`` for the first request that can't be accepted.
    func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun]

    /// Lets a worker in.
    /// - Parameters:
    ///   - tasks: The tasks it has handlers for; `nil`: every task.
    ///   - onSignal: Called, on any thread and outside the store's locks, when something happened that the worker has not asked for. It
    ///     must return at once.
    func openWorker(tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void) async throws
        -> WorkerLease

    /// Takes runs that can start and attempts that can go on, at most `limit`, in the order of admission. A worker that gets fewer than it
    /// asked for is signalled when there is more.
    func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim]

    /// Ends attempts, frees their slots, and claims again in the same step.
    /// - Returns: For each ending whether it was accepted (a stale attempt is refused, and changes nothing), and the new claims.
    func finish(_ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID) async throws -> FinishReceipt

    /// Makes an attempt wait for children: accepts them, all or none, and gives back the attempt's slots unless its queue holds them. A
    /// child that an earlier attempt had triggered is found by its place. When the last one ends, ``claim(_:limit:)`` gives the attempt
    /// back as ``Claim/resume(_:)``.
    /// - Throws: ``SluiceError`` with `staleAttempt`; `waitCycle`; `unknownRun` for a child that an idempotency key names, but that ended
    ///   longer ago than the store keeps results; or what ``enqueue(_:)`` throws.
    func wait(
        _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int, for worker: WorkerID
    )
        async throws -> WaitReceipt

    /// Says that the worker is alive. Called every ``WorkerLease/renewalInterval``. A worker that could not say so for
    /// ``WorkerLease/duration`` stops what it executes by itself, and enters anew.
    /// - Throws: ``SluiceError`` with `staleAttempt` if the worker was given up meanwhile.
    func renew(_ worker: WorkerID) async throws

    /// Lets a worker out. What it still holds is queued again with its attempt unspent.
    func closeWorker(_ worker: WorkerID) async throws

    /// Gives a worker up that is not heard of any more: what it holds is queued again, its attempts spent, and what it may still say of
    /// them is refused.
    func abandonWorker(_ worker: WorkerID) async throws

    /// Waits until a run has ended; returns at once if it has.
    /// - Throws: ``SluiceError`` with `unknownRun`; `CancellationError` if the caller is cancelled.
    func ending(of run: RunID) async throws -> RunEnding

    /// A run as it is now, or `nil` if it is not known.
    func run(_ run: RunID) async throws -> RunSnapshot?

    /// The last tick of a task's schedule that the store took a run for; before the first, when the schedule was registered as it is now.
    /// - Returns: `nil` if the task has no schedule, or is not known.
    func lastTick(of task: String) async throws -> Timestamp?
}

/// A worker, as a store knows it.
public struct WorkerID: Sendable, Hashable {
    /// A number that the store never uses twice while it knows the worker.
    public var rawValue: UInt64

    /// Creates an identifier.
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// A worker's right to hold runs.
public struct WorkerLease: Sendable {
    /// The worker.
    public var worker: WorkerID
    /// How often to say that it is alive; `nil` where worker and store live and die together.
    public var renewalInterval: Duration?
    /// How long after it has said so the worker may hold runs: from then on others may be given them, and it has to stop by itself. `nil`: three
    /// times the interval.
    public var duration: Duration?

    /// Creates a lease.
    public init(worker: WorkerID, renewalInterval: Duration?, duration: Duration? = nil) {
        self.worker = worker
        self.renewalInterval = renewalInterval
        self.duration = duration
    }

    /// How long the worker may hold runs without having been heard of; `nil`: for ever.
    var length: Duration? { renewalInterval.map { duration ?? $0 * 3 } }
}

/// What a store tells a worker unasked.
public enum WorkerSignal: Sendable, Hashable {
    /// There may be something to claim.
    case workAvailable
    /// This attempt's run was cancelled.
    case cancel(RunID, AttemptToken)
    /// The store has failed: it takes no endings, and gives nothing to do, any more.
    case failed(SluiceError)
}

/// The answer to ``RunStore/finish(_:claiming:for:)``.
public struct FinishReceipt: Sendable {
    /// What the store made of an ending.
    public enum Verdict: Sendable, Hashable {
        /// The attempt was given up before; nothing changed.
        case stale
        /// The run ended.
        case ended(RunState)
        /// The run will be executed again.
        case requeued
    }

    /// A verdict for each ending, in order.
    public var verdicts: [Verdict]
    /// What to do next.
    public var claims: [Claim]

    /// Creates a receipt.
    public init(verdicts: [Verdict], claims: [Claim]) {
        self.verdicts = verdicts
        self.claims = claims
    }
}

/// The answer to ``RunStore/wait(_:of:for:claiming:for:)``.
public struct WaitReceipt: Sendable {
    /// What came of the wish to wait.
    public enum Outcome: Sendable {
        /// The attempt waits.
        case waiting
        /// All children have ended already, in the order in which they were named. The attempt goes on; nothing was claimed.
        case over([RunEnding])
        /// The run's cancellation was asked for before. The attempt goes on; nothing was triggered, and nothing was claimed.
        case canceled
    }

    /// The children, in order.
    public var children: [EnqueuedRun]
    /// What came of it.
    public var outcome: Outcome
    /// What to do next.
    public var claims: [Claim]

    /// Creates a receipt.
    public init(children: [EnqueuedRun], outcome: Outcome, claims: [Claim]) {
        self.children = children
        self.outcome = outcome
        self.claims = claims
    }
}

/// What an operator should know of a registration.
public struct RegistrationReport: Sendable, Hashable {
    /// Queues that are no longer declared but still have runs, sorted. They keep the limits that they last had.
    public var undeclaredQueues: [String]
    /// Queues whose override is above the organization's new limit, sorted. The organization's limit counts.
    public var unreachableOverrides: [String]

    /// Creates a report.
    public init(undeclaredQueues: [String] = [], unreachableOverrides: [String] = []) {
        self.undeclaredQueues = undeclaredQueues
        self.unreachableOverrides = unreachableOverrides
    }
}
