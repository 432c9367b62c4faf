/// One execution of a run's handler.
public struct AttemptRecord: Sendable, Hashable, Codable {
    /// How an attempt ended.
    public enum Outcome: String, Sendable, Hashable, CaseIterable, Codable {
        /// The handler returned.
        case completed
        /// The handler threw.
        case failed
        /// `maxDuration` was over.
        case timedOut
        /// The handler ended because the run was cancelled.
        case canceled
        /// The worker stopped, and gave it back unspent: the next one has the same number.
        case returned
        /// Nothing was heard of the worker any more.
        case lost
    }

    /// Which attempt it is, from 1.
    public var number: Int
    /// When a worker took it.
    public var startedAt: Timestamp
    /// When it ended; `nil`: it has not.
    public var endedAt: Timestamp?
    /// How it ended; `nil`: it has not.
    public var outcome: Outcome?
    /// What the handler threw, if it failed.
    public var message: String?

    /// Creates a record.
    public init(
        number: Int, startedAt: Timestamp, endedAt: Timestamp? = nil, outcome: Outcome? = nil, message: String? = nil
    ) {
        self.number = number
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.message = message
    }
}
