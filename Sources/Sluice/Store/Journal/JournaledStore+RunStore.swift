// The protocol says what each of these does.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension JournaledStore: RunStore {
    package func register(
        _ declarations: Declarations, organizationLimit: Int?
    ) async throws -> RegistrationReport {
        try await operate { ledger, now, effects throws(SluiceError) in
            try ledger.register(declarations, organizationLimit: organizationLimit, now: now, effects: &effects)
        }
    }

    package func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] {
        try await operate { ledger, now, effects throws(SluiceError) in
            try ledger.enqueue(requests, now: now, effects: &effects)
        }
    }

    package func openWorker(
        tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
    ) async throws -> WorkerLease {
        try await operate(.forChanges) { ledger, _, _ throws(SluiceError) in
            WorkerLease(worker: ledger.openWorker(tasks: tasks, onSignal: onSignal), renewalInterval: nil)
        }
    }

    package func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
        try await operate(.forChanges) { ledger, now, effects throws(SluiceError) in
            try ledger.claim(worker, limit: limit, now: now, effects: &effects)
        }
    }

    package func finish(
        _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
    ) async throws -> FinishReceipt {
        try await operate { ledger, now, effects throws(SluiceError) in
            try ledger.finish(endings, claiming: limit, for: worker, now: now, effects: &effects)
        }
    }

    package func wait(
        _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int, for worker: WorkerID
    ) async throws -> WaitReceipt {
        var recalled: [RunID: RunEnding] = [:]
        while true {
            // Runs that an idempotency key names may have ended: how, only the journal knows.
            let (receipt, missing) = try await operate {
                [recalled] ledger, now, effects throws(SluiceError) -> (WaitReceipt?, [RunID]) in
                let missing = ledger.endedRuns(namedBy: children, now: now).filter { recalled[$0] == nil }
                guard missing.isEmpty else { return (nil, missing) }
                ledger.recalled = recalled
                defer { ledger.recalled = [:] }
                let receipt = try ledger.wait(
                    attempt, of: run, for: children, claiming: limit, worker: worker, now: now, effects: &effects)
                return (receipt, [])
            }
            if let receipt { return receipt }
            let found = try await read { journal throws(SluiceError) in try journal.endings(of: missing) }
            recalled.merge(found) { _, new in new }
            if let gone = missing.first(where: { recalled[$0] == nil }) { throw SluiceError.unknownRun(gone) }
        }
    }

    package func renew(_ worker: WorkerID) async throws {
        try await operate(.forChanges) { ledger, _, _ throws(SluiceError) in _ = try ledger.worker(worker) }
    }

    package func closeWorker(_ worker: WorkerID) async throws {
        try await operate { ledger, now, effects throws(SluiceError) in
            ledger.removeWorker(worker, as: .stopped, now: now, effects: &effects)
        }
    }

    package func abandonWorker(_ worker: WorkerID) async throws {
        try await operate { ledger, now, effects throws(SluiceError) in
            ledger.removeWorker(worker, as: .lost, now: now, effects: &effects)
        }
    }

    package func ending(of run: RunID) async throws -> RunEnding {
        let number = nextWatcherNumber()
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    watch(run, number, continuation)
                }
            } onCancel: {
                let watcher = shared.book.withLock { $0.ledger.unwatch(run, number) }
                watcher?.resume(throwing: CancellationError())
            }
        } catch is OnlyTheJournalKnows {
            return try await storedEnding(of: run)
        }
    }

    /// A run has ended, and the ledger does not keep how.
    private struct OnlyTheJournalKnows: Error {}

    private func watch(_ run: RunID, _ number: UInt64, _ continuation: CheckedContinuation<RunEnding, any Error>) {
        let known = shared.book.withLock { book -> Result<RunEnding, any Error>? in
            if Task.isCancelled { return .failure(CancellationError()) }
            if let failure = book.refusal { return .failure(failure) }
            if book.ledger.knowsEnded(run) { return .failure(OnlyTheJournalKnows()) }
            return book.ledger.watch(run, number, continuation)
        }
        if let known { continuation.resume(with: known) }
    }

    private func storedEnding(of run: RunID) async throws -> RunEnding {
        let found = try await read { journal throws(SluiceError) in try journal.endings(of: [run]) }
        guard let ending = found[run] else { throw SluiceError.unknownRun(run) }
        return ending
    }

    @discardableResult
    package func cancel(_ run: RunID) async throws -> RunState {
        let state = try await operate { ledger, now, effects throws(SluiceError) -> RunState? in
            if ledger.knowsEnded(run) { return nil }
            return try ledger.cancel(run, now: now, effects: &effects)
        }
        if let state { return state }
        return try await storedEnding(of: run).state
    }

    package func run(_ run: RunID) async throws -> RunSnapshot? {
        let known = try await operate { ledger, _, _ throws(SluiceError) in
            (snapshot: ledger.run(run), hasEnded: ledger.knowsEnded(run))
        }
        guard known.hasEnded else { return known.snapshot }
        return try await read { journal throws(SluiceError) in try journal.run(run) }
    }

    package func runs(matching filter: RunFilter) async throws -> [RunSnapshot] {
        // A run that ends between the two is in both, or in one of them: never in none.
        let live = try await operate { ledger, _, _ throws(SluiceError) in
            try filter.validate()
            return ledger.liveRuns(matching: filter)
        }
        return filter.page(of: live, and: try await viewer.endedRuns(matching: filter))
    }

    package func history(of run: RunID) async throws -> RunHistory? {
        let live = try await operate { ledger, _, _ throws(SluiceError) -> RunHistory? in
            ledger.liveHistory(of: run)
        }
        let stored = try await viewer.history(of: run)
        guard let stored, let live, !stored.run.state.isTerminal else { return stored }
        return live.completed(by: stored)
    }

    @discardableResult
    package func replay(_ run: RunID, as id: RunID) async throws -> RunID {
        try await operate { ledger, _, _ throws(SluiceError) in
            if let run = ledger.admission.index(of: run) { throw ledger.notEnded(ledger.snapshot(of: run)) }
        }
        guard let history = try await viewer.history(of: run), history.run.state.isTerminal else {
            throw SluiceError.unknownRun(run)
        }
        let request = RunRequest(replaying: history.run, payload: history.payload, as: id)
        return try await enqueue([request])[0].id
    }

    package func lastTick(of task: String) async throws -> Timestamp? {
        try await operate { ledger, _, _ throws(SluiceError) in ledger.lastTick(of: task) }
    }

    package func snapshot() async throws -> StoreSnapshot {
        try await operate(.forChanges) { ledger, _, _ throws(SluiceError) in ledger.snapshot() }
    }

    package func pause(queue: String) async throws {
        try await operate { ledger, now, effects throws(SluiceError) in
            try ledger.pause(queue, now: now, effects: &effects)
        }
    }

    package func resume(queue: String) async throws {
        try await operate { ledger, now, effects throws(SluiceError) in
            try ledger.resume(queue, now: now, effects: &effects)
        }
    }

    package func override(queue: String, limit: ConcurrencyLimit) async throws {
        try await operate { ledger, now, effects throws(SluiceError) in
            try ledger.override(queue, limit: limit, now: now, effects: &effects)
        }
    }

    package func reset(queue: String) async throws {
        try await operate { ledger, now, effects throws(SluiceError) in
            try ledger.reset(queue, now: now, effects: &effects)
        }
    }
}
