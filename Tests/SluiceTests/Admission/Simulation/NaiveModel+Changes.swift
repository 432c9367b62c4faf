import Sluice

/// What follows from each operation, without the core's choices. Who calls counts anew afterwards.
extension NaiveModel {
    /// Something that was to be reported. Compared without regard to its order.
    enum Report: Int { case ended, cancelRequested, putBack }

    func code(_ report: Report, _ id: Int, _ state: Admission.EndState? = nil) -> Int {
        let detail =
            switch state {
            case nil: 0
            case .completed: 1
            case .failed: 2
            case .canceled: 3
            case .timedOut: 4
            case .expired: 5
            }
        return (id * 8 + report.rawValue) * 8 + detail
    }

    func trigger(_ trigger: Operation.Trigger) -> Admission.EnqueueError? {
        switch queues[trigger.queue].declaration.concurrencyKey {
        case .none: if trigger.key >= 0 { return .unexpectedKey }
        case .required: if trigger.key < 0 { return .missingKey }
        case .optional: break
        }
        let startAt = now + max(0, trigger.delay ?? 0)
        var order = startAt - trigger.priority
        if let parent = trigger.parent, let position = position(of: parent) { order = min(order, runs[position].order) }
        runs.append(
            Run(
                id: trigger.id, task: trigger.task, queue: trigger.queue, key: trigger.key, order: order,
                startAt: startAt,
                expiresAt: trigger.ttl.map { startAt + $0 } ?? .max, maxAttempts: trigger.maxAttempts,
                state: startAt > now ? .delayed : .queued, since: startAt))
        return nil
    }

    func end(_ id: Int, _ state: Admission.EndState, reports: inout [Int]) {
        reports.append(code(.ended, id, state))
        runs.removeAll { $0.id == id }
        for position in runs.indices where runs[position].state == .waiting {
            let count = runs[position].awaited.count
            if count == 0 { continue }
            runs[position].awaited.removeAll { $0.id == id }
            if runs[position].awaited.isEmpty { runs[position].state = .resumable }
        }
    }

    /// An attempt is over: the run ends, or is queued or delayed again.
    func conclude(_ id: Int, _ outcome: Admission.Outcome?, reports: inout [Int]) -> Admission.Finished {
        guard let position = position(of: id) else { return .refused }
        let run = runs[position]
        if run.worker >= 0 { workers[run.worker].granted.removeAll { $0 == id } }
        runs[position].holdsSlots = false
        runs[position].isCanceled = false
        runs[position].worker = -1
        runs[position].token = 0
        runs[position].awaited = []
        runs[position].since = now
        runs[position].state = .queued
        let hasAttempts = run.attempt < run.maxAttempts
        switch outcome {
        case .completed: return conclude(id, .completed, &reports)
        case .timedOut: return conclude(id, .timedOut, &reports)
        case .canceled: return conclude(id, .canceled, &reports)
        case _ where run.isCanceled: return conclude(id, .canceled, &reports)
        case .returned:
            runs[position].attempt -= 1
            return .queued
        case nil:
            return hasAttempts ? .queued : conclude(id, .failed, &reports)
        case .failed(let delay):
            guard hasAttempts, let delay else { return conclude(id, .failed, &reports) }
            let microseconds = delay.components.seconds * 1_000_000 + delay.components.attoseconds / 1_000_000_000_000
            if microseconds <= 0 { return .queued }
            runs[position].state = .delayed
            runs[position].since = now + microseconds
            return .delayed(until: Timestamp(microseconds: now + microseconds))
        }
    }

    private func conclude(_ id: Int, _ state: Admission.EndState, _ reports: inout [Int]) -> Admission.Finished {
        end(id, state, reports: &reports)
        return .ended(state)
    }

    func finish(_ id: Int, _ token: UInt64, _ outcome: Admission.Outcome, reports: inout [Int]) -> Admission.Finished {
        guard let position = position(of: id), runs[position].token == token, token != 0 else { return .refused }
        return conclude(id, outcome, reports: &reports)
    }

    func wait(_ id: Int, _ token: UInt64, _ children: [Operation.Child]) -> Admission.Wait {
        guard let position = position(of: id), runs[position].token == token, token != 0 else { return .refused }
        guard runs[position].state == .executing else { return .refused }
        if children.isEmpty || runs[position].isCanceled { return .over }
        for child in children where child.id == id || waits(child.id, for: id) { return .cycle }
        runs[position].awaited = children
        runs[position].state = .waiting
        runs[position].since = now
        if queues[runs[position].queue].declaration.onWait == .release { runs[position].holdsSlots = false }
        return .waiting
    }

    private func waits(_ id: Int, for other: Int) -> Bool {
        guard let position = position(of: id), runs[position].state == .waiting else { return false }
        return runs[position].awaited.contains { $0.id == other || waits($0.id, for: other) }
    }

    func cancel(_ id: Int, reports: inout [Int]) -> Admission.Cancel {
        let hasStarted = position(of: id).map { runs[$0].worker >= 0 } ?? false
        cancelOne(id, reports: &reports)
        return hasStarted ? .requested : .ended
    }

    private func cancelOne(_ id: Int, reports: inout [Int]) {
        guard let position = position(of: id), !runs[position].isCanceled else { return }
        switch runs[position].state {
        case .delayed, .queued:
            end(id, .canceled, reports: &reports)
        case .executing:
            runs[position].isCanceled = true
            reports.append(code(.cancelRequested, id))
        case .waiting:
            runs[position].isCanceled = true
            runs[position].state = .resumable
            let children = runs[position].awaited
            runs[position].awaited = []
            for child in children where child.isOwn { cancelOne(child.id, reports: &reports) }
        case .resumable, .granted:
            runs[position].isCanceled = true
        }
    }

    func removeWorker(_ worker: Int, as departure: Admission.Departure, reports: inout [Int]) {
        workers[worker].isPresent = false
        let held = runs.filter { $0.worker == worker }.map(\.id)
        for id in held {
            if let position = position(of: id) { runs[position].awaited = [] }
        }
        for id in held {
            let outcome: Admission.Outcome? = departure == .lost ? nil : .returned
            if conclude(id, outcome, reports: &reports) == .queued { reports.append(code(.putBack, id)) }
        }
        turns.restartsGoingOn = true
    }

    /// One timer after the other, each in its own step.
    func advance(reports: inout [Int]) {
        while true {
            var next: (time: Int64, id: Int, isExpiry: Int)?
            for run in runs {
                var timer: (time: Int64, id: Int, isExpiry: Int)?
                if run.state == .delayed {
                    timer = (run.since, run.id, 0)
                } else if run.state == .queued, !run.everStarted, run.expiresAt != .max {
                    timer = (run.expiresAt, run.id, 1)
                }
                if let timer, timer.time <= now, timer < next ?? (.max, .max, .max) { next = timer }
            }
            guard let next, let position = position(of: next.id) else { return }
            if next.isExpiry == 1 {
                end(next.id, .expired, reports: &reports)
            } else {
                runs[position].state = .queued
            }
            recount()
        }
    }
}
