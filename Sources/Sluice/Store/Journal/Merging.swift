extension RunFilter {
    /// One page of runs that a ledger has and of those that a journal has. A run that ended while it was looked for may be in both.
    package func page(of live: [RunSnapshot], and ended: [RunSnapshot]) -> [RunSnapshot] {
        let hasEnded = Set(ended.map(\.id))
        let runs = live.filter { !hasEnded.contains($0.id) } + ended
        return Array(runs.sorted { $0.id > $1.id }.prefix(limit))
    }
}

extension RunHistory {
    /// What a ledger knows of a run that has not ended, with what only the journal has.
    package func completed(by stored: RunHistory) -> RunHistory {
        var history = self
        history.payload = stored.payload
        // What a ledger knows of attempts that are over, the journal knows better, and by now perhaps of one more.
        history.attempts =
            stored.attempts
            + attempts.filter { live in
                live.endedAt == nil && !stored.attempts.contains { $0.startedAt == live.startedAt }
            }
        history.run.startedAt = run.startedAt ?? stored.run.startedAt
        history.children = stored.children
        history.childCount = stored.childCount
        return history
    }
}
