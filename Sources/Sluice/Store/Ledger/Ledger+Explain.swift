/// Why a run waits.
extension Ledger {
    /// - Returns: `nil` for a run that executes.
    func explain(_ run: RunIndex) -> WaitExplanation? {
        let view = admission.look(at: run)
        guard view.standing != .executing else { return nil }
        let task = taskNames[Int(view.task.slot)]
        var holds = admission.holds(of: run).map { hold in
            let holders = admission.holders(of: hold, for: run)
            return WaitExplanation.Hold(
                WaitExplanation.Reason(hold), holders: first(of: holders, isInOrder: hold == .runs),
                holderCount: holders.count)
        }
        // Who waits for its slots after a wait has a worker.
        if view.standing != .waiting, !workers.values.contains(where: { $0.tasks?.contains(task) ?? true }) {
            holds.append(WaitExplanation.Hold(.noWorker))
        }
        let place = admission.place(of: run).map {
            WaitExplanation.Place(position: $0.position, poolCount: $0.poolCount, queueCount: $0.queueCount)
        }
        return WaitExplanation(
            task: task, queue: queueNames[Int(view.queue.slot)], key: view.key, holds: holds, place: place)
    }

    private func first(of runs: [RunIndex], isInOrder: Bool) -> [RunSnapshot] {
        let sorted =
            isInOrder
            ? runs
            : runs.sorted { left, right in
                let (first, second) = (details[left.slot].since, details[right.slot].since)
                return first != second ? first < second : admission.look(at: left).id < admission.look(at: right).id
            }
        return sorted.prefix(WaitExplanation.Hold.maximumHolders).map { snapshot(of: $0) }
    }
}

extension WaitExplanation.Reason {
    init(_ hold: Admission.Hold) {
        switch hold {
        case .delayed(let time): self = .delayed(until: time)
        case .paused: self = .paused
        case .pool(let taken, let limit): self = .perKey(taken: taken, limit: limit)
        case .queue(let taken, let limit): self = .queue(taken: taken, limit: limit)
        case .organization(let taken, let limit): self = .organization(taken: taken, limit: limit)
        case .runs: self = .runs
        }
    }
}
