/// What is kept of a run's attempts: of the one that executes its start alone, in a field that the run has anyway; the rest only for runs that
/// are tried again.
extension Ledger {
    /// Notes that the attempt of a run ended which will be executed again. Before anything else is noted of the run.
    mutating func note(
        _ outcome: AttemptRecord.Outcome, of run: RunIndex, message: String?, startableAt: Timestamp, now: Timestamp
    ) {
        let spent = admission.look(at: run).attempt
        let attempt = AttemptRecord(
            number: outcome == .returned ? spent + 1 : spent, startedAt: details[run.slot].since, endedAt: now,
            outcome: outcome, message: message)
        let extras = details[run.slot].extras ?? Extras()
        guard journal != nil else {
            details[run.slot].extras = extras.adding(attempt)
            return
        }
        // The journal has them all; the last one's start is shown of a run that waits to be tried again.
        details[run.slot].extras = extras.keeping(attempt)
        let row = admission.sequence(of: run)
        let putBack = Change.PutBack(
            row: row, attempts: spent, startableAt: startableAt, outcome: outcome, message: message, at: now)
        journal?.append(.putBack(putBack))
    }

    /// All attempts of a run that has not ended.
    func attempts(of run: RunIndex) -> [AttemptRecord] {
        let (view, detail) = (admission.look(at: run), details[run.slot])
        let earlier = detail.extras?.attempts ?? []
        guard view.standing.hasWorker else { return earlier }
        return earlier + [AttemptRecord(number: view.attempt, startedAt: detail.since)]
    }
}

extension EndedRun {
    /// All attempts.
    var attempts: [AttemptRecord] {
        let earlier = extras?.attempts ?? []
        guard let outcome else { return earlier }
        return earlier + [
            AttemptRecord(
                number: outcome == .returned ? ending.attempts + 1 : ending.attempts, startedAt: startedAt,
                endedAt: endedAt, outcome: outcome, message: outcome == .failed ? ending.message : nil)
        ]
    }
}

extension Admission.Standing {
    /// Whether an attempt is going on.
    var hasWorker: Bool {
        switch self {
        case .delayed, .queued: false
        case .executing, .waiting: true
        }
    }
}

extension AttemptRecord.Outcome {
    init(_ departure: Admission.Departure) {
        switch departure {
        case .lost: self = .lost
        case .stopped: self = .returned
        }
    }

    /// - Parameters:
    ///   - run: The run as it was when it ended.
    ///   - state: How it ended.
    ///   - outcome: What its worker said.
    ///   - departure: How its worker left.
    /// - Returns: `nil` if no attempt was going on.
    init?(
        ending run: Admission.RunView, as state: Admission.EndState, _ outcome: AttemptEnding.Outcome?,
        _ departure: Admission.Departure?
    ) {
        guard run.standing.hasWorker else { return nil }
        switch (outcome, departure) {
        case (.completed, _): self = .completed
        // Whatever a handler throws that was told to stop, it ended because of that.
        case (.failed, _): self = state == .canceled ? .canceled : .failed
        case (.timedOut, _): self = .timedOut
        case (.canceled, _): self = .canceled
        case (.returned, _): self = .returned
        case (nil, let departure): self = departure.map(Self.init) ?? .lost
        }
    }
}
