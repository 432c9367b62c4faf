import Testing

@testable import Sluice

extension Simulation {
    /// What holds each run, who has its slots, and its place in line.
    func checkExplanations() throws {
        for position in model.runs.indices {
            let run = model.runs[position]
            guard let index = core.index(of: Self.runID(run.id)) else { throw Disagreement("run \(run.id) is lost") }
            let holds = core.holds(of: index)
            try require(holds == expectedHolds(run), "run \(run.id) is held by \(holds)")
            for hold in holds {
                let holders = Set(core.holders(of: hold, for: index).map { core.look(at: $0).id })
                let expected = Set(model.runs.filter { isHeld(run, by: $0, hold) }.map { Self.runID($0.id) })
                try require(holders == expected, "\(hold) of run \(run.id) is by \(holders)")
            }
            try require(core.place(of: index) == expectedPlace(position), "run \(run.id) has a wrong place in line")
            let expiry = run.everStarted || run.expiresAt == .max ? nil : run.expiresAt
            try require(core.expiry(of: index)?.microseconds == expiry, "run \(run.id) expires at another time")
        }
    }

    private func expectedHolds(_ run: NaiveModel.Run) -> [Admission.Hold] {
        let pause: [Admission.Hold] = model.queues[run.queue].isPaused ? [.paused] : []
        return switch run.state {
        case .delayed: [.delayed(until: Timestamp(microseconds: run.since))] + pause
        case .queued: pause + fullCounters(run)
        case .waiting: [.runs]
        case .resumable: fullCounters(run)
        case .executing, .granted: []
        }
    }

    private func fullCounters(_ run: NaiveModel.Run) -> [Admission.Hold] {
        let limits = model.queues[run.queue].limits
        let pool = model.poolSlots[model.pool(run.queue, run.key)]
        let (queue, organization) = (model.queueSlots[run.queue], model.organizationSlots)
        var holds: [Admission.Hold] = []
        if let limit = limits.perKey, pool >= limit { holds.append(.pool(taken: pool, limit: limit)) }
        if let limit = limits.total, queue >= limit { holds.append(.queue(taken: queue, limit: limit)) }
        if let limit = model.organizationLimit, organization >= limit {
            holds.append(.organization(taken: organization, limit: limit))
        }
        return holds
    }

    private func isHeld(_ run: NaiveModel.Run, by other: NaiveModel.Run, _ hold: Admission.Hold) -> Bool {
        switch hold {
        case .delayed, .paused: false
        case .pool: other.holdsSlots && other.queue == run.queue && other.key == run.key
        case .queue: other.holdsSlots && other.queue == run.queue
        case .organization: other.holdsSlots
        case .runs: run.awaited.contains { $0.id == other.id }
        }
    }

    private func expectedPlace(_ position: Int) -> Admission.Place? {
        let run = model.runs[position]
        guard run.state == .queued else { return nil }
        let queue = model.runs.indices.filter { model.runs[$0].state == .queued && model.runs[$0].queue == run.queue }
        let pool = queue.filter { model.runs[$0].key == run.key }
        let ahead = pool.count { model.comesBefore($0, position) }
        return Admission.Place(position: ahead + 1, poolCount: pool.count, queueCount: queue.count)
    }
}
