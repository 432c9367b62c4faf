import HeapModule

/// What can be seen of runs and queues.
extension Ledger {
    func run(_ id: RunID) -> RunSnapshot? {
        admission.index(of: id).map { snapshot(of: $0) } ?? ended[id].map { snapshot(of: $0) }
    }

    func snapshot(of run: RunIndex) -> RunSnapshot {
        let (view, detail) = (admission.look(at: run), details[run.slot])
        return RunSnapshot(
            id: view.id, task: taskNames[Int(view.task.slot)], queue: queueNames[Int(view.queue.slot)], key: view.key,
            state: RunState(view.standing), attempts: view.attempt, triggeredAt: detail.triggeredAt,
            startedAt: view.standing.hasWorker ? detail.since : detail.extras?.attempts.last?.startedAt,
            parent: detail.extras?.parent, tags: detail.extras?.tags ?? [])
    }

    func snapshot(of run: EndedRun) -> RunSnapshot {
        RunSnapshot(
            id: run.ending.id, task: taskNames[Int(run.task.slot)], queue: queueNames[Int(run.queue.slot)],
            key: run.key, state: run.ending.state, attempts: run.ending.attempts, triggeredAt: run.triggeredAt,
            startedAt: run.outcome == nil ? run.extras?.attempts.last?.startedAt : run.startedAt, endedAt: run.endedAt,
            parent: run.extras?.parent, tags: run.extras?.tags ?? [])
    }

    /// The runs that a filter lets through.
    func runs(matching filter: RunFilter) throws(SluiceError) -> [RunSnapshot] {
        try filter.validate()
        return Array(
            (liveRuns(matching: filter) + endedRuns(matching: filter)).sorted { $0.id > $1.id }
                .prefix(filter.limit))
    }

    /// Those of them that have not ended, the newest first, at most as many as the filter says.
    package func liveRuns(matching filter: RunFilter) -> [RunSnapshot] {
        var page = Page<RunIndex>(filter)
        let task = filter.task.flatMap { admission.task(named: $0) }
        let queue = filter.queue.flatMap { admission.queue(named: $0) }
        if filter.task != nil && task == nil || filter.queue != nil && queue == nil { return [] }
        admission.forEachRun { run, record in
            // What is cheap first: most runs go no further.
            guard page.wants(record.id), task == nil || record.task == task,
                filter.states.isEmpty || filter.states.contains(RunState(record.standing)),
                queue == nil || admission.queue(of: run) == queue
            else { return }
            if filter.key != nil || filter.tag != nil, !filter.matches(snapshot(of: run)) { return }
            page.insert(record.id, run)
        }
        return page.sorted().map { snapshot(of: $0) }
    }

    /// Those of them that have ended, the newest first, at most as many as the filter says.
    func endedRuns(matching filter: RunFilter) -> [RunSnapshot] {
        var page = Page<RunSnapshot>(filter)
        ended.forEach { id, run in
            guard page.wants(id), filter.states.isEmpty || filter.states.contains(run.ending.state) else { return }
            let snapshot = snapshot(of: run)
            if filter.matches(snapshot) { page.insert(id, snapshot) }
        }
        return page.sorted()
    }

    package func snapshot() -> StoreSnapshot {
        let oldest = admission.oldestQueued()
        let queues = admission.allQueues.map { queue in
            let view = admission.look(at: queue)
            return QueueSnapshot(
                name: view.name, executing: view.counts.slots, queued: view.counts.queued, delayed: view.counts.delayed,
                waiting: view.counts.waiting, oldestQueuedAt: oldest[Int(queue.slot)], limit: view.limits,
                isOverridden: view.isOverridden, isPaused: view.isPaused,
                isDeclared: declaredQueues.contains(view.name))
        }
        return StoreSnapshot(
            executing: admission.organization.slots, limit: admission.organizationLimit,
            queues: queues.sorted { $0.name < $1.name })
    }
}

/// The newest of the runs that it is shown, as many as a filter wants.
private struct Page<Item> {
    private struct Entry: Comparable {
        let id: RunID
        let item: Item

        static func == (left: Entry, right: Entry) -> Bool { left.id == right.id }
        static func < (left: Entry, right: Entry) -> Bool { left.id < right.id }
    }

    private let before: RunID?
    private let limit: Int
    private var entries = Heap<Entry>()

    init(_ filter: RunFilter) {
        before = filter.before
        limit = filter.limit
    }

    func wants(_ id: RunID) -> Bool {
        if let before, id >= before { return false }
        guard entries.count == limit, let last = entries.min else { return true }
        return id > last.id
    }

    mutating func insert(_ id: RunID, _ item: Item) {
        if entries.count == limit { entries.removeMin() }
        entries.insert(Entry(id: id, item: item))
    }

    func sorted() -> [Item] { entries.unordered.sorted { $0.id > $1.id }.map(\.item) }
}
