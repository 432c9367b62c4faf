import DequeModule

/// How long a store keeps what is known of runs that have ended.
public struct Retention: Sendable, Hashable {
    /// The most ended runs that are kept. Default: 100,000.
    public var count: Int
    /// How long they are kept. Default: 1 hour.
    public var age: Duration

    /// Creates a retention; what is left out has its default.
    public init(count: Int = 100_000, age: Duration = .seconds(3600)) {
        self.count = count
        self.age = age
    }
}

/// A run that has ended.
struct EndedRun {
    var ending: RunEnding
    var task: TaskIndex
    var queue: QueueIndex
    var key: String?
    var triggeredAt: Timestamp
    var extras: Ledger.Extras?
    var endedAt: Timestamp
}

/// The runs that have ended, the oldest dropped first.
struct EndedRuns {
    private let retention: Retention
    private var runs: [RunID: EndedRun] = [:]
    private var order: Deque<RunID> = []

    init(retention: Retention) {
        self.retention = retention
    }

    subscript(id: RunID) -> EndedRun? { runs[id] }

    mutating func insert(_ run: EndedRun) {
        runs[run.ending.id] = run
        order.append(run.ending.id)
        while let oldest = order.first {
            guard order.count > retention.count || isTooOld(oldest, at: run.endedAt) else { break }
            order.removeFirst()
            runs[oldest] = nil
        }
    }

    private func isTooOld(_ id: RunID, at now: Timestamp) -> Bool {
        guard let endedAt = runs[id]?.endedAt else { return true }
        return now - endedAt > retention.age
    }
}
