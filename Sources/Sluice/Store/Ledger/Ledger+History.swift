/// Everything about one run.
extension Ledger {
    func history(of id: RunID) -> RunHistory? {
        if let run = admission.index(of: id) { return history(of: run) }
        return ended[id].map { history(of: $0) }
    }

    /// Of a run that has not ended. Where the ledger keeps no payloads and no runs that have ended, the store adds them.
    func history(of run: RunIndex) -> RunHistory {
        let (view, detail) = (admission.look(at: run), details[run.slot])
        return RunHistory(
            run: snapshot(of: run), payload: detail.payload ?? [], idempotencyKey: detail.extras?.idempotencyKey,
            tick: detail.extras?.tick, priority: detail.priority(from: view.order), dueAt: detail.extras?.dueAt,
            expiresAt: admission.expiry(of: run), maxAttempts: view.maxAttempts,
            isCancelRequested: view.isCancelRequested, attempts: attempts(of: run),
            children: children(detail.extras), childCount: detail.extras?.children.count, waiting: explain(run))
    }

    private func history(of run: EndedRun) -> RunHistory {
        RunHistory(
            run: snapshot(of: run), payload: run.payload, output: run.ending.output, message: run.ending.message,
            idempotencyKey: run.extras?.idempotencyKey, tick: run.extras?.tick, priority: run.priority,
            dueAt: run.extras?.dueAt, maxAttempts: Int(run.maxAttempts), attempts: run.attempts,
            children: children(run.extras), childCount: run.extras?.children.count)
    }

    private func children(_ extras: Extras?) -> [RunSnapshot] {
        extras?.children.prefix(RunHistory.maximumCount).compactMap { run($0) } ?? []
    }
}
