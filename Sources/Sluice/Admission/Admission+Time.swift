extension Admission {
    /// Queues the delayed runs that are due, and expires the queued ones whose time to live is over.
    package mutating func advance(to now: Timestamp, events: inout [Event]) {
        while let timer = timers.pop(until: now, in: runs) {
            let run = timer.run
            switch timer.kind {
            case .delay:
                runs[run].state = .queued
                lineUp(run)
                enter(runs[run].pool, from: .delayed, to: .queued, slots: 0)
            case .expiry:
                runs[run].flags.remove(.expires)
                unline(run)
                enter(runs[run].pool, from: .queued, to: nil, slots: 0)
                end(run, .expired, events: &events)
            }
        }
        grantResumables(events: &events)
    }

    /// When ``advance(to:events:)`` is to be called next, if nothing else happens before.
    package mutating func nextDeadline() -> Timestamp? {
        timers.next(in: runs)
    }
}
