import Sluice
import Synchronization

/// A memory store that lets a bench see what passes between clients, store and worker, and lets attempts through only while the bench
/// runs to idle.
final class BenchStore: Sendable {
    private struct State {
        var activity: Activity
        /// How to reach the worker, once it is there.
        var signal: (@Sendable (WorkerSignal) -> Void)?
        /// It has begun to claim.
        var isThere = false
        var idle: CheckedContinuation<Rest, Never>?
        var overdue: @Sendable (Timestamp) -> Set<RunID> = { _ in [] }

        mutating func open(_ continuation: CheckedContinuation<Rest, Never>) -> (@Sendable (WorkerSignal) -> Void)? {
            idle = continuation
            activity.open()
            return isThere ? signal : nil
        }
    }

    let base: any RunStore
    let clock: ManualTime
    let log = TriggerLog()
    private let state: Mutex<State>

    /// - Parameter concurrency: How many handlers may be awake at once.
    init(clock: ManualTime, concurrency: Int) {
        // Nothing is forgotten, however far a test advances the clock.
        base = MemoryStore(retention: Retention(count: .max, age: .seconds(1_000 * 365 * 86_400)), time: clock)
        self.clock = clock
        state = Mutex(State(activity: Activity(concurrency: concurrency)))
    }

    /// - Parameter overdue: Tells which attempts the worker is about to cancel at a time, because they execute too long.
    func watch(_ overdue: @escaping @Sendable (Timestamp) -> Set<RunID>) {
        state.withLock { $0.overdue = overdue }
    }

    // MARK: Idleness

    /// How ``runUntilIdle()`` came to an end.
    enum Rest {
        case idle
        /// By ``giveUp()``.
        case givenUp
        /// Another call waits already.
        case refused
    }

    /// Lets attempts through until nothing more can happen.
    func runUntilIdle() async -> Rest {
        await withCheckedContinuation { continuation in
            let (early, signal) = state.withLock { state -> (Rest?, (@Sendable (WorkerSignal) -> Void)?) in
                if Task.isCancelled { return (.givenUp, nil) }
                if state.idle != nil { return (.refused, nil) }
                return (nil, state.open(continuation))
            }
            signal?(.workAvailable)
            if let early { continuation.resume(returning: early) }
        }
    }

    /// Lets no attempt through any more, and ends ``runUntilIdle()``.
    func giveUp() {
        let continuation = state.withLock { state in
            state.activity.close()
            return state.idle.take()
        }
        continuation?.resume(returning: .givenUp)
    }

    /// A number that grows with everything that happens.
    var progress: Int { state.withLock { $0.activity.progress } }

    /// The attempts whose handlers execute, in the order in which their runs were made.
    var executing: [ClaimedRun] {
        state.withLock { state in state.activity.executing.values.sorted { $0.id < $1.id } }
    }

    /// Something happened that may have been the last.
    func settle() {
        let sleeping = sleepingRuns()
        let (signal, continuation) = state.withLock { state in
            let isInviting = state.activity.takeInvitation(sleeping: sleeping)
            let isIdle = state.activity.isIdle(sleeping: sleeping)
            if isIdle { state.activity.close() }
            return (isInviting ? state.signal : nil, isIdle ? state.idle.take() : nil)
        }
        signal?(.workAvailable)
        continuation?.resume(returning: .idle)
    }

    /// The runs whose handlers sleep by the bench's clock and will not be cancelled before it is advanced.
    private func sleepingRuns() -> Set<RunID> {
        // Asked first: who has been cancelled by now sleeps no longer.
        let overdue = state.withLock { $0.overdue }(clock.now)
        return Set(clock.sleepingRuns.keys).subtracting(overdue)
    }

    /// A handler has fallen asleep by the bench's clock.
    func noteSleep() {
        state.withLock { $0.activity.noteProgress() }
        settle()
    }

    // MARK: Requests that may claim

    /// Passes a request on that may claim, with what the bench lets through.
    private func passing<Receipt>(
        claiming limit: Int, before: (inout Activity) -> Void, _ request: (Int) async throws -> Receipt,
        claims: (Receipt) -> [Claim], after: (inout Activity, Receipt?) -> Void = { _, _ in }
    ) async throws -> Receipt {
        let sleeping = sleepingRuns()
        let allowed = state.withLock { state in
            before(&state.activity)
            return state.activity.begin(claiming: limit, sleeping: sleeping)
        }
        let result: Result<Receipt, any Error>
        do { result = .success(try await request(allowed)) } catch { result = .failure(error) }
        let receipt = try? result.get()
        state.withLock { state in
            state.activity.end(receipt.map(claims) ?? [], asked: allowed)
            after(&state.activity, receipt)
        }
        settle()
        return try result.get()
    }
}

// The protocol `RunStore` says what each of these does.
extension BenchStore: ForwardingStore {
    func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] {
        let answers = try await base.enqueue(requests)
        log.note(requests, answers, at: clock.now)
        state.withLock { $0.activity.noteProgress() }
        return answers
    }

    func openWorker(
        tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
    ) async throws -> WorkerLease {
        let lease = try await base.openWorker(tasks: tasks) { [weak self] signal in
            if signal == .workAvailable { self?.state.withLock { $0.activity.noteSignal() } }
            onSignal(signal)
        }
        state.withLock { $0.signal = onSignal }
        return lease
    }

    func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
        state.withLock { $0.isThere = true }
        return try await passing(claiming: limit) {
            $0.answerSignal()
        } _: { allowed in
            allowed == 0 ? [] : try await base.claim(worker, limit: allowed)
        } claims: {
            $0
        }
    }

    func finish(
        _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
    ) async throws -> FinishReceipt {
        try await passing(claiming: limit) { activity in
            for ending in endings { activity.finish(ending.id) }
        } _: { allowed in
            let receipt = try await base.finish(endings, claiming: allowed, for: worker)
            log.note(endings, receipt.verdicts, at: clock.now)
            return receipt
        } claims: {
            $0.claims
        }
    }

    func wait(
        _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int, for worker: WorkerID
    ) async throws -> WaitReceipt {
        try await passing(claiming: limit) { activity in
            activity.suspend(run)
        } _: { allowed in
            let receipt = try await base.wait(attempt, of: run, for: children, claiming: allowed, for: worker)
            log.note(children, receipt.children, at: clock.now)
            return receipt
        } claims: {
            $0.claims
        } after: { activity, receipt in
            if case .waiting? = receipt?.outcome { return }
            activity.goOn(run)
        }
    }

    func register(_ declarations: Declarations, organizationLimit: Int?) async throws -> RegistrationReport {
        log.declare(declarations)
        return try await base.register(declarations, organizationLimit: organizationLimit)
    }
}
