/// A run that has ended.
struct EndedRun {
    var ending: RunEnding
    var task: TaskIndex
    var queue: QueueIndex
    var key: String?
    var payload: [UInt8]
    var triggeredAt: Timestamp
    /// When its last attempt started, if that was still going on when the run ended.
    var startedAt: Timestamp
    /// How that attempt ended; `nil`: none was going on.
    var outcome: AttemptRecord.Outcome?
    var priority: Duration
    var maxAttempts: Int32
    var extras: Ledger.Extras?
    var endedAt: Timestamp

    /// - Parameters:
    ///   - view: The run as it was when it ended.
    ///   - outcome: How its last attempt ended, if one was going on.
    init(
        ending: RunEnding, view: Admission.RunView, detail: Ledger.Detail, outcome: AttemptRecord.Outcome?,
        endedAt: Timestamp
    ) {
        self.ending = ending
        task = view.task
        queue = view.queue
        key = view.key
        payload = detail.payload ?? []
        triggeredAt = detail.triggeredAt
        startedAt = detail.since
        self.outcome = outcome
        priority = detail.priority(from: view.order)
        maxAttempts = Int32(clamping: view.maxAttempts)
        extras = detail.extras
        self.endedAt = endedAt
    }
}

extension Ledger.Detail {
    /// The head start that a run has in its pool: by how much it sorts as if it were older.
    func priority(from order: Timestamp) -> Duration { max((extras?.dueAt ?? triggeredAt) - order, .zero) }
}
