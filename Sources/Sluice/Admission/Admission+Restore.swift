extension Admission {
    /// A run as it stood when a store's last process wrote it down.
    package struct Restored {
        let id: RunID
        let sequence: UInt64
        let task: TaskIndex
        let queue: QueueIndex
        let key: String?
        let standing: Standing
        let order: Timestamp
        let startableAt: Timestamp
        let expiresAt: Timestamp?
        let attempts: Int32
        let maxAttempts: Int32
        let isCancelRequested: Bool
    }

    /// Takes up a run where another process left it. Limits are not looked at: what executed did so within those of its time.
    ///
    /// In the order of ``Restored/sequence``, which keeps the lanes lists.
    /// - Parameter worker: Who has what executes or waits.
    mutating func restore(_ restored: Restored, heldBy worker: WorkerIndex) -> RunIndex {
        latestSequence = max(latestSequence, restored.sequence)
        let pool = pool(of: restored.queue, key: restored.key)
        let run = runs.insert(
            RunRecord(
                id: restored.id, order: restored.order, sequence: restored.sequence, since: restored.startableAt,
                pool: pool, task: restored.task, maxAttempts: restored.maxAttempts, state: .queued))
        runTable.insert(hash: restored.id.shortHash, slot: run.slot)
        runs[run].attempt = restored.attempts
        if restored.isCancelRequested { runs[run].flags.insert(.cancelRequested) }
        if let time = restored.expiresAt {
            runs[run].flags.insert(.expires)
            timers.add(.expiry, of: run, at: time, in: runs)
        } else {
            runs[run].flags.insert(.hasStarted)
        }
        switch restored.standing {
        case .delayed:
            runs[run].state = .delayed
            timers.add(.delay, of: run, at: restored.startableAt, in: runs)
            enter(pool, from: nil, to: .delayed, slots: 0)
        case .queued:
            lineUp(run)
            enter(pool, from: nil, to: .queued, slots: 0)
        case .executing:
            take(run, as: .executing, holdsSlots: true, by: worker)
        case .waiting:
            let holdsSlots = queues[Int(restored.queue.slot)].declaration.onWait == .hold
            take(run, as: .waiting, holdsSlots: holdsSlots, by: worker)
        }
        return run
    }

    private mutating func take(
        _ run: RunIndex, as state: RunRecord.State, holdsSlots: Bool, by worker: WorkerIndex
    ) {
        latestToken += 1
        runs[run].token = AttemptToken(rawValue: latestToken)
        runs[run].state = state
        if holdsSlots { runs[run].flags.insert(.holdsSlots) }
        hold(run, by: worker)
        enter(runs[run].pool, from: nil, to: runs[run].standing, slots: holdsSlots ? 1 : 0)
    }

    /// Lets a run that was restored as waiting wait for others again, or for its slots where they have all ended.
    mutating func restoreWait(of run: RunIndex, for awaited: [Awaited], events: inout [Event]) {
        guard runs[run].state == .waiting else { return }
        for child in awaited.reversed() { edges.connect(run, to: child.run, isOwn: child.isOwn, in: &runs) }
        if awaited.isEmpty { makeResumable(run, events: &events) }
    }

    /// Numbers runs from beyond what was ever used.
    mutating func skipSequences(to latest: UInt64) {
        latestSequence = max(latestSequence, latest)
    }
}
