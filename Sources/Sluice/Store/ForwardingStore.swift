/// A store that passes everything on to another one, but for what its own type implements: to count, to record, to refuse.
///
/// ```swift
/// struct CountingStore: ForwardingStore {
///     let base: any RunStore
///     let triggers = Counter(label: "triggers")
///
///     func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] {
///         triggers.increment(by: requests.count)
///         return try await base.enqueue(requests)
///     }
/// }
/// ```
public protocol ForwardingStore: RunStore {
    /// The store that does the work.
    var base: any RunStore { get }
}

// The protocol `RunStore` says what each of these does.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension ForwardingStore {
    public func register(_ declarations: Declarations, organizationLimit: Int?) async throws -> RegistrationReport {
        try await base.register(declarations, organizationLimit: organizationLimit)
    }

    public func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] { try await base.enqueue(requests) }

    public func openWorker(
        tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
    ) async throws -> WorkerLease {
        try await base.openWorker(tasks: tasks, onSignal: onSignal)
    }

    public func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
        try await base.claim(worker, limit: limit)
    }

    public func finish(
        _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
    ) async throws -> FinishReceipt {
        try await base.finish(endings, claiming: limit, for: worker)
    }

    public func wait(
        _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int, for worker: WorkerID
    ) async throws -> WaitReceipt {
        try await base.wait(attempt, of: run, for: children, claiming: limit, for: worker)
    }

    public func renew(_ worker: WorkerID) async throws { try await base.renew(worker) }

    public func closeWorker(_ worker: WorkerID) async throws { try await base.closeWorker(worker) }

    public func abandonWorker(_ worker: WorkerID) async throws { try await base.abandonWorker(worker) }

    public func ending(of run: RunID) async throws -> RunEnding { try await base.ending(of: run) }

    @discardableResult
    public func cancel(_ run: RunID) async throws -> RunState { try await base.cancel(run) }

    public func run(_ run: RunID) async throws -> RunSnapshot? { try await base.run(run) }

    public func runs(matching filter: RunFilter) async throws -> [RunSnapshot] {
        try await base.runs(matching: filter)
    }

    public func history(of run: RunID) async throws -> RunHistory? { try await base.history(of: run) }

    @discardableResult
    public func replay(_ run: RunID, as id: RunID) async throws -> RunID { try await base.replay(run, as: id) }

    public func lastTick(of task: String) async throws -> Timestamp? { try await base.lastTick(of: task) }

    public func snapshot() async throws -> StoreSnapshot { try await base.snapshot() }

    public func pause(queue: String) async throws { try await base.pause(queue: queue) }

    public func resume(queue: String) async throws { try await base.resume(queue: queue) }

    public func override(queue: String, limit: ConcurrencyLimit) async throws {
        try await base.override(queue: queue, limit: limit)
    }

    public func reset(queue: String) async throws { try await base.reset(queue: queue) }
}
