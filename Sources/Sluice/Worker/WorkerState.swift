/// What a worker guards with its lock.
struct WorkerState {
    enum Phase: Equatable {
        case running, draining
        case interrupted(RunScope.Interruption)
    }

    /// Attempts that execute, and claims that are under way: at most the worker's concurrency.
    var occupied = 0
    var phase = Phase.running
    /// Attempts that wait for other runs. Their executors wait with them.
    var waiting: [RunID: RunScope] = [:]
    /// The worker is in its store, or about to enter it.
    var isOpen = false
    /// The worker was told to stop: it does not enter its store again.
    var isStopping = false
    /// Called when the worker has lost its place in the store.
    var onLoss: (@Sendable () -> Void)?
    /// Until when the worker may hold runs, by the steady clock; `nil`: for ever, or it has none that it may hold.
    var heldUntil: Timestamp?
    /// How much longer that is with each renewal.
    var leaseLength: Duration?
    /// The store may not know that the worker holds itself for given up.
    var hasFencedItself = false
    /// Why there is no store any more.
    var failure: SluiceError?
    /// Called when there is no store any more.
    var onFailure: (@Sendable () -> Void)?
    /// The store signalled more to claim while all room was occupied, be it by a claim under way that was too early for it.
    var isFillDue = false
    /// Who waits until nothing executes.
    var idle: [CheckedContinuation<Void, Never>] = []
    private(set) var executors: [Executor] = []
    /// Cancellations that arrived before the claim they speak of.
    private var earlyCancellations: [RunID: AttemptToken] = [:]

    /// Why every handler is being cancelled.
    var interruption: RunScope.Interruption? {
        guard case .interrupted(let reason) = phase else { return nil }
        return reason
    }

    /// Once interrupted, the worker waits for handlers that wait for other runs, too.
    var isIdle: Bool { occupied == 0 && (interruption == nil || executors.isEmpty) }

    mutating func takeIdleIfReached() -> [CheckedContinuation<Void, Never>] {
        // With no claim under way, none of them speaks of one.
        if occupied == 0 { earlyCancellations.removeAll() }
        guard isIdle, !idle.isEmpty else { return [] }
        defer { idle = [] }
        return idle
    }

    mutating func add(_ executor: Executor) {
        executor.position = executors.count
        executors.append(executor)
    }

    mutating func remove(_ executor: Executor) {
        executor.scope = nil  // the two refer to each other
        let last = executors.removeLast()
        guard last !== executor else { return }
        executors[executor.position] = last
        last.position = executor.position
    }

    /// The attempt that a cancellation speaks of; one that is still on its way here is remembered.
    mutating func scopeToCancel(_ run: RunID, _ token: AttemptToken) -> RunScope? {
        // Looking at each is quick enough for what happens seldom, and spares every run an entry in a table.
        for executor in executors {
            if let scope = executor.scope, scope.run.id == run, scope.run.token == token { return scope }
        }
        if occupied > 0 { earlyCancellations[run] = token }
        return nil
    }

    mutating func takeEarlyCancellation(_ run: RunID, _ token: AttemptToken) -> Bool {
        if earlyCancellations.isEmpty { return false }
        return earlyCancellations.removeValue(forKey: run) == token
    }
}
