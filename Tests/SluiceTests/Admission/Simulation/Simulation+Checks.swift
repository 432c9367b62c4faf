import Sluice

/// The comparison of the core with the naive model.
extension Simulation {
    func checkEvents(_ expected: [Int]) throws {
        var reports: [Int] = []
        for event in events {
            switch event {
            case .ended(let run, let view, let state):
                try require(indices[Int(view.id.low)] == run, "\(event) names the wrong run")
                reports.append(model.code(.ended, Int(view.id.low), state))
                if state == .expired { count(.expiry) }
            case .cancelRequested(let run, let id, let token, let worker):
                let position = model.position(of: Int(id.low))!
                try require(
                    indices[Int(id.low)] == run && model.runs[position].token == token.rawValue
                        && workers[model.runs[position].worker] == worker, "\(event) names the wrong attempt")
                reports.append(model.code(.cancelRequested, Int(id.low)))
                count(.cancelRequest)
            case .cancelNoted(let run, let id):
                try require(indices[Int(id.low)] == run, "\(event) names the wrong run")
            case .putBack(let run, let id, _):
                try require(indices[Int(id.low)] == run, "\(event) names the wrong run")
                reports.append(model.code(.putBack, Int(id.low)))
                count(.putBack)
            case .resumable(_, let id, let worker):
                guard let number = workers.firstIndex(of: worker) else {
                    throw Disagreement("\(event): no such worker")
                }
                if model.resumableWithSlots == Int(id.low) { count(.resumeWithHeldSlots) }
                try model.grant(Int(id.low), to: number)
            }
        }
        try require(reports.sorted() == expected.sorted(), "reported was \(events)")
        if let waiting = model.grantableRun() { throw Disagreement("run \(waiting) could go on") }
    }

    /// After each operation: the organization's count, and that no wakeup is lost and none is for nothing.
    func checkCounts() throws {
        try require(
            core.organization.slots == model.organizationSlots,
            "the organization counts \(core.organization.slots) slots instead of \(model.organizationSlots)")
        let isStartable = model.views.indices.map { model.startablePool(for: $0) != nil }
        for number in presentWorkers {
            let expected = !model.workers[number].granted.isEmpty || isStartable[model.workers[number].view]
            try require(core.hasWork(for: workers[number]) == expected, "worker \(number) has work: \(expected)")
        }
    }

    func checkEverything() throws {
        try checkExplanations()
        for run in model.runs {
            guard let index = core.index(of: Self.runID(run.id)) else { throw Disagreement("run \(run.id) is lost") }
            let look = core.look(at: index)
            try require(
                index == indices[run.id] && look.standing == run.state.standing
                    && look.since.microseconds == run.since && look.attempt == run.attempt
                    && look.isCancelRequested == run.isCanceled && look.queue == queues[run.queue]
                    && look.task == tasks[run.task] && look.key == (run.key < 0 ? nil : Self.keys[run.key]),
                "\(look) does not describe \(run)")
        }
        try require(core.organization == counts { _ in true }, "the organization counts \(core.organization)")
        let oldestQueued = core.oldestQueued()
        for (number, queue) in queues.enumerated() {
            let (look, expected) = (core.look(at: queue), model.queues[number])
            try require(
                look.counts == counts { $0.queue == number } && look.limits == expected.limits
                    && look.isPaused == expected.isPaused && look.isOverridden == (expected.override != nil)
                    && look.declared == expected.declaration,
                "queue \(number) is \(look)")
            for pool in core.lookAtPools(of: queue) {
                let key = pool.key.map { key in Self.keys.firstIndex { $0.utf8.elementsEqual(key.utf8) }! } ?? -1
                try require(
                    pool.counts == counts { $0.queue == number && $0.key == key } && pool.counts != .init(),
                    "pool \(key) of queue \(number) is \(pool)")
            }
            let oldest = oldestQueued[Int(queue.slot)]?.microseconds
            let queued = model.runs.filter { $0.queue == number && $0.state == .queued }
            try require(
                oldest.map { time in queued.contains { $0.since == time } } ?? queued.isEmpty,
                "queue \(number) says it has runs since \(oldest ?? 0)")
        }
        let deadline = model.runs.map(\.deadline).min() ?? .max
        let next = core.nextDeadline()?.microseconds ?? .max
        try require(next == deadline, "the next deadline is \(next) instead of \(deadline)")
    }

    private func counts(_ isIncluded: (NaiveModel.Run) -> Bool) -> Admission.Counts {
        var counts = Admission.Counts()
        for run in model.runs where isIncluded(run) {
            switch run.state.standing {
            case .delayed: counts.delayed += 1
            case .queued: counts.queued += 1
            case .executing: counts.executing += 1
            case .waiting: counts.waiting += 1
            }
            if run.holdsSlots { counts.slots += 1 }
        }
        return counts
    }
}

extension NaiveModel.State {
    var standing: Admission.Standing {
        switch self {
        case .delayed: .delayed
        case .queued: .queued
        case .executing, .granted: .executing
        case .waiting, .resumable: .waiting
        }
    }
}

extension NaiveModel.Run {
    /// When time alone will change it.
    var deadline: Int64 {
        if state == .delayed { return min(since, everStarted ? .max : expiresAt) }
        return state == .queued && !everStarted ? expiresAt : .max
    }
}
