import Sluice

/// Whether the core's choices were right.
extension NaiveModel {
    /// A run that waited got its slots and is ready for its worker.
    func grant(_ id: Int, to worker: Int) throws {
        guard let position = position(of: id) else { throw Disagreement("run \(id) goes on, but has ended") }
        try require(runs[position].state == .resumable, "run \(id) goes on, but is \(runs[position].state)")
        try require(runs[position].worker == worker, "run \(id) goes on at worker \(worker)")
        if !runs[position].holdsSlots {
            let pool = pool(runs[position].queue, runs[position].key)
            try requireRoom(pool, id)
            try require(firstResumable[pool] == position, "run \(id) goes on before an earlier one of its pool")
            try turns.serve(pool, view: nil, in: self)
            runs[position].holdsSlots = true
        }
        runs[position].state = .granted
        workers[worker].granted.append(id)
        recount()
    }

    /// A worker was given a run that goes on.
    func resume(_ id: Int, by worker: Int, token: UInt64) throws {
        try require(workers[worker].granted.first == id, "run \(id) goes on at worker \(worker) out of turn")
        workers[worker].granted.removeFirst()
        guard let position = position(of: id) else { throw Disagreement("run \(id) goes on, but has ended") }
        try require(runs[position].state == .granted, "run \(id) goes on, but is \(runs[position].state)")
        try require(runs[position].token == token, "run \(id) goes on with another token")
        runs[position].state = .executing
        runs[position].since = now
    }

    /// A worker was given a run that starts.
    func start(_ id: Int, by worker: Int, token: UInt64) throws {
        guard let position = position(of: id) else { throw Disagreement("run \(id) starts, but has ended") }
        let (run, view) = (runs[position], workers[worker].view)
        try require(run.state == .queued, "run \(id) starts, but is \(run.state)")
        try require(run.startAt <= now, "run \(id) starts before it is due")
        try require(run.everStarted || run.expiresAt > now, "run \(id) starts after it has expired")
        try require(serves(view, run.task), "worker \(worker) starts a task that it does not serve")
        try require(!queues[run.queue].isPaused, "run \(id) of a paused queue starts")
        try require(run.attempt < run.maxAttempts, "run \(id) starts once more than it may")
        let pool = pool(run.queue, run.key)
        try requireRoom(pool, id)
        try require(
            firstQueued[view][pool] == position, "run \(id) starts before run \(runs[firstQueued[view][pool]].id)")
        if let waiting = grantableRun() { throw Disagreement("run \(id) starts, but run \(waiting) could go on") }
        try require(token > latestToken, "a token was given out twice")
        try turns.serve(pool, view: view, in: self)
        latestToken = token
        runs[position].state = .executing
        runs[position].since = now
        runs[position].attempt += 1
        runs[position].everStarted = true
        runs[position].holdsSlots = true
        runs[position].worker = worker
        runs[position].token = token
        recount()
    }

    /// Rules 1 and 2.
    private func requireRoom(_ pool: Int, _ id: Int) throws {
        try require(hasPoolRoom(pool), "run \(id) takes a slot that its pool does not have")
        try require(hasQueueRoom(queue(ofPool: pool)), "run \(id) takes a slot that its queue does not have")
        try require(hasOrganizationRoom, "run \(id) takes a slot that the organization does not have")
    }
}
