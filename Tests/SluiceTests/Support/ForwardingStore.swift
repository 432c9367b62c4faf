import Sluice

/// A store that passes everything on, for tests that change what one method does.
class ForwardingStore: RunStore, @unchecked Sendable {
    let base: any RunStore

    init(_ base: any RunStore) { self.base = base }

    func register(_ declarations: Declarations, organizationLimit: Int?) async throws -> RegistrationReport {
        try await base.register(declarations, organizationLimit: organizationLimit)
    }

    func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] { try await base.enqueue(requests) }

    func openWorker(
        tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
    ) async throws -> WorkerLease {
        try await base.openWorker(tasks: tasks, onSignal: onSignal)
    }

    func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] { try await base.claim(worker, limit: limit) }

    func finish(
        _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
    ) async throws -> FinishReceipt {
        try await base.finish(endings, claiming: limit, for: worker)
    }

    func wait(
        _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int, for worker: WorkerID
    ) async throws -> WaitReceipt {
        try await base.wait(attempt, of: run, for: children, claiming: limit, for: worker)
    }

    func renew(_ worker: WorkerID) async throws { try await base.renew(worker) }

    func closeWorker(_ worker: WorkerID) async throws { try await base.closeWorker(worker) }

    func abandonWorker(_ worker: WorkerID) async throws { try await base.abandonWorker(worker) }

    func ending(of run: RunID) async throws -> RunEnding { try await base.ending(of: run) }

    func cancel(_ run: RunID) async throws -> RunState { try await base.cancel(run) }

    func run(_ run: RunID) async throws -> RunSnapshot? { try await base.run(run) }

    func runs(matching filter: RunFilter) async throws -> [RunSnapshot] { try await base.runs(matching: filter) }

    func history(of run: RunID) async throws -> RunHistory? { try await base.history(of: run) }

    func replay(_ run: RunID, as id: RunID) async throws -> RunID { try await base.replay(run, as: id) }

    func lastTick(of task: String) async throws -> Timestamp? { try await base.lastTick(of: task) }

    func snapshot() async throws -> StoreSnapshot { try await base.snapshot() }

    func pause(queue: String) async throws { try await base.pause(queue: queue) }

    func resume(queue: String) async throws { try await base.resume(queue: queue) }

    func override(queue: String, limit: ConcurrencyLimit) async throws {
        try await base.override(queue: queue, limit: limit)
    }

    func reset(queue: String) async throws { try await base.reset(queue: queue) }
}
