/// Where a run is in its life.
///
/// `delayed → queued → executing → completed | failed | canceled | timedOut`, with `executing ⇄ waiting` (for another run),
/// `queued → expired`, and `executing → queued | delayed` (a retry). Only an executing run holds slots, and a waiting one of an
/// `onWait: hold` queue.
public enum RunState: String, Sendable, Hashable, CaseIterable, Codable {
    /// Its time has not come: a `delay`, or the wait before a retry.
    case delayed
    /// It waits for room.
    case queued
    /// A worker has it.
    case executing
    /// Its handler waits for other runs.
    case waiting
    /// It ended with an output.
    case completed
    /// It ended with an error.
    case failed
    /// It was cancelled.
    case canceled
    /// It waited in its queue longer than its `ttl`.
    case expired
    /// An attempt executed longer than `maxDuration`.
    case timedOut

    /// Whether nothing more will happen to the run.
    public var isTerminal: Bool {
        switch self {
        case .delayed, .queued, .executing, .waiting: false
        case .completed, .failed, .canceled, .expired, .timedOut: true
        }
    }
}
