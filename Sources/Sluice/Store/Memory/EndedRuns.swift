/// How long a store keeps what is known of runs that have ended.
public struct Retention: Sendable, Hashable {
    /// The most ended runs that are kept; at least 1. Default: 100,000.
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

/// The runs that have ended, the oldest dropped first: a ring of records with an index over their identifiers.
struct EndedRuns: ~Copyable {
    private let retention: Retention
    private let capacity: Int
    private var runs = ChunkedArray<EndedRun?>(filler: nil)
    private var table = SlotTable()
    /// Counted on and on; where a record stands is what remains of it by the capacity.
    private var first = 0
    private var next = 0

    init(retention: Retention) {
        self.retention = retention
        capacity = min(max(retention.count, 1), Int(Int32.max))
    }

    subscript(id: RunID) -> EndedRun? {
        guard let slot = table.find(hash: id.shortHash, where: { runs[$0]?.ending.id == id }) else { return nil }
        return runs[slot]
    }

    mutating func insert(_ run: EndedRun) {
        while first < next, next - first == capacity || isTooOld(slot(first), at: run.endedAt) { dropFirst() }
        let slot = slot(next)
        next += 1
        runs.cover(slot)
        table.insert(hash: run.ending.id.shortHash, slot: slot)
        runs[slot] = run
    }

    private func slot(_ position: Int) -> Int32 { Int32(truncatingIfNeeded: position % capacity) }

    private func isTooOld(_ slot: Int32, at now: Timestamp) -> Bool {
        guard let endedAt = runs[slot]?.endedAt else { return true }
        return now - endedAt > retention.age
    }

    private mutating func dropFirst() {
        let slot = slot(first)
        first += 1
        if let id = runs[slot]?.ending.id { table.remove(hash: id.shortHash, slot: slot) }
        runs[slot] = nil
    }
}
