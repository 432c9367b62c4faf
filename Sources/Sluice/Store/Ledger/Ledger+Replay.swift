/// Runs that are triggered once more.
extension Ledger {
    mutating func replay(
        _ id: RunID, as new: RunID, now: Timestamp, effects: inout Effects
    ) throws(SluiceError) -> RunID {
        if let run = admission.index(of: id) { throw notEnded(snapshot(of: run)) }
        guard let run = ended[id] else { throw unknown(id) }
        let request = RunRequest(replaying: snapshot(of: run), payload: run.payload, as: new)
        return try enqueue([request], now: now, effects: &effects)[0].id
    }

    func notEnded(_ run: RunSnapshot) -> SluiceError {
        SluiceError(
            .runNotEnded,
            "the run is \(run.state.rawValue), and only one that has ended can be replayed; cancel it first, or let it end",
            runID: run.id)
    }
}

extension RunRequest {
    /// A request for a run like another one.
    init(replaying run: RunSnapshot, payload: [UInt8], as id: RunID) {
        self.init(
            id: id, task: run.task, queue: run.queue, key: run.key, payload: payload,
            options: TriggerOptions(tags: run.tags))
    }
}
