import Sluice

extension StoreModel {
    /// What a store should tell of a run after it was opened; of its children only which they are.
    func history(of id: RunID) -> RunHistory? {
        guard let run = runs[id] else { return nil }
        let (options, isOver) = (run.request.options, run.state.isTerminal)
        let children = places.filter { $0.key.parent == id }.sorted { $0.key.ordinal < $1.key.ordinal }
        return RunHistory(
            run: snapshot(of: run), payload: run.request.payload, output: run.output, message: run.message,
            idempotencyKey: options.idempotencyKey, tick: run.request.tick,
            priority: max((run.dueAt ?? run.triggeredAt) - run.order, .zero), dueAt: run.dueAt,
            expiresAt: isOver ? nil : run.expiresAt, maxAttempts: run.maxAttempts,
            isCancelRequested: run.isCancelRequested, attempts: run.records,
            children: children.compactMap { runs[$0.value.run].map(snapshot) }, childCount: children.count)
    }

    func snapshot(of run: Run) -> RunSnapshot {
        RunSnapshot(
            id: run.id, task: run.request.task, queue: run.queue, key: run.key, state: run.state,
            attempts: run.attempts, triggeredAt: run.triggeredAt, startedAt: run.records.last?.startedAt,
            endedAt: run.endedAt, parent: run.request.child?.parent, tags: run.request.options.tags)
    }

    /// How a store's numbers differ from what they should be.
    ///
    /// A run that waited and may go on has its slots at once if there are any, and shows it only when its worker asks.
    func difference(from snapshot: StoreSnapshot) -> String? {
        if snapshot.limit != organization { return "the organization's limit is \(String(describing: snapshot.limit))" }
        if Set(snapshot.queues.map(\.name)) != Set(queues.keys) {
            return "the queues are \(snapshot.queues.map(\.name))"
        }
        for shown in snapshot.queues {
            let queue = queues[shown.name]!
            let inQueue = runs.values.filter { $0.queue == shown.name }
            func count(_ state: RunState) -> Int { inQueue.count { $0.state == state } }
            let granted = inQueue.count { wantsToGoOn($0) }
            let holds = queue.declared.onWait == .hold
            let executing = count(.executing) + (holds ? count(.waiting) : 0)
            let isRight =
                shown.queued == count(.queued) && shown.delayed == count(.delayed) && shown.limit == queue.limit
                && shown.isOverridden == (queue.override != nil) && shown.isPaused == queue.isPaused
                && shown.isDeclared == declarations.queues.contains { $0.name == shown.name }
                && (executing...executing + (holds ? 0 : granted)).contains(shown.executing)
                && (count(.waiting) - granted...count(.waiting)).contains(shown.waiting)
                && (holds || shown.executing + shown.waiting == executing + count(.waiting))
            if !isRight {
                return """
                    queue \(shown), where \(count(.executing)) execute, \(count(.queued)) are queued, \(count(.delayed)) delayed and \
                    \(count(.waiting)) wait, \(granted) of them no more; \(queue)
                    """
            }
        }
        return nil
    }
}
