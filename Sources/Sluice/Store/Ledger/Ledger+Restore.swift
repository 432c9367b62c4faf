/// How a journal fills an empty ledger with what it has: first queues and tasks in the order of their indices, then runs in the order of
/// their rows, then what belongs to them.
extension Ledger {
    /// A run that has not ended.
    package struct RestoredRun {
        package var row: UInt64
        package var id: RunID
        package var task: TaskIndex
        package var queue: QueueIndex
        package var key: String?
        package var state: RunState
        package var triggeredAt: Timestamp
        package var order: Timestamp
        package var startableAt: Timestamp
        /// `nil` also once it was started.
        package var expiresAt: Timestamp?
        /// When its last attempt started; `nil`: none has.
        package var startedAt: Timestamp?
        package var attempts: Int32
        package var maxAttempts: Int32
        package var isCancelRequested: Bool
        package var extras: Extras?

        package init(
            row: UInt64, id: RunID, task: TaskIndex, queue: QueueIndex, key: String?, state: RunState,
            triggeredAt: Timestamp, order: Timestamp, startableAt: Timestamp, expiresAt: Timestamp?,
            startedAt: Timestamp?,
            attempts: Int32, maxAttempts: Int32, isCancelRequested: Bool, extras: Extras?
        ) {
            self.row = row
            self.id = id
            self.task = task
            self.queue = queue
            self.key = key
            self.state = state
            self.triggeredAt = triggeredAt
            self.order = order
            self.startableAt = startableAt
            self.expiresAt = expiresAt
            self.startedAt = startedAt
            self.attempts = attempts
            self.maxAttempts = maxAttempts
            self.isCancelRequested = isCancelRequested
            self.extras = extras
        }
    }

    /// - Returns: Whether the queue got the index that it had; otherwise the journal lacks one before it.
    package mutating func restore(_ standing: Change.QueueStanding) -> Bool {
        let index = admission.declareQueue(standing.declaration, events: &events)
        guard index == standing.index else { return false }
        queueNames.append(standing.declaration.name)
        if standing.isDeclared { declaredQueues.insert(standing.declaration.name) }
        if let limit = standing.override { admission.override(index, limits: limit, events: &events) }
        if standing.isPaused { admission.pause(index) } else { admission.resume(index) }
        return true
    }

    /// - Returns: Whether the task got the index that it had, and its queues are known.
    package mutating func restore(_ task: TaskDeclaration, index: TaskIndex) -> Bool {
        guard admission.declareTask(task.id) == index, let queue = admission.queue(named: task.queue) else {
            return false
        }
        taskNames.append(task.id)
        tasks[task.id] = TaskEntry(
            declaration: task, index: index, queue: queue,
            overrides: task.overrides.compactMap { admission.queue(named: $0) })
        return true
    }

    package mutating func restore(organizationLimit: Int?) {
        admission.setOrganizationLimit(organizationLimit, events: &events)
    }

    /// - Parameter worker: Who has what executes or waits.
    /// - Returns: Whether the run can be; otherwise the journal is damaged.
    package mutating func restore(_ run: RestoredRun, heldBy worker: WorkerID) -> Bool {
        guard canRestore(row: run.row), taskNames.indices.contains(Int(run.task.slot)),
            queueNames.indices.contains(Int(run.queue.slot)), run.maxAttempts >= 1,
            (0...run.maxAttempts).contains(run.attempts), admission.index(of: run.id) == nil
        else { return false }
        let standing: Admission.Standing =
            switch run.state {
            case .delayed: .delayed
            case .executing: .executing
            case .waiting: .waiting
            default: .queued
            }
        let restored = Admission.Restored(
            id: run.id, sequence: run.row, task: run.task, queue: run.queue, key: run.key, standing: standing,
            order: run.order, startableAt: run.startableAt, expiresAt: run.expiresAt, attempts: run.attempts,
            maxAttempts: run.maxAttempts, isCancelRequested: run.isCancelRequested)
        let index = admission.restore(restored, heldBy: workers[worker]!.index)
        details.cover(index.slot)
        var (extras, since) = (run.extras, max(run.triggeredAt, run.startableAt))
        if let startedAt = run.startedAt {
            if standing.hasWorker {
                since = startedAt
            } else {
                // Only for its start: what else there is to tell of it, the journal has.
                let last = AttemptRecord(number: Int(run.attempts), startedAt: startedAt, endedAt: startedAt)
                extras = (extras ?? Extras()).keeping(last)
            }
        }
        details[index.slot] = Detail(payload: nil, extras: extras, triggeredAt: run.triggeredAt, since: since)
        return true
    }

    /// A run that has ended, in the order of their endings. What is beyond the retention is dropped.
    /// - Returns: Whether the run can be; otherwise the journal is damaged.
    package mutating func restoreEnded(_ id: RunID, row: UInt64, endedAt: Timestamp) -> Bool {
        guard canRestore(row: row) else { return false }
        admission.skipSequences(to: row)
        if ended.isFull { dropOldestEnded() }
        ended.insert(id, row: row, endedAt: endedAt)
        return true
    }

    /// Rows are counted from 1, and there is room for more.
    private func canRestore(row: UInt64) -> Bool { (1..<1 << 62).contains(row) }

    /// A run's place with a parent that has not ended.
    package mutating func restore(_ child: Waits.Child, at place: RunRequest.ChildPlace) {
        waits.add(child, at: place)
    }

    package mutating func restore(_ name: IdempotencyKeys.Name, naming run: RunID, until time: Timestamp) {
        idempotency.set(name, naming: run, until: time)
    }

    package mutating func restore(_ tick: Ticks.Entry, of task: TaskIndex) {
        ticks.restore(tick, of: task)
    }

    /// Rebuilds a ledger only to look at it: what executes does so under a worker that nobody has.
    package static func withRebuilt<Value>(
        at now: Timestamp, recover: (inout Ledger, WorkerID) throws -> Void, body: (borrowing Ledger) -> Value
    ) throws -> Value {
        var ledger = Ledger(retention: Retention(count: .max, age: .seconds(1 << 40)), isJournaled: true)
        let worker = ledger.openWorker(tasks: nil, onSignal: { _ in })
        try recover(&ledger, worker)
        for (parent, children) in ledger.waits.pending() {
            guard let parent = ledger.admission.index(of: parent) else { continue }
            let awaited = children.compactMap { child in
                ledger.admission.index(of: child.id).map { Admission.Awaited($0, isOwn: child.isOwn) }
            }
            ledger.admission.restoreWait(of: parent, for: awaited, events: &ledger.events)
        }
        ledger.events.removeAll()
        var effects = Effects()
        ledger.catchUp(with: now, effects: &effects)
        return body(ledger)
    }

    /// What is known of a run that has not ended.
    package func liveHistory(of id: RunID) -> RunHistory? { admission.index(of: id).map { history(of: $0) } }
}
