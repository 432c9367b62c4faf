extension WaitExplanation: CustomStringConvertible {
    /// For people: a line for each thing that holds the run, with the runs behind it, and one for its place in line.
    public var description: String {
        var lines = holds.map(line(for:))
        if holds.isEmpty {
            lines.append("nothing holds it: it starts as soon as a worker that serves task '\(task)' has room")
        }
        if let place { lines.append(line(for: place)) }
        return lines.joined(separator: "\n")
    }

    private func line(for hold: Hold) -> String {
        switch hold.reason {
        case .delayed(let time): "its time has not come: it is delayed until \(time)"
        case .paused: "queue '\(queue)' is paused: nothing of it starts until it is resumed"
        case .perKey(let taken, let limit): full(poolName, taken, limit, hold)
        case .queue(let taken, let limit): full("queue '\(queue)'", taken, limit, hold)
        case .organization(let taken, let limit): full("the organization", taken, limit, hold)
        case .runs:
            "its handler waits for \(hold.holderCount == 1 ? "a run" : "\(hold.holderCount) runs"): \(names(hold))"
        case .noWorker: "no worker serves task '\(task)' now: start one that has a handler for it"
        }
    }

    private var poolName: String {
        key.map { "key '\($0)' of queue '\(queue)'" } ?? "queue '\(queue)' for runs without a key"
    }

    private func full(_ what: String, _ taken: Int, _ limit: Int, _ hold: Hold) -> String {
        let slots = limit == 1 ? "its slot is" : "\(taken) of \(limit) slots are"
        return "\(what) has no room: \(slots) taken by \(names(hold))"
    }

    /// The first few: a list of all is what ``Hold/holders`` is for.
    private func names(_ hold: Hold) -> String {
        var names = hold.holders.prefix(3).map { "\($0.id) (\($0.task), \($0.state.rawValue))" }
        let others = hold.holderCount - names.count
        if others > 0 { names.append("\(others) \(others == 1 ? "other" : "others")") }
        guard let last = names.popLast() else { return "runs that have just ended" }
        return names.isEmpty ? last : "\(names.joined(separator: ", ")) and \(last)"
    }

    private func line(for place: Place) -> String {
        let line = "place \(place.position) of \(place.poolCount) in line"
        guard let key, place.queueCount > place.poolCount else { return line }
        return "\(line) for key '\(key)'; \(place.queueCount) runs are queued in queue '\(queue)'"
    }
}
