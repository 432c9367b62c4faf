import Sluice

extension StoreModel {
    /// What a store should answer to triggers. Whatever a script triggers can be accepted.
    mutating func enqueue(_ requests: [RunRequest], _ now: Timestamp) -> [EnqueuedRun] {
        catchUp(now)
        return requests.map { insert($0, parent: nil, now) }
    }

    private mutating func insert(_ request: RunRequest, parent: RunID?, _ now: Timestamp) -> EnqueuedRun {
        let (options, task) = (request.options, task(request.task))
        if let tick = request.tick, let known = ticks[request.task], tick <= known.last {
            return EnqueuedRun(id: known.run ?? request.id, isExisting: true)
        }
        if let key = options.idempotencyKey, let named = keys[KeyName(task: request.task, key: key)],
            named.until > now
        {
            return EnqueuedRun(id: named.run, isExisting: true)
        }
        if runs[request.id] != nil { return EnqueuedRun(id: request.id, isExisting: true) }
        let due = options.delay.map { now + max($0, .zero) } ?? now
        let isDelayed = due > now
        var order = due - (options.priority ?? task.priority)
        if let parent { order = min(order, runs[parent]!.order) }
        runs[request.id] = Run(
            request: request, number: number(), queue: request.queue ?? task.queue,
            maxAttempts: options.maxAttempts ?? task.retry.maxAttempts, triggeredAt: now,
            dueAt: isDelayed ? due : nil, order: order, startableAt: due,
            expiresAt: (options.ttl ?? task.ttl).map { due + $0 }, isParked: isDelayed,
            state: isDelayed ? .delayed : .queued)
        if let tick = request.tick { ticks[request.task] = (tick, request.id) }
        if let key = options.idempotencyKey {
            keys[KeyName(task: request.task, key: key)] = (request.id, now + options.idempotencyKeyTTL)
        }
        return EnqueuedRun(id: request.id, isExisting: false)
    }

    /// Whether it can be known what a key means: one whose time was over before the clock was put back may be forgotten or not.
    func isCertain(_ key: String, of task: String) -> Bool {
        keys[KeyName(task: task, key: key)].map { $0.until > latestTime } ?? true
    }

    /// What a store should answer to an attempt that wants to wait.
    mutating func wait(_ id: RunID, for children: [RunRequest], _ now: Timestamp) -> ([EnqueuedRun], Wait) {
        catchUp(now)
        if runs[id]!.isCancelRequested { return ([], .canceled) }
        if children.contains(where: { namesForgotten($0, now) }) { return ([], .unknownRun) }
        var answers: [EnqueuedRun] = []
        for request in children {
            if let place = request.child, let known = places[place] {
                answers.append(EnqueuedRun(id: known.run, isExisting: true))
                continue
            }
            let answer = insert(request, parent: id, now)
            places[request.child!] = Child(run: answer.id, isOwn: !answer.isExisting)
            answers.append(answer)
        }
        runs[id]!.nextOrdinal += children.count
        let awaited = answers.map(\.id)
        if awaited.allSatisfy({ runs[$0]!.state.isTerminal }) { return (answers, .over(awaited.map(ending))) }
        runs[id]!.state = .waiting
        runs[id]!.awaited = awaited
        return (answers, .waiting)
    }

    enum Wait: Equatable {
        case waiting
        case over([RunEnding])
        case canceled
        /// A child's idempotency key names a run that the store knows no more.
        case unknownRun
    }

    private func namesForgotten(_ request: RunRequest, _ now: Timestamp) -> Bool {
        guard places[request.child!] == nil, let key = request.options.idempotencyKey,
            let named = keys[KeyName(task: request.task, key: key)], named.until > now
        else { return false }
        return runs[named.run].map { $0.state.isTerminal && !knowsEnded(named.run) } ?? true
    }
}
