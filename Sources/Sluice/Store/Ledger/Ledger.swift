/// Everything that a store of one process knows, and the rules by which it changes: the admission core, and beside it what the core has no
/// use for: payloads, endings, idempotency keys, who waits for what.
///
/// A value without I/O or clock, like the core. A store keeps it under one lock, passes the time in, and carries out the ``Effects`` after
/// it has let go of the lock.
package struct Ledger: ~Copyable {
    /// A run that has not ended: what the core does not keep.
    struct Detail {
        /// `nil`: only the journal has it.
        var payload: [UInt8]?
        /// What few runs have.
        var extras: Extras?
        var triggeredAt = Timestamp.distantPast
        /// Since when it could have been started; while a worker has it, since when it has.
        var since = Timestamp.distantPast
    }

    /// A declared task, resolved.
    final class TaskEntry: Sendable {
        let declaration: TaskDeclaration
        let index: TaskIndex
        let queue: QueueIndex
        let overrides: [QueueIndex]

        init(declaration: TaskDeclaration, index: TaskIndex, queue: QueueIndex, overrides: [QueueIndex]) {
            self.declaration = declaration
            self.index = index
            self.queue = queue
            self.overrides = overrides
        }
    }

    final class WorkerEntry {
        let index: WorkerIndex
        let tasks: Set<String>?
        let onSignal: @Sendable (WorkerSignal) -> Void
        /// It got fewer claims than it asked for, and wants to be told of more.
        var isHungry = false

        init(index: WorkerIndex, tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void) {
            self.index = index
            self.tasks = tasks
            self.onSignal = onSignal
        }
    }

    var admission = Admission()
    /// By the run's index in the core.
    var details = ChunkedArray<Detail>(filler: Detail())
    var tasks: [String: TaskEntry] = [:]
    /// By the task's index in the core.
    var taskNames: [String] = []
    /// By the queue's index in the core.
    var queueNames: [String] = []
    var declaredQueues: Set<String> = []
    var workers: [WorkerID: WorkerEntry] = [:]
    var latestWorker: UInt64 = 0
    var hungryWorkers = 0
    var idempotency = IdempotencyKeys()
    var ticks = Ticks()
    var waits = Waits()
    var ended: EndedRuns
    /// Who wants to know how a run ends.
    var watchers: [RunID: [Watcher]] = [:]
    /// What a store writes down; `nil` where it does not, as in memory.
    var journal: LedgerJournal?
    /// Endings that the store has read for the operation under way, because only the journal has them.
    var recalled: [RunID: RunEnding] = [:]
    /// Ended runs that are kept beyond their time for the sake of a parent, and where the journal has them.
    var retained: [RunID: UInt64] = [:]

    // Filled and emptied by every operation; kept for their storage.
    var events: [Admission.Event] = []
    var admitted: [Admission.Admitted] = []

    struct Watcher {
        var number: UInt64
        var continuation: CheckedContinuation<RunEnding, any Error>
    }

    /// - Parameter isJournaled: Whether a store writes down what happens, and can be asked for payloads and endings.
    init(retention: Retention, isJournaled: Bool = false) {
        ended = EndedRuns(retention: retention, keepsRuns: !isJournaled)
        if isJournaled { journal = LedgerJournal() }
    }

    /// What a store does once it has let go of the lock.
    struct Effects {
        var signals: [(@Sendable (WorkerSignal) -> Void, WorkerSignal)] = []
        var endings: [(CheckedContinuation<RunEnding, any Error>, RunEnding)] = []
        /// When ``Ledger/advance(to:effects:)`` has something to do.
        var deadline: Timestamp?

        consuming func carryOut() {
            for (onSignal, signal) in signals { onSignal(signal) }
            for (continuation, ending) in endings { continuation.resume(returning: ending) }
        }
    }

    /// Lets delays and times to live end that are over.
    mutating func advance(to now: Timestamp, effects: inout Effects) {
        admission.advance(to: now, events: &events)
        settle(now: now, effects: &effects)
    }

    /// Does what a late alarm has left undone, so that an operation sees the runs where they stand by now.
    mutating func catchUp(with now: Timestamp, effects: inout Effects) {
        guard let deadline = admission.nextDeadline(), deadline <= now else { return }
        advance(to: now, effects: &effects)
    }

    /// Digests the core's events, and finds out who is to be told what. Every operation ends with it.
    mutating func settle(now: Timestamp, effects: inout Effects) {
        digest(now: now, effects: &effects)
        if hungryWorkers > 0 {
            for worker in workers.values where worker.isHungry && admission.hasWork(for: worker.index) {
                worker.isHungry = false
                hungryWorkers -= 1
                effects.signals.append((worker.onSignal, .workAvailable))
            }
        }
        effects.deadline = admission.nextDeadline()
    }

    /// Digests the core's events.
    /// - Parameters:
    ///   - outcome: What the worker said of the attempt that the operation ended.
    ///   - departure: How the worker left that the operation removed.
    mutating func digest(
        outcome: (run: RunID, AttemptEnding.Outcome)? = nil, departure: Admission.Departure? = nil, now: Timestamp,
        effects: inout Effects
    ) {
        guard !events.isEmpty else { return }
        for event in events {
            switch event {
            case .ended(let run, let view, let state):
                end(
                    run, view, state, outcome?.run == view.id ? outcome?.1 : nil, departure, now: now,
                    effects: &effects)
            case .cancelRequested(let run, let id, let token, let worker):
                if let entry = workers.values.first(where: { $0.index == worker }) {
                    effects.signals.append((entry.onSignal, .cancel(id, token)))
                }
                if journal != nil { noteCancel(run) }
            case .cancelNoted(let run, _):
                if journal != nil { noteCancel(run) }
            case .putBack(let run, _, let departure):
                note(AttemptRecord.Outcome(departure), of: run, message: nil, startableAt: now, now: now)
                details[run.slot].since = now
            case .resumable:
                break
            }
        }
        events.removeAll(keepingCapacity: true)
    }

    private mutating func end(
        _ run: RunIndex, _ view: Admission.RunView, _ state: Admission.EndState, _ outcome: AttemptEnding.Outcome?,
        _ departure: Admission.Departure?, now: Timestamp, effects: inout Effects
    ) {
        let detail = details[run.slot]
        details[run.slot] = Detail()
        if let payload = detail.payload { journal?.cachedBytes -= payload.count }
        var ending = RunEnding(id: view.id, state: RunState(state), attempts: view.attempt)
        switch (state, outcome) {
        case (.completed, .completed(let output)): ending.output = output
        case (.failed, .failed(let message, _)): ending.message = message
        case (.failed, _): ending.message = "the worker was lost, and no attempt is left"
        default: break
        }
        if state != .completed, let key = detail.extras?.idempotencyKey {
            forgetIdempotencyKey(key, of: view.task, naming: view.id)
        }
        let children = journal == nil ? [] : waits.children(of: ending.id)
        waits.end(ending)
        if !children.isEmpty { dropRetainedChildren(children) }
        for watcher in watchers.removeValue(forKey: view.id) ?? [] {
            effects.endings.append((watcher.continuation, ending))
        }
        let lastOutcome = AttemptRecord.Outcome(ending: view, as: state, outcome, departure)
        if journal != nil {
            noteEnd(ending, lastOutcome, view.sequence, now: now)
        } else {
            ended.insert(EndedRun(ending: ending, view: view, detail: detail, outcome: lastOutcome, endedAt: now))
        }
    }
}

extension RunState {
    init(_ state: Admission.EndState) {
        switch state {
        case .completed: self = .completed
        case .failed: self = .failed
        case .canceled: self = .canceled
        case .timedOut: self = .timedOut
        case .expired: self = .expired
        }
    }

    init(_ standing: Admission.Standing) {
        switch standing {
        case .delayed: self = .delayed
        case .queued: self = .queued
        case .executing: self = .executing
        case .waiting: self = .waiting
        }
    }
}
