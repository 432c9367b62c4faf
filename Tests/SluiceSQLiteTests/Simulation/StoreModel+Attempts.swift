import Sluice

extension StoreModel {
    // MARK: Room

    /// Whether a run holds slots.
    func holdsSlots(_ run: Run) -> Bool {
        run.state == .executing || run.state == .waiting && queues[run.queue]!.declared.onWait == .hold
    }

    func hasRoom(for run: Run) -> Bool {
        let holders = runs.values.filter(holdsSlots)
        let inQueue = holders.filter { $0.queue == run.queue }
        let limit = queues[run.queue]!.limit
        return holders.count < organization ?? .max && inQueue.count < limit.total ?? .max
            && inQueue.count { $0.key == run.key } < limit.perKey ?? .max
    }

    /// Whether the wait of a run is over.
    func wantsToGoOn(_ run: Run) -> Bool {
        run.state == .waiting && (run.isCancelRequested || run.awaited.allSatisfy { runs[$0]!.state.isTerminal })
    }

    // MARK: Starts

    /// Starts a run because a store has done so.
    /// - Returns: Why it should not have.
    mutating func start(_ id: RunID, _ token: AttemptToken?, _ now: Timestamp) -> String? {
        guard let run = runs[id], run.state == .queued else {
            return "\(id) was started, and is \(runs[id]?.state.rawValue ?? "unknown")"
        }
        if queues[run.queue]!.isPaused { return "\(id) was started in a paused queue" }
        if !hasRoom(for: run) { return "\(id) was started beyond a limit" }
        let first = runs.values.filter { $0.state == .queued && $0.queue == run.queue && $0.key == run.key }
            .min { ($0.order, $0.number) < ($1.order, $1.number) }!
        if first.id != id { return "\(id) was started before \(first.id)" }
        runs[id]!.state = .executing
        runs[id]!.token = token
        runs[id]!.attempts += 1
        runs[id]!.expiresAt = nil
        runs[id]!.nextOrdinal = 0
        runs[id]!.records.append(AttemptRecord(number: run.attempts + 1, startedAt: now))
        return nil
    }

    /// Lets a run go on because a store has done so.
    /// - Returns: Why it should not have.
    mutating func goOn(_ id: RunID) -> String? {
        guard let run = runs[id], wantsToGoOn(run) else { return "\(id) went on, and had no reason to" }
        if !holdsSlots(run), !run.mayExceed, !hasRoom(for: run) { return "\(id) went on beyond a limit" }
        runs[id]!.state = .executing
        runs[id]!.awaited = []
        runs[id]!.mayExceed = false
        return nil
    }

    /// A run that a store should not have left where it is, when it said that there is nothing more to do.
    var leftBehind: RunID? {
        runs.values.first { run in
            switch run.state {
            case .queued: !queues[run.queue]!.isPaused && hasRoom(for: run)
            case .waiting: wantsToGoOn(run) && (holdsSlots(run) || hasRoom(for: run))
            default: false
            }
        }?.id
    }

    // MARK: Ends

    /// What a store should answer to endings.
    mutating func finish(_ endings: [AttemptEnding], _ now: Timestamp) -> [FinishReceipt.Verdict] {
        catchUp(now)
        return endings.map { finish($0, now) }
    }

    private mutating func finish(_ ending: AttemptEnding, _ now: Timestamp) -> FinishReceipt.Verdict {
        guard let run = runs[ending.id], let token = run.token, token == ending.token else { return .stale }
        switch ending.outcome {
        case .completed(let output): end(run.id, .completed, now, outcome: .completed, output: output)
        case .timedOut: end(run.id, .timedOut, now, outcome: .timedOut)
        case .canceled: end(run.id, .canceled, now, outcome: .canceled)
        case .returned: giveBack(run.id, .returned, now)
        case .failed(let message, let delay):
            if run.isCancelRequested {
                end(run.id, .canceled, now, outcome: .canceled)
            } else if let delay, run.attempts < run.maxAttempts {
                forgetFailures(of: run.id)
                putBack(run.id, .failed, message, now, startableAt: now + max(delay, .zero))
            } else {
                end(run.id, .failed, now, outcome: .failed, message: message)
            }
        }
        return runs[run.id].map { $0.state.isTerminal ? .ended($0.state) : .requeued } ?? .stale
    }

    /// What becomes of a run whose worker gives it back, or is lost.
    mutating func giveBack(_ id: RunID, _ outcome: AttemptRecord.Outcome, _ now: Timestamp) {
        let run = runs[id]!
        if outcome == .returned { runs[id]!.attempts -= 1 }
        if run.isCancelRequested {
            end(id, .canceled, now, outcome: outcome)
        } else if outcome == .lost && run.attempts >= run.maxAttempts {
            end(id, .failed, now, outcome: .lost, message: "the worker was lost, and no attempt is left")
        } else {
            putBack(id, outcome, nil, now, startableAt: now)
        }
    }

    private mutating func putBack(
        _ id: RunID, _ outcome: AttemptRecord.Outcome, _ message: String?, _ now: Timestamp, startableAt: Timestamp
    ) {
        closeRecord(of: id, outcome, message, now)
        runs[id]!.state = startableAt > now ? .delayed : .queued
        runs[id]!.isParked = startableAt > now
        runs[id]!.startableAt = startableAt
        runs[id]!.token = nil
        runs[id]!.awaited = []
    }

    /// The next attempt triggers again what did not complete for this one.
    private mutating func forgetFailures(of parent: RunID) {
        for (place, child) in places where place.parent == parent {
            let state = runs[child.run]!.state
            if state.isTerminal && state != .completed { places[place] = nil }
        }
        dropRetained()
    }

    /// What becomes of everything that a worker has, when it leaves or is lost.
    mutating func leave(_ outcome: AttemptRecord.Outcome, _ now: Timestamp) {
        for run in inOrder where run.state == .executing || run.state == .waiting { giveBack(run.id, outcome, now) }
    }

    /// What a process finds that opens the file which another has left.
    mutating func reopen(_ now: Timestamp) {
        for run in inOrder where run.state == .queued && run.isParked && run.startableAt > now {
            runs[run.id]!.state = .delayed
        }
        ended.append(contentsOf: retained)
        retained = []
        ended.sort { (runs[$0]!.endedAt!, runs[$0]!.number) < (runs[$1]!.endedAt!, runs[$1]!.number) }
        while ended.count > retentionCount { dropOldest() }
        leave(.lost, now)
    }
}
