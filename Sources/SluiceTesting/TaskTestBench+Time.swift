import Sluice

// Time that passes while tasks execute. The clock stops at every deadline on the way, so that what is due executes at its own time, and
// what that triggers counts from then.
extension TaskTestBench {
    /// Lets time pass, and executes everything that becomes due, each at its own time: the end of a delay, the next attempt, a tick of
    /// a schedule. To move the clock alone, use its `advance(by:)`.
    /// - Parameter duration: How long; not negative.
    /// - Throws: As ``runUntilIdle()``.
    public func advance(by duration: Duration) async throws {
        try await pass(until: clock.now + duration)
    }

    /// Lets time pass from deadline to deadline until every run has ended. Ticks of schedules on the way make runs, too.
    /// - Parameter limit: The most time that may pass by the bench's clock. Default: 30 days.
    /// - Throws: ``TaskTestFailure`` if runs are left that time alone can't end, or not within the limit, naming them; as
    ///   ``runUntilIdle()``.
    public func runUntilAllEnded(within limit: Duration = .seconds(30 * 86_400)) async throws {
        let end = clock.now + limit
        try await runUntilIdle()
        while let deadline = try await nextDeadline(), deadline <= end { try await pass(until: deadline) }
        let left = try await unended()
        guard left.isEmpty else {
            let list = left.map { "\n- \($0)" }.joined()
            throw TaskTestFailure(description: "these runs have not ended, with \(limit) to pass:\(list)")
        }
    }

    private func pass(until end: Timestamp) async throws {
        try await runUntilIdle()
        while let stop = [try await nextDeadline(), ticks?.next(after: clock.now)].compactMap(\.self).min(), stop <= end
        {
            clock.advance(by: stop - clock.now)
            try await ticks?.trigger(at: stop)
            try await runUntilIdle()
        }
        guard clock.now < end else { return }
        clock.advance(by: end - clock.now)
        try await runUntilIdle()
    }

    /// When something will happen by itself.
    private func nextDeadline() async throws -> Timestamp? {
        var deadlines = clock.sleepingRuns.values + [worker?.nextTimeout].compactMap(\.self)
        for entry in store.log.entries {
            switch try await store.run(entry.id)?.state {
            case .delayed: deadlines.append(entry.dueAt)
            case .queued: deadlines += [entry.expiresAt].compactMap(\.self)
            default: break
            }
        }
        return deadlines.min()
    }

    /// The runs that have not ended, each with what it waits for.
    private func unended() async throws -> [String] {
        let queues = try await store.snapshot().queues
        var runs: [String] = []
        for entry in store.log.entries {
            guard let state = try await store.run(entry.id)?.state, !state.isTerminal else { continue }
            var reason = ""
            if state == .delayed { reason = " until \(entry.dueAt)" }
            if state == .queued, worker?.tasks.contains(entry.request.task) != true {
                reason = "; the bench has no handler for it"
            }
            if state == .queued, queues.contains(where: { $0.name == entry.queue && $0.isPaused }) {
                reason = "; its queue is paused"
            }
            runs.append(
                "'\(entry.request.task)' in queue '\(entry.queue)' is \(state.rawValue)\(reason) (run \(entry.id))")
        }
        return runs
    }
}
