extension Admission {
    /// Why an attempt is over: what its worker said, or that the worker is gone.
    enum Conclusion {
        case outcome(Outcome)
        case crashed
    }

    /// Ends an attempt: its slots are free, and the run has ended or is queued again.
    ///
    /// Saying it twice, or with the token of an earlier attempt, changes nothing.
    @discardableResult
    package mutating func finish(
        _ run: RunIndex, _ token: AttemptToken, _ outcome: Outcome, now: Timestamp, events: inout [Event]
    ) -> Finished {
        guard isCurrent(run, token) else { return .refused }
        let finished = conclude(run, .outcome(outcome), now: now, events: &events)
        grantResumables(events: &events)
        return finished
    }

    /// Whether a token is that of the attempt that a worker has of this run.
    package func isCurrent(_ run: RunIndex, _ token: AttemptToken) -> Bool {
        isLive(run) && token != .unstarted && runs[run].token == token
    }

    mutating func conclude(
        _ run: RunIndex, _ conclusion: Conclusion, now: Timestamp, events: inout [Event]
    ) -> Finished {
        let next = fate(of: run, conclusion, now: now)
        let old = runs[run].standing
        dropChildren(of: run)
        if runs[run].state == .resumable { leaveResumables(run) }
        if runs[run].state == .granted { workers[Int(runs[run].worker)].grantedCount -= 1 }
        letGo(run)
        let slots: Int32 = runs[run].flags.contains(.holdsSlots) ? -1 : 0
        runs[run].flags.subtract([.holdsSlots, .cancelRequested])
        runs[run].token = .unstarted
        if case .outcome(.returned) = conclusion { runs[run].attempt -= 1 }
        switch next {
        case .ended(let state):
            enter(runs[run].pool, from: old, to: nil, slots: slots)
            end(run, state, events: &events)
        case .delayed(let time):
            runs[run].state = .delayed
            runs[run].since = time
            timers.add(.delay, of: run, at: time, in: runs)
            enter(runs[run].pool, from: old, to: .delayed, slots: slots)
        case .queued:
            runs[run].state = .queued
            runs[run].since = now
            lineUp(run)
            enter(runs[run].pool, from: old, to: .queued, slots: slots)
        case .refused:
            preconditionFailure("only a stale token is refused")
        }
        return next
    }

    /// A run whose cancellation was asked for is not tried again.
    private func fate(of run: RunIndex, _ conclusion: Conclusion, now: Timestamp) -> Finished {
        let isCanceled = runs[run].flags.contains(.cancelRequested)
        let hasAttempts = runs[run].attempt < runs[run].maxAttempts
        switch conclusion {
        case .outcome(.completed): return .ended(.completed)
        case .outcome(.timedOut): return .ended(.timedOut)
        case .outcome(.canceled): return .ended(.canceled)
        case .outcome(.returned): return isCanceled ? .ended(.canceled) : .queued
        case .crashed: return isCanceled ? .ended(.canceled) : hasAttempts ? .queued : .ended(.failed)
        case .outcome(.failed(let delay)):
            if isCanceled { return .ended(.canceled) }
            guard hasAttempts, let delay else { return .ended(.failed) }
            return delay > .zero ? .delayed(until: now + delay) : .queued
        }
    }
}
