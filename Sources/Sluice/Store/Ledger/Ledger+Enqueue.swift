/// How runs are accepted.
extension Ledger {
    /// A request that was checked.
    private struct Accepted {
        var task: TaskEntry
        var queue: QueueIndex
    }

    /// Accepts runs, all or none.
    mutating func enqueue(
        _ requests: [RunRequest], now: Timestamp, effects: inout Effects
    ) throws(SluiceError) -> [EnqueuedRun] {
        let runs = try insert(requests, parent: nil, now: now)
        settle(now: now, effects: &effects)
        return runs
    }

    /// - Parameter parent: The run that will wait for them.
    mutating func insert(
        _ requests: [RunRequest], parent: RunIndex?, now: Timestamp
    ) throws(SluiceError) -> [EnqueuedRun] {
        if requests.count == 1 {
            return [insert(requests[0], try check(requests[0]), parent: parent, now: now)]
        }
        var accepted: [Accepted] = []
        accepted.reserveCapacity(requests.count)
        for (position, request) in requests.enumerated() {
            do {
                accepted.append(try check(request))
            } catch {
                throw SluiceError(error.code, "item \(position) of the batch: \(error.message)", runID: error.runID)
            }
        }
        var runs: [EnqueuedRun] = []
        runs.reserveCapacity(requests.count)
        for position in requests.indices {
            runs.append(insert(requests[position], accepted[position], parent: parent, now: now))
        }
        return runs
    }

    private func check(_ request: RunRequest) throws(SluiceError) -> Accepted {
        guard let task = tasks[request.task] else {
            throw SluiceError(
                .unknownTask,
                "task '\(request.task)' is not declared in this store; register its namespace's 'declarations' first")
        }
        let queue = try queue(of: request, task)
        let name = queueNames[Int(queue.slot)]
        switch (admission.keyMode(of: queue), request.key) {
        case (.none, .some):
            throw SluiceError(
                .unexpectedKey,
                "queue '\(name)' takes no concurrency key; declare 'concurrencyKey' for it, or pass none")
        case (.required, .none):
            throw SluiceError(
                .missingKey, "queue '\(name)' requires a concurrency key; pass the one whose slots the run shall use")
        case (_, .some(let key)) where key.isEmpty:
            throw SluiceError(
                .emptyKey, "the concurrency key for queue '\(name)' is empty; pass what tells tenants apart")
        default: break
        }
        guard request.payload.count <= Client.maximumPayloadSize else {
            throw SluiceError(
                .payloadTooLarge,
                """
                the payload of '\(request.task)' has \(request.payload.count) bytes, and at most \(Client.maximumPayloadSize) are accepted; \
                store the data elsewhere and pass where it is
                """)
        }
        try request.options.validate()
        return Accepted(task: task, queue: queue)
    }

    private func queue(of request: RunRequest, _ task: TaskEntry) throws(SluiceError) -> QueueIndex {
        guard let name = request.queue else { return task.queue }
        if name == task.declaration.queue { return task.queue }
        for queue in task.overrides where queueNames[Int(queue.slot)] == name { return queue }
        guard admission.queue(named: name) != nil else {
            throw SluiceError(.unknownQueue, "queue '\(name)' is not declared in this store; declare it under 'queues'")
        }
        throw SluiceError(
            .queueNotAllowed,
            "task '\(request.task)' may not use queue '\(name)'; add it to the task's 'overrides', or choose one of those"
        )
    }

    private mutating func insert(
        _ request: RunRequest, _ accepted: Accepted, parent: RunIndex?, now: Timestamp
    ) -> EnqueuedRun {
        let (options, task) = (request.options, accepted.task)
        if let tick = request.tick, ticks.isOver(tick, of: task.index) {
            return EnqueuedRun(id: ticks.lastRun(of: task.index) ?? request.id, isExisting: true)
        }
        if let key = options.idempotencyKey, let run = idempotency.run(for: key, of: task.index, at: now) {
            return EnqueuedRun(id: run, isExisting: true)
        }
        if admission.index(of: request.id) != nil || ended.contains(request.id) || retained[request.id] != nil {
            return EnqueuedRun(id: request.id, isExisting: true)
        }
        let due = options.delay.map { now + max($0, .zero) }
        let new = NewRun(
            id: request.id, task: task.index, queue: accepted.queue, key: request.key, triggeredAt: now, dueAt: due,
            ttl: options.ttl ?? task.declaration.ttl, priority: options.priority ?? task.declaration.priority,
            maxAttempts: options.maxAttempts ?? task.declaration.retry.maxAttempts, parent: parent)
        let run: RunIndex
        do {
            run = try admission.enqueue(new)
        } catch {
            preconditionFailure("a checked run was refused: \(error)")
        }
        details.cover(run.slot)
        details[run.slot] = Detail(
            payload: request.payload, extras: Extras(request, dueAt: due.flatMap { $0 > now ? $0 : nil }),
            triggeredAt: now, since: due ?? now)
        if journal != nil { noteTrigger(request, new, run, now: now) }
        if let tick = request.tick { take(tick, of: task.index, by: request.id) }
        if let key = options.idempotencyKey {
            setIdempotencyKey(
                key, of: task.index, naming: request.id, until: now + options.idempotencyKeyTTL, now: now)
        }
        return EnqueuedRun(id: request.id, isExisting: false)
    }
}
