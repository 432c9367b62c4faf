/// What operators and callers of a service do: register, cancel, steer.
extension Ledger {
    mutating func register(
        _ declarations: Declarations, organizationLimit: Int?, now: Timestamp, effects: inout Effects
    ) throws(SluiceError) -> RegistrationReport {
        try declarations.validate(organizationLimit: organizationLimit)
        admission.setOrganizationLimit(organizationLimit, events: &events)
        for queue in declarations.queues {
            let index = admission.declareQueue(queue, events: &events)
            if Int(index.slot) == queueNames.count { queueNames.append(queue.name) }
        }
        for task in declarations.tasks {
            let index = admission.declareTask(task.id)
            if Int(index.slot) == taskNames.count { taskNames.append(task.id) }
            tasks[task.id] = TaskEntry(
                declaration: task, index: index, queue: admission.queue(named: task.queue)!,
                overrides: task.overrides.map { admission.queue(named: $0)! })
            if ticks.declare(task.schedule, of: index, at: now) {
                journal?.append(.tick(index, ticks.entries[index]))
            }
        }
        declaredQueues = Set(declarations.queues.map(\.name))
        if journal != nil { noteRegistration(declarations) }
        for worker in workers.values { admission.serve(worker.index, filter(for: worker.tasks)) }
        settle(now: now, effects: &effects)
        return report(organizationLimit)
    }

    private func report(_ organizationLimit: Int?) -> RegistrationReport {
        var report = RegistrationReport()
        for queue in snapshot().queues {
            let runs = queue.executing + queue.queued + queue.delayed + queue.waiting
            if !queue.isDeclared && runs > 0 { report.undeclaredQueues.append(queue.name) }
            if let organizationLimit, queue.isOverridden,
                max(queue.limit.perKey ?? 0, queue.limit.total ?? 0) > organizationLimit
            {
                report.unreachableOverrides.append(queue.name)
            }
        }
        return report
    }

    mutating func cancel(_ id: RunID, now: Timestamp, effects: inout Effects) throws(SluiceError) -> RunState {
        guard let run = admission.index(of: id) else {
            guard let ended = ended[id] else { throw unknown(id) }
            return ended.ending.state
        }
        let cancel = admission.cancel(run, now: now, events: &events)
        let state = cancel == .ended ? RunState.canceled : RunState(admission.look(at: run).standing)
        settle(now: now, effects: &effects)
        return state
    }

    /// - Returns: How the run ended, if it has or is not known; else it will be told through the continuation.
    mutating func watch(
        _ id: RunID, _ number: UInt64, _ continuation: CheckedContinuation<RunEnding, any Error>
    ) -> Result<RunEnding, any Error>? {
        if let ended = ended[id] { return .success(ended.ending) }
        guard admission.index(of: id) != nil else { return .failure(unknown(id)) }
        watchers[id, default: []].append(Watcher(number: number, continuation: continuation))
        return nil
    }

    mutating func unwatch(_ id: RunID, _ number: UInt64) -> CheckedContinuation<RunEnding, any Error>? {
        guard let position = watchers[id]?.firstIndex(where: { $0.number == number }) else { return nil }
        let watcher = watchers[id]?.remove(at: position)
        if watchers[id]?.isEmpty == true { watchers[id] = nil }
        return watcher?.continuation
    }

    /// Forgets who wants to know how runs end, because nobody will be told any more.
    mutating func takeWatchers() -> [CheckedContinuation<RunEnding, any Error>] {
        defer { watchers = [:] }
        return watchers.values.flatMap { $0.map(\.continuation) }
    }

    func unknown(_ id: RunID) -> SluiceError { .unknownRun(id) }

    /// Whether a run has ended of which only a journal knows more.
    func knowsEnded(_ id: RunID) -> Bool { journal != nil && ended.contains(id) }

    /// The runs that have ended of those that idempotency keys in requests name.
    func endedRuns(namedBy requests: [RunRequest], now: Timestamp) -> [RunID] {
        requests.compactMap { request in
            guard let key = request.options.idempotencyKey, let task = tasks[request.task]?.index,
                let run = idempotency.run(for: key, of: task, at: now), ended.contains(run)
            else { return nil }
            return run
        }
    }

    func lastTick(of task: String) -> Timestamp? {
        tasks[task].flatMap { ticks.last(of: $0.index) }
    }

    mutating func pause(_ name: String, now: Timestamp, effects: inout Effects) throws(SluiceError) {
        let queue = try queue(name)
        admission.pause(queue)
        noteQueue(queue)
        settle(now: now, effects: &effects)
    }

    mutating func resume(_ name: String, now: Timestamp, effects: inout Effects) throws(SluiceError) {
        let queue = try queue(name)
        admission.resume(queue)
        noteQueue(queue)
        settle(now: now, effects: &effects)
    }

    mutating func override(
        _ name: String, limit: ConcurrencyLimit, now: Timestamp, effects: inout Effects
    ) throws(SluiceError) {
        let queue = try queue(name)
        for value in [limit.perKey, limit.total].compactMap(\.self) {
            guard value >= 1 else {
                throw SluiceError(
                    .invalidLimit,
                    "a limit of \(value) would never start a run of queue '\(name)'; pause the queue instead")
            }
            if let organization = admission.organizationLimit, value > organization {
                throw SluiceError(
                    .invalidLimit,
                    "a limit of \(value) for queue '\(name)' can't be reached: the organization's is \(organization)")
            }
        }
        try checkHold(queue, name, limit)
        admission.override(queue, limits: limit, events: &events)
        noteQueue(queue)
        settle(now: now, effects: &effects)
    }

    /// That runs of an `onWait: hold` queue can't deadlock was proved for the declared limits.
    private func checkHold(_ queue: QueueIndex, _ name: String, _ limit: ConcurrencyLimit) throws(SluiceError) {
        let declared = admission.look(at: queue).declared
        guard declared.onWait == .hold else { return }
        for (declared, limit) in [(declared.limit.perKey, limit.perKey), (declared.limit.total, limit.total)] {
            guard let declared, limit ?? .max > declared else { continue }
            throw SluiceError(
                .invalidLimit,
                """
                queue '\(name)' keeps the slots of runs that wait, which was proved to be free of deadlocks for its declared limit of \(declared); \
                override it with less, or declare more
                """)
        }
    }

    mutating func reset(_ name: String, now: Timestamp, effects: inout Effects) throws(SluiceError) {
        let queue = try queue(name)
        admission.reset(queue, events: &events)
        noteQueue(queue)
        settle(now: now, effects: &effects)
    }

    private func queue(_ name: String) throws(SluiceError) -> QueueIndex {
        guard let queue = admission.queue(named: name) else {
            throw SluiceError(.unknownQueue, "queue '\(name)' is not declared in this store")
        }
        return queue
    }
}
