/// What workers do: claim, finish, wait.
extension Ledger {
    mutating func openWorker(
        tasks served: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
    ) -> WorkerID {
        latestWorker += 1
        let id = WorkerID(rawValue: latestWorker)
        workers[id] = WorkerEntry(
            index: admission.addWorker(serving: filter(for: served)), tasks: served, onSignal: onSignal)
        return id
    }

    /// The core's own set of a worker's tasks; `nil`, which is quicker, where the worker serves everything that is declared.
    func filter(for served: Set<String>?) -> Set<TaskIndex>? {
        guard let served, !tasks.keys.allSatisfy(served.contains) else { return nil }
        return Set(served.compactMap { tasks[$0]?.index })
    }

    /// Lets a worker go.
    mutating func removeWorker(
        _ id: WorkerID, as departure: Admission.Departure, now: Timestamp, effects: inout Effects
    ) {
        guard let worker = workers.removeValue(forKey: id) else { return }
        if worker.isHungry { hungryWorkers -= 1 }
        admission.removeWorker(worker.index, as: departure, now: now, events: &events)
        digest(departure: departure, now: now, effects: &effects)
        settle(now: now, effects: &effects)
    }

    mutating func claim(_ id: WorkerID, limit: Int, now: Timestamp, effects: inout Effects) throws(SluiceError)
        -> [Claim]
    {
        let worker = try worker(id)
        let claims = admit(worker, limit: limit, now: now, effects: &effects)
        settle(now: now, effects: &effects)
        return claims
    }

    mutating func finish(
        _ endings: [AttemptEnding], claiming limit: Int, for id: WorkerID, now: Timestamp, effects: inout Effects
    ) throws(SluiceError) -> FinishReceipt {
        let worker = try worker(id)
        var verdicts: [FinishReceipt.Verdict] = []
        verdicts.reserveCapacity(endings.count)
        for ending in endings {
            verdicts.append(finish(ending, now: now, effects: &effects))
        }
        let claims = limit > 0 ? admit(worker, limit: limit, now: now, effects: &effects) : []
        settle(now: now, effects: &effects)
        return FinishReceipt(verdicts: verdicts, claims: claims)
    }

    mutating func wait(
        _ token: AttemptToken, of id: RunID, for children: [RunRequest], claiming limit: Int, worker workerID: WorkerID,
        now: Timestamp, effects: inout Effects
    ) throws(SluiceError) -> WaitReceipt {
        let worker = try worker(workerID)
        guard let run = admission.index(of: id), admission.isCurrent(run, token) else {
            throw SluiceError(.staleAttempt, "the attempt was given up; it can wait for nothing", runID: id)
        }
        let view = admission.look(at: run)
        guard view.standing == .executing else { throw waitsAlready(id) }
        if view.isCancelRequested { return WaitReceipt(children: [], outcome: .canceled, claims: []) }
        for child in children { try checkKnown(child, now: now) }
        let row = view.sequence
        let receipts = try place(children, under: run, now: now)
        var awaited: [Admission.Awaited] = []
        for (receipt, child) in zip(receipts, children) {
            guard let index = admission.index(of: receipt.id) else { continue }
            awaited.append(.init(index, isOwn: known(child)?.isOwn ?? false))
        }
        waits.setAwaited(children.compactMap { $0.child?.ordinal }, of: id)
        defer { settle(now: now, effects: &effects) }
        switch admission.wait(run, token, for: awaited, now: now, events: &events) {
        case .waiting:
            journal?.append(.waits(row: row))
            let claims = limit > 0 ? admit(worker, limit: limit, now: now, effects: &effects) : []
            return WaitReceipt(children: receipts, outcome: .waiting, claims: claims)
        case .over:
            return WaitReceipt(children: receipts, outcome: .over(waits.endings(for: id)), claims: [])
        case .cycle:
            cancel(awaited, now: now)
            throw SluiceError(
                .waitCycle, "the run would wait for itself: a run that it named by an idempotency key waits for it",
                runID: id)
        case .refused:
            cancel(awaited, now: now)
            throw waitsAlready(id)
        }
    }

    private func waitsAlready(_ id: RunID) -> SluiceError {
        SluiceError(.staleAttempt, "the attempt waits already; it can wait for nothing else", runID: id)
    }

    /// Undoes what a refused wait has triggered.
    private mutating func cancel(_ children: [Admission.Awaited], now: Timestamp) {
        for child in children where child.isOwn { admission.cancel(child.run, now: now, events: &events) }
    }

    /// An idempotency key can name a run that ended longer ago than endings are kept. There is nothing to tell of it.
    private func checkKnown(_ child: RunRequest, now: Timestamp) throws(SluiceError) {
        guard known(child) == nil, let key = child.options.idempotencyKey, let task = tasks[child.task]?.index,
            let run = idempotency.run(for: key, of: task, at: now)
        else { return }
        if admission.index(of: run) == nil, !ended.contains(run) { throw unknown(run) }
    }

