import Sluice
import Synchronization

/// A store that can't be reached while a test wants it so, and that loses answers.
final class AwayStore: ForwardingStore {
    enum Operation: Hashable { case open, claim, finish, wait, renew, close, abandon }

    private struct State {
        var isAway = false
        var lostAnswers: Set<Operation> = []
        var waits: [AttemptToken: WaitReceipt] = [:]
    }

    let base: any RunStore
    /// What was asked in vain.
    let refused = Journal<Operation>()
    private let lease: (interval: Duration, duration: Duration)?
    private let state = Mutex(State())

    init(_ base: any RunStore, lease: (interval: Duration, duration: Duration)? = nil) {
        self.base = base
        self.lease = lease
    }

    func leave() { state.withLock { $0.isAway = true } }

    func comeBack() { state.withLock { $0.isAway = false } }

    /// The next time, what is asked is done, and nobody is told.
    func loseAnswer(to operation: Operation) { state.withLock { _ = $0.lostAnswers.insert(operation) } }

    private func check(_ operation: Operation) throws {
        guard state.withLock({ $0.isAway }) else { return }
        refused.write(operation)
        throw SluiceError(.storeUnavailable, "away")
    }

    func openWorker(
        tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
    ) async throws -> WorkerLease {
        try check(.open)
        var opened = try await base.openWorker(tasks: tasks, onSignal: onSignal)
        opened.renewalInterval = lease?.interval
        opened.duration = lease?.duration
        return opened
    }

    func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
        try check(.claim)
        return try await base.claim(worker, limit: limit)
    }

    func finish(
        _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
    ) async throws -> FinishReceipt {
        try check(.finish)
        return try await base.finish(endings, claiming: limit, for: worker)
    }

    func wait(
        _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int, for worker: WorkerID
    ) async throws -> WaitReceipt {
        try check(.wait)
        // Asked again, it answers as it would have.
        if let receipt = state.withLock({ $0.waits.removeValue(forKey: attempt) }) { return receipt }
        let receipt = try await base.wait(attempt, of: run, for: children, claiming: limit, for: worker)
        let isLost = state.withLock { state in
            guard state.lostAnswers.remove(.wait) != nil else { return false }
            state.waits[attempt] = receipt
            return true
        }
        guard isLost else { return receipt }
        refused.write(.wait)
        throw SluiceError(.outcomeUnknown, "lost")
    }

    func renew(_ worker: WorkerID) async throws {
        try check(.renew)
        try await base.renew(worker)
    }

    func closeWorker(_ worker: WorkerID) async throws {
        try check(.close)
        try await base.closeWorker(worker)
    }

    func abandonWorker(_ worker: WorkerID) async throws {
        try check(.abandon)
        try await base.abandonWorker(worker)
    }
}
