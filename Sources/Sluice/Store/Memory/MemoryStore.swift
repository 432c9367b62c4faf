import Synchronization

/// Keeps runs in this process's memory: nothing survives the process.
///
/// For tests, for development, and for work that may be lost. Any number of clients and workers of one process share it; the limits hold
/// over all of them.
public final class MemoryStore: RunStore {
    private let book: Book
    private let time: any TimeSource
    private let alarm: Alarm

    private final class Book: Sendable {
        let ledger: AdaptiveLock<Ledger>
        let watcherNumbers = Atomic<UInt64>(0)

        init(_ ledger: consuming sending Ledger) { self.ledger = AdaptiveLock(ledger) }
    }

    /// Creates an empty store.
    /// - Parameters:
    ///   - retention: How long it is known how a run ended.
    ///   - time: What tells the time; a test's own clock.
    public init(retention: Retention = Retention(), time: any TimeSource = SystemTime()) {
        let book = Book(Ledger(retention: retention))
        self.book = book
        self.time = time
        alarm = Alarm(time: time) { now in
            var effects = Ledger.Effects()
            book.ledger.withLock { $0.advance(to: now, effects: &effects) }
            let deadline = effects.deadline
            effects.carryOut()
            return deadline
        }
    }

    /// One operation: changes the ledger under the lock, and carries out what follows after it, also where the operation was refused. It
    /// sees the ledger as of the time now, whether or not the alarm has rung.
    private func operate<Value: Sendable>(
        _ body: (inout Ledger, Timestamp, inout Ledger.Effects) throws(SluiceError) -> Value
    ) throws(SluiceError) -> Value {
        let now = time.now
        var effects = Ledger.Effects()
        let outcome = book.ledger.withLock { ledger -> Result<Value, SluiceError> in
            ledger.catchUp(with: now, effects: &effects)
            do throws(SluiceError) { return .success(try body(&ledger, now, &effects)) } catch {
                return .failure(error)
            }
        }
        if let deadline = effects.deadline { alarm.ring(at: deadline) }
        effects.carryOut()
        return try outcome.get()
    }
}

// The protocol says what each of these does.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension MemoryStore {
    public func register(_ declarations: Declarations, organizationLimit: Int?) async throws -> RegistrationReport {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.register(declarations, organizationLimit: organizationLimit, now: now, effects: &effects)
        }
    }

    public func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.enqueue(requests, now: now, effects: &effects)
        }
    }

    public func openWorker(
        tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
    ) async throws -> WorkerLease {
        try operate { ledger, _, _ throws(SluiceError) in
            WorkerLease(worker: ledger.openWorker(tasks: tasks, onSignal: onSignal), renewalInterval: nil)
        }
    }

    public func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.claim(worker, limit: limit, now: now, effects: &effects)
        }
    }

    public func finish(
        _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
    ) async throws -> FinishReceipt {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.finish(endings, claiming: limit, for: worker, now: now, effects: &effects)
        }
    }

    public func wait(
        _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int, for worker: WorkerID
    ) async throws -> WaitReceipt {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.wait(
                attempt, of: run, for: children, claiming: limit, worker: worker, now: now, effects: &effects)
        }
    }

    public func renew(_ worker: WorkerID) async throws {
        try operate { ledger, _, _ throws(SluiceError) in _ = try ledger.worker(worker) }
    }

    public func closeWorker(_ worker: WorkerID) async throws {
        try operate { ledger, now, effects throws(SluiceError) in
            ledger.removeWorker(worker, as: .stopped, now: now, effects: &effects)
        }
    }

    public func abandonWorker(_ worker: WorkerID) async throws {
        try operate { ledger, now, effects throws(SluiceError) in
            ledger.removeWorker(worker, as: .lost, now: now, effects: &effects)
        }
    }

    public func ending(of run: RunID) async throws -> RunEnding {
        let number = book.watcherNumbers.wrappingAdd(1, ordering: .relaxed).newValue
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let known = book.ledger.withLock { ledger -> Result<RunEnding, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    return ledger.watch(run, number, continuation)
                }
                if let known { continuation.resume(with: known) }
            }
        } onCancel: {
            let watcher = book.ledger.withLock { $0.unwatch(run, number) }
            watcher?.resume(throwing: CancellationError())
        }
    }

    @discardableResult
    public func cancel(_ run: RunID) async throws -> RunState {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.cancel(run, now: now, effects: &effects)
        }
    }

    public func run(_ run: RunID) async throws -> RunSnapshot? {
        try operate { ledger, _, _ throws(SluiceError) in ledger.run(run) }
    }

    public func runs(matching filter: RunFilter) async throws -> [RunSnapshot] {
        try operate { ledger, _, _ throws(SluiceError) in try ledger.runs(matching: filter) }
    }

    public func history(of run: RunID) async throws -> RunHistory? {
        try operate { ledger, _, _ throws(SluiceError) in ledger.history(of: run) }
    }

    @discardableResult
    public func replay(_ run: RunID, as id: RunID) async throws -> RunID {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.replay(run, as: id, now: now, effects: &effects)
        }
    }

    public func lastTick(of task: String) async throws -> Timestamp? {
        try operate { ledger, _, _ throws(SluiceError) in ledger.lastTick(of: task) }
    }

    public func snapshot() async throws -> StoreSnapshot {
        try operate { ledger, _, _ throws(SluiceError) in ledger.snapshot() }
    }

    public func pause(queue: String) async throws {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.pause(queue, now: now, effects: &effects)
        }
    }

    public func resume(queue: String) async throws {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.resume(queue, now: now, effects: &effects)
        }
    }

    public func override(queue: String, limit: ConcurrencyLimit) async throws {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.override(queue, limit: limit, now: now, effects: &effects)
        }
    }

    public func reset(queue: String) async throws {
        try operate { ledger, now, effects throws(SluiceError) in
            try ledger.reset(queue, now: now, effects: &effects)
        }
    }
}