    func worker(_ id: WorkerID) throws(SluiceError) -> WorkerEntry {
        guard let worker = workers[id] else {
            throw SluiceError(.staleAttempt, "the worker was given up, or has left; open it again")
        }
        return worker
    }

    private mutating func finish(_ ending: AttemptEnding, now: Timestamp, effects: inout Effects)
        -> FinishReceipt.Verdict
    {
        guard let run = admission.index(of: ending.id) else { return .stale }
        switch admission.finish(run, ending.token, Admission.Outcome(ending.outcome), now: now, events: &events) {
        case .refused:
            return .stale
        case .ended(let state):
            digest(outcome: (ending.id, ending.outcome), now: now, effects: &effects)
            return .ended(RunState(state))
        case .queued:
            requeue(run, ending, readyAt: now, now: now)
            return .requeued
        case .delayed(let time):
            requeue(run, ending, readyAt: time, now: now)
            return .requeued
        }
    }

    private mutating func requeue(
        _ run: RunIndex, _ ending: AttemptEnding, readyAt time: Timestamp, now: Timestamp
    ) {
        if case .failed(let message, _) = ending.outcome {
            note(.failed, of: run, message: message, startableAt: time, now: now)
            let forgotten = waits.forgetFailures(of: ending.id)
            for (place, _) in forgotten { journal?.append(.childForgotten(place)) }
            dropRetainedChildren(forgotten.map(\.child))
        } else {
            note(.returned, of: run, message: nil, startableAt: time, now: now)
        }
        details[run.slot].since = time
    }

    /// Finds the children that an earlier attempt triggered, and triggers the others.
    private mutating func place(_ requests: [RunRequest], under parent: RunIndex, now: Timestamp) throws(SluiceError)
        -> [EnqueuedRun]
    {
        var fresh: [RunRequest] = []
        for request in requests where known(request) == nil { fresh.append(request) }
        var inserted = try insert(fresh, parent: parent, now: now)[...]
        if journal == nil {
            details[parent.slot].extras = (details[parent.slot].extras ?? Extras()).adding(inserted.map(\.id))
        }
        var receipts: [EnqueuedRun] = []
        for request in requests {
            if let child = known(request) {
                receipts.append(EnqueuedRun(id: child.id, isExisting: true))
            } else if let run = inserted.popFirst() {
                receipts.append(run)
                let child = Waits.Child(
                    id: run.id, task: request.task, isOwn: !run.isExisting,
                    ending: ended[run.id]?.ending ?? recalled[run.id])
                if let place = request.child {
                    if let displaced = waits.add(child, at: place) { dropRetainedChildren([displaced]) }
                    journal?.append(.childPlaced(place, child))
                }
            }
        }
        return receipts
    }

    /// What an earlier attempt triggered in the same place. Another task there means that the handler has taken another way.
    private func known(_ request: RunRequest) -> Waits.Child? {
        guard let child = request.child.flatMap({ waits.child(at: $0) }), child.task == request.task else { return nil }
        return child
    }

    private mutating func admit(
        _ worker: WorkerEntry, limit: Int, now: Timestamp, effects: inout Effects
    ) -> [Claim] {
        admission.admit(worker.index, limit: limit, now: now, into: &admitted, events: &events)
        // Who goes on may do so because a run has expired in this very step.
        digest(now: now, effects: &effects)
        if admitted.count < limit, !worker.isHungry {
            worker.isHungry = true
            hungryWorkers += 1
        }
        var claims: [Claim] = []
        claims.reserveCapacity(admitted.count)
        for item in admitted { claims.append(claim(item, now: now)) }
        admitted.removeAll(keepingCapacity: true)
        return claims
    }

    private mutating func claim(_ item: Admission.Admitted, now: Timestamp) -> Claim {
        guard item.kind == .start else {
            if journal != nil { journal?.append(.goesOn(row: admission.sequence(of: item.run))) }
            return .resume(
                ResumedRun(
                    id: item.id, token: item.token, endings: item.isCancelRequested ? nil : waits.endings(for: item.id))
            )
        }
        let (view, detail) = (admission.look(at: item.run), details[item.run.slot])
        let run = ClaimedRun(
            id: item.id, token: item.token, attempt: item.attempt, task: taskNames[Int(view.task.slot)],
            queue: queueNames[Int(view.queue.slot)], key: view.key, payload: detail.payload ?? [],
            tags: detail.extras?.tags ?? [], triggeredAt: detail.triggeredAt, tick: detail.extras?.tick,
            traceContext: detail.extras?.traceContext ?? [:], waited: max(now - detail.since, .zero))
        details[item.run.slot].since = now
        if journal != nil { noteStart(run, item.run, view.sequence, now: now) }
        return .start(run)
    }
}

extension Admission.Outcome {
    init(_ outcome: AttemptEnding.Outcome) {
        switch outcome {
        case .completed: self = .completed
        case .failed(_, let delay): self = .failed(retryDelay: delay)
        case .timedOut: self = .timedOut
        case .canceled: self = .canceled
        case .returned: self = .returned
        }
    }
}
