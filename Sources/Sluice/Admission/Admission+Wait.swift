import DequeModule

extension Admission {
    /// Lets an executing run wait until others have ended, in whatever way.
    ///
    /// With `onWait: release` its slots are free meanwhile. When all have ended it gets them back as soon as there is
    /// room, before any queued run, and ``admit(_:limit:now:into:events:)`` hands it to the worker that has its
    /// attempt.
    package mutating func wait(
        _ run: RunIndex, _ token: AttemptToken, for awaited: [Awaited], now: Timestamp, events: inout [Event]
    ) -> Wait {
        guard isCurrent(run, token), runs[run].state == .executing else { return .refused }
        if awaited.isEmpty || runs[run].flags.contains(.cancelRequested) { return .over }
        for child in awaited {
            checkLive(child.run)
            if waits(child.run, for: run) { return .cycle }
        }
        // Backwards, because each is put before the others.
        for child in awaited.reversed() { edges.connect(run, to: child.run, isOwn: child.isOwn, in: &runs) }
        runs[run].state = .waiting
        runs[run].since = now
        let pool = runs[run].pool
        switch queues[Int(nodes[pool].queue.slot)].declaration.onWait {
        case .hold:
            enter(pool, from: .executing, to: .waiting, slots: 0)
        case .release:
            runs[run].flags.remove(.holdsSlots)
            enter(pool, from: .executing, to: .waiting, slots: -1)
            grantResumables(events: &events)
        }
        return .waiting
    }

    /// Whether a run waits for another, if only through others. Costs nothing for those that do not wait, as all do
    /// that were just triggered.
    private func waits(_ run: RunIndex, for other: RunIndex) -> Bool {
        if run == other { return true }
        var visited: Set<RunIndex> = []
        var pending = [run]
        while let next = pending.popLast() {
            var edge = runs[next].children
            while !edge.isAbsent {
                let child = edges[edge].child
                if child == other { return true }
                if !runs[child].children.isAbsent, visited.insert(child).inserted { pending.append(child) }
                edge = edges[edge].nextOfParent
            }
        }
        return false
    }

    /// Ends the wait of a run. With its slots it may go on at once, without them it stands in line for them.
    mutating func makeResumable(_ run: RunIndex, events: inout [Event]) {
        if runs[run].flags.contains(.holdsSlots) {
            enter(runs[run].pool, from: .waiting, to: .executing, slots: 0)
            grant(run, events: &events)
        } else {
            runs[run].state = .resumable
            let pool = runs[run].pool
            var heap = nodes[pool].resumables
            insert(run, into: &heap, as: .isOutOfOrder)
            nodes[pool].resumables = heap
            refresh(pool)
        }
    }

    /// Gives slots to all runs that want to go on and for which there is room. Nothing starts before.
    mutating func grantResumables(events: inout [Event]) {
        while nodes[.organization].hasRoom {
            var node = NodeIndex.organization
            while nodes[node].level != .pool {
                node = resumes.first(in: node)
                if node.isAbsent { return }
            }
            guard let run = heaps[Int(nodes[node].resumables.slot)].first else {
                preconditionFailure("an empty heap is given back at once")
            }
            leaveResumables(run)
            runs[run].flags.insert(.holdsSlots)
            enter(node, from: .waiting, to: .executing, slots: 1, turn: .resume)
            grant(run, events: &events)
        }
    }

    private mutating func grant(_ run: RunIndex, events: inout [Event]) {
        runs[run].state = .granted
        let worker = worker(of: run)
        workers[Int(worker.slot)].granted.append((run, runs[run].token))
        workers[Int(worker.slot)].grantedCount += 1
        events.append(.resumable(run, runs[run].id, worker))
    }

    /// The next run that goes on now that its worker asks, without those that have ended since.
    mutating func takeGranted(for worker: WorkerIndex) -> RunIndex? {
        let slot = Int(worker.slot)
        while let (run, token) = workers[slot].granted.popFirst() {
            guard isCurrent(run, token), runs[run].state == .granted else { continue }
            workers[slot].grantedCount -= 1
            return run
        }
        return nil
    }

    /// Its pool's place in the rings is for the caller to put right.
    mutating func leaveResumables(_ run: RunIndex) {
        let pool = runs[run].pool
        var heap = nodes[pool].resumables
        remove(run, from: &heap)
        nodes[pool].resumables = heap
    }

    /// Forgets what a run waits for.
    mutating func dropChildren(of run: RunIndex) {
        while !runs[run].children.isAbsent { edges.disconnect(runs[run].children, in: &runs) }
    }
}
