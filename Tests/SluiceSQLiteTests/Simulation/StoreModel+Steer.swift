import Sluice

extension StoreModel {
    /// What a store should answer to a cancellation: the states that the run may be in; none if the run is not known.
    mutating func cancel(_ id: RunID, _ now: Timestamp) -> [RunState] {
        catchUp(now)
        guard let run = runs[id], !retained.contains(id) else { return [] }
        if run.state.isTerminal { return [run.state] }
        let isHeld = run.token != nil
        var pending = [id]
        while let next = pending.popLast() { pending += cancelOne(next, now).reversed() }
        // What waits may have its slots already.
        return isHeld ? (run.state == .waiting ? [.waiting, .executing] : [.executing]) : [.canceled]
    }

    /// - Returns: The runs that are to be cancelled with it.
    private mutating func cancelOne(_ id: RunID, _ now: Timestamp) -> [RunID] {
        guard let run = runs[id], !run.state.isTerminal, !run.isCancelRequested else { return [] }
        switch run.state {
        case .waiting:
            let isOver = wantsToGoOn(run)
            runs[id]!.isCancelRequested = true
            guard !isOver else { return [] }
            let own = Set(places.filter { $0.key.parent == id && $0.value.isOwn }.map(\.value.run))
            return run.awaited.filter { own.contains($0) }
        case .executing:
            runs[id]!.isCancelRequested = true
        default:
            end(id, .canceled, now)
        }
        return []
    }

    mutating func setPaused(_ isPaused: Bool, _ queue: String, _ now: Timestamp) {
        catchUp(now)
        queues[queue]!.isPaused = isPaused
    }

    /// - Parameter limit: `nil`: the declared ones.
    mutating func override(_ queue: String, _ limit: ConcurrencyLimit?, _ now: Timestamp) {
        catchUp(now)
        noteThoseThatStandInLine()
        queues[queue]!.override = limit
    }

    mutating func register(_ declarations: Declarations, organization: Int?, _ now: Timestamp) {
        catchUp(now)
        noteThoseThatStandInLine()
        self.organization = organization
        self.declarations = declarations
        for queue in declarations.queues { queues[queue.name, default: Queue(declared: queue)].declared = queue }
        for task in declarations.tasks where ticks[task.id] == nil && task.schedule != nil {
            ticks[task.id] = (now, nil)
        }
    }

    private mutating func noteThoseThatStandInLine() {
        for run in runs.values where wantsToGoOn(run) { runs[run.id]!.mayExceed = true }
    }
}
