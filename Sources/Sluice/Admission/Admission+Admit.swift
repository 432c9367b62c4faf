extension Admission {
    /// Hands out what a worker may execute now: first what it goes on with after a wait, then new starts.
    ///
    /// - Parameters:
    ///   - limit: How many more runs the worker can execute.
    ///   - admitted: Where they are appended. Fewer than `limit` mean that nothing else can start for this worker.
    package mutating func admit(
        _ worker: WorkerIndex, limit: Int, now: Timestamp, into admitted: inout [Admitted], events: inout [Event]
    ) {
        guard isPresent(worker) else { return }
        advance(to: now, events: &events)
        var room = limit
        while room > 0, let run = takeGranted(for: worker) {
            runs[run].state = .executing
            runs[run].since = now
            admitted.append(description(of: run, .resume))
            room -= 1
        }
        let view = workers[Int(worker.slot)].view.flatMap { views[$0] }
        while room > 0, let run = nextStart(in: view) {
            start(run, by: worker, now: now)
            admitted.append(description(of: run, .start))
            room -= 1
        }
    }

    /// Whether ``admit(_:limit:now:into:events:)`` would hand out anything to this worker, unless it expires before.
    package func hasWork(for worker: WorkerIndex) -> Bool {
        guard isPresent(worker) else { return false }
        if workers[Int(worker.slot)].grantedCount > 0 { return true }
        guard nodes[.organization].hasRoom else { return false }
        guard let view = workers[Int(worker.slot)].view else { return hasStartableWork }
        return views[view]?.starts.first(in: .organization).isAbsent == false
    }

    /// Whether there is a run that a worker of all tasks could start.
    package var hasStartableWork: Bool {
        nodes[.organization].hasRoom && !starts.first(in: .organization).isAbsent
    }

    private func description(of run: RunIndex, _ kind: Admitted.Kind) -> Admitted {
        Admitted(
            kind: kind, run: run, id: runs[run].id, token: runs[run].token, attempt: Int(runs[run].attempt),
            isCancelRequested: runs[run].flags.contains(.cancelRequested))
    }

    private func nextStart(in view: View?) -> RunIndex? {
        guard nodes[.organization].hasRoom else { return nil }
        var node = NodeIndex.organization
        while nodes[node].level != .pool {
            node = if let view { view.starts.first(in: node) } else { starts.first(in: node) }
            if node.isAbsent { return nil }
        }
        return firstQueued(in: node, of: view?.tasks)
    }

    private mutating func start(_ run: RunIndex, by worker: WorkerIndex, now: Timestamp) {
        unline(run)
        latestToken += 1
        runs[run].token = AttemptToken(rawValue: latestToken)
        runs[run].attempt += 1
        runs[run].state = .executing
        runs[run].since = now
        let expired = runs[run].flags.contains(.expires)
        runs[run].flags.remove(.expires)
        runs[run].flags.formUnion([.hasStarted, .holdsSlots])
        if expired { timers.outdate(1, in: runs) }
        hold(run, by: worker)
        enter(runs[run].pool, from: .queued, to: .executing, slots: 1, turn: .start)
    }
}
