/// What a ledger keeps for the store that writes it down.
struct LedgerJournal {
    /// What happened since the store last took it.
    private(set) var changes: [Change] = []
    /// Payloads of queued runs that are kept in memory as well, so that a short queue is never read back.
    var cachedBytes = 0

    static let cacheSize = 16 << 20

    mutating func append(_ change: Change) { changes.append(change) }

    /// Moves what happened behind what had happened before.
    mutating func drain(into changes: inout [Change]) {
        changes.append(contentsOf: self.changes)
        self.changes.removeAll(keepingCapacity: self.changes.capacity <= GroupCommit.Group.keptCapacity)
    }

    var isEmpty: Bool { changes.isEmpty }
}

/// Writing down what happens. Only called where somebody reads it.
extension Ledger {
    mutating func noteTrigger(_ request: RunRequest, _ new: NewRun, _ run: RunIndex, now: Timestamp) {
        let extras = details[run.slot].extras
        journal?.append(
            .triggered(
                Change.Triggered(
                    row: admission.sequence(of: run), id: request.id, task: new.task, queue: new.queue,
                    key: request.key,
                    payload: request.payload, triggeredAt: now, order: admission.order(of: run),
                    startableAt: new.startableAt, expiresAt: new.expiresAt, maxAttempts: new.maxAttempts,
                    extras: extras)))
        keep(request.payload, of: run)
    }

    /// Keeps a payload in memory while there is room for it.
    private mutating func keep(_ payload: [UInt8], of run: RunIndex) {
        guard journal!.cachedBytes + payload.count <= LedgerJournal.cacheSize else {
            details[run.slot].payload = nil
            return
        }
        journal!.cachedBytes += payload.count
    }

    mutating func noteStart(_ claimed: ClaimedRun, _ run: RunIndex, _ row: UInt64, now: Timestamp) {
        let payload = details[run.slot].payload
        if let payload {
            journal!.cachedBytes -= payload.count
            details[run.slot].payload = nil
        }
        let unread = payload == nil ? claimed : nil
        journal!.append(.started(Change.Started(row: row, attempt: claimed.attempt, at: now, unread: unread)))
    }

    mutating func noteCancel(_ run: RunIndex) {
        let row = admission.sequence(of: run)
        journal?.append(.cancelRequested(row: row))
    }

    /// - Parameter outcome: How the last attempt ended, if one was going on.
    mutating func noteEnd(
        _ ending: RunEnding, _ outcome: AttemptRecord.Outcome?, _ row: UInt64, now: Timestamp
    ) {
        journal!.append(.ended(Change.Ended(row: row, ending: ending, outcome: outcome, at: now)))
        // Two for one, so that what is due is gone before long; a sweep drops the rest where little ends.
        for _ in 0..<2 where ended.hasDue(at: now) { dropOldestEnded() }
        if ended.isFull { dropOldestEnded() }
        ended.insert(ending.id, row: row, endedAt: now)
    }

    /// Drops ended runs that were kept for as long as any, and idempotency keys whose time has passed, a few at a time.
    /// - Returns: Whether there are more.
    mutating func prune(atMost limit: Int, now: Timestamp) -> Bool {
        dropExpiredKeys(atMost: limit, now: now)
        for _ in 0..<limit where ended.hasDue(at: now) { dropOldestEnded() }
        return ended.hasDue(at: now) || idempotency.hasExpired(at: now)
    }

    private mutating func dropExpiredKeys(atMost limit: Int, now: Timestamp) {
        for name in idempotency.dropExpired(atMost: limit, now: now) {
            journal?.append(.idempotencyKeyForgotten(name))
        }
    }

    mutating func dropOldestEnded() {
        let (id, row) = ended.dropOldest()
        // A parent that is executed again after a crash will ask how it ended.
        if waits.isOfInterest(id) { retained[id] = row } else { journal!.append(.dropped(row: row)) }
    }

    /// Drops what was only kept for a parent that has ended.
    mutating func dropRetainedChildren(_ children: [RunID]) {
        for child in children where !waits.isOfInterest(child) {
            if let row = retained.removeValue(forKey: child) { journal?.append(.dropped(row: row)) }
        }
    }

    mutating func noteQueue(_ queue: QueueIndex) {
        guard journal != nil else { return }
        let standing = standing(of: queue)
        journal?.append(.queueChanged(standing))
    }

    func standing(of queue: QueueIndex) -> Change.QueueStanding {
        let view = admission.look(at: queue)
        return Change.QueueStanding(
            index: queue, declaration: view.declared, isDeclared: declaredQueues.contains(view.name),
            isPaused: view.isPaused, override: view.isOverridden ? view.limits : nil)
    }

    mutating func noteRegistration(_ declarations: Declarations) {
        let registration = Change.Registration(
            organizationLimit: admission.organizationLimit, queues: admission.allQueues.map { standing(of: $0) },
            tasks: declarations.tasks.map { (tasks[$0.id]!.index, $0) })
        journal?.append(.registered(registration))
    }

    mutating func setIdempotencyKey(
        _ key: String, of task: TaskIndex, naming run: RunID, until time: Timestamp, now: Timestamp
    ) {
        // Two for one, as with ended runs.
        dropExpiredKeys(atMost: 2, now: now)
        let name = IdempotencyKeys.Name(task: task, key: key)
        idempotency.set(name, naming: run, until: time)
        journal?.append(.idempotencyKeySet(name, run: run, until: time))
    }

    mutating func forgetIdempotencyKey(_ key: String, of task: TaskIndex, naming run: RunID) {
        let name = IdempotencyKeys.Name(task: task, key: key)
        if idempotency.forget(name, naming: run) { journal?.append(.idempotencyKeyForgotten(name)) }
    }

    mutating func take(_ tick: Timestamp, of task: TaskIndex, by run: RunID) {
        ticks.take(tick, of: task, by: run)
        if let entry = ticks.entries[task] { journal?.append(.tick(task, entry)) }
    }
}
