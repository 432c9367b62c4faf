/// How runs come in and go.
extension Admission {
    /// Accepts a run: queued, or delayed until it is due.
    ///
    /// - Returns: Its index, until it has ended.
    package mutating func enqueue(_ new: NewRun) throws(EnqueueError) -> RunIndex {
        try check(new.key, for: new.queue)
        if index(of: new.id) != nil { throw .duplicateID }
        var order = new.order
        if !new.parent.isAbsent {
            checkLive(new.parent)
            order = min(order, runs[new.parent].order)
        }
        latestSequence += 1
        let pool = pool(of: new.queue, key: new.key)
        let run = runs.insert(
            RunRecord(
                id: new.id, order: order, sequence: latestSequence, since: new.startableAt, pool: pool, task: new.task,
                maxAttempts: new.maxAttempts, state: new.isDelayed ? .delayed : .queued))
        runTable.insert(hash: new.id.shortHash, slot: run.slot)
        if let time = new.expiresAt {
            runs[run].flags.insert(.expires)
            timers.add(.expiry, of: run, at: time, in: runs)
        }
        if new.isDelayed {
            timers.add(.delay, of: run, at: new.startableAt, in: runs)
            enter(pool, from: nil, to: .delayed, slots: 0)
        } else {
            lineUp(run)
            enter(pool, from: nil, to: .queued, slots: 0)
        }
        return run
    }

    private func check(_ key: String?, for queue: QueueIndex) throws(EnqueueError) {
        switch (queues[Int(queue.slot)].declaration.concurrencyKey, key) {
        case (.none, .some): throw .unexpectedKey
        case (.required, .none): throw .missingKey
        case (_, .some(let key)) where key.isEmpty: throw .emptyKey
        default: return
        }
    }

    /// The run with an id, unless it has ended.
    package func index(of id: RunID) -> RunIndex? {
        runTable.find(hash: id.shortHash) { runs[RunIndex(slot: $0)].id == id }.map { RunIndex(slot: $0) }
    }

    /// A run's place among all runs in the order of their triggers: unique among those that a store has.
    package func sequence(of run: RunIndex) -> UInt64 {
        checkLive(run)
        return runs[run].sequence
    }

    /// What a run's pool sorts by.
    func order(of run: RunIndex) -> Timestamp { runs[run].order }

    func isLive(_ run: RunIndex) -> Bool {
        run.slot >= 0 && run.slot < runs.end && runs[run].state != .free
    }

    func checkLive(_ run: RunIndex) {
        precondition(isLive(run), "the run has ended")
    }

    /// Ends a run that stands nowhere any more: no lane, no worker, no slot.
    mutating func end(_ run: RunIndex, _ state: EndState, events: inout [Event]) {
        let (record, outdatedTimers) = (runs[run], timerCount(of: run))
        events.append(.ended(run, look(at: run), state))
        while !runs[run].waiters.isAbsent {
            let edge = runs[run].waiters
            let parent = edges[edge].parent
            edges.disconnect(edge, in: &runs)
            if runs[parent].children.isAbsent { makeResumable(parent, events: &events) }
        }
        runTable.remove(hash: record.id.shortHash, slot: run.slot)
        runs.remove(run)
        if outdatedTimers > 0 { timers.outdate(outdatedTimers, in: runs) }
        freePoolIfEmpty(record.pool)
    }

    /// How many timers still count for a run.
    private func timerCount(of run: RunIndex) -> Int {
        (runs[run].state == .delayed ? 1 : 0) + (runs[run].flags.contains(.expires) ? 1 : 0)
    }
}
