extension Admission {
    /// Cancels a run. What has not started ends at once; an executing attempt is told through its worker; a waiting run
    /// goes on as soon as it has its slots, so that its handler can clean up, and the runs it triggered and waits for
    /// are cancelled too.
    @discardableResult
    package mutating func cancel(_ run: RunIndex, now: Timestamp, events: inout [Event]) -> Cancel {
        checkLive(run)
        let hasStarted = runs[run].worker >= 0
        var pending = [run]
        while let next = pending.popLast() { cancel(next, now: now, others: &pending, events: &events) }
        grantResumables(events: &events)
        return hasStarted ? .requested : .ended
    }

    /// - Parameter others: Where the runs are added that are to be cancelled too.
    private mutating func cancel(
        _ run: RunIndex, now: Timestamp, others: inout [RunIndex], events: inout [Event]
    ) {
        if runs[run].flags.contains(.cancelRequested) { return }
        switch runs[run].state {
        case .free:
            return
        case .delayed:
            enter(runs[run].pool, from: .delayed, to: nil, slots: 0)
            end(run, .canceled, events: &events)
        case .queued:
            unline(run)
            enter(runs[run].pool, from: .queued, to: nil, slots: 0)
            end(run, .canceled, events: &events)
        case .executing:
            runs[run].flags.insert(.cancelRequested)
            events.append(.cancelRequested(run, runs[run].id, runs[run].token, worker(of: run)))
        case .waiting:
            runs[run].flags.insert(.cancelRequested)
            events.append(.cancelNoted(run, runs[run].id))
            let firstOther = others.count
            while !runs[run].children.isAbsent {
                let edge = runs[run].children
                if edges[edge].isOwn { others.append(edges[edge].child) }
                edges.disconnect(edge, in: &runs)
            }
            others[firstOther...].reverse()  // they are taken from the end
            makeResumable(run, events: &events)
        case .resumable, .granted:
            runs[run].flags.insert(.cancelRequested)
            events.append(.cancelNoted(run, runs[run].id))
        }
    }
}
