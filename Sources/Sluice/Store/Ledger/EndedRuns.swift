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

/// The runs that have ended, the oldest dropped first: a ring of records with an index over their identifiers.
///
/// What is asked for each run that ends stands apart from the rest, so that it is read without the rest.
struct EndedRuns: ~Copyable {
    private let capacity: Int
    private let age: Int64
    /// Empty where a journal keeps them.
    private var runs = ChunkedArray<EndedRun?>(filler: nil)
    /// Where the journal keeps them.
    private var rows = ChunkedArray<UInt64>(filler: 0)
    private let keepsRuns: Bool
    private var ids = ChunkedArray<RunID>(filler: RunID(high: 0, low: 0))
    private var times = ChunkedArray<Timestamp>(filler: .distantPast)
    private var table = SlotTable()
    /// Counted on and on; where a record stands is what remains of it by the capacity.
    private var first = 0
    private var next = 0

    /// - Parameter keepsRuns: Whether to keep what is known of the runs, or only which there are and where the journal keeps them.
    init(retention: Retention, keepsRuns: Bool) {
        self.keepsRuns = keepsRuns
        capacity = min(max(retention.count, 1), Int(Int32.max))
        age = retention.age.wholeMicroseconds
    }

    func contains(_ id: RunID) -> Bool { slot(of: id) != nil }

    /// The runs that are known, the latest ended first.
    func forEach(_ body: (RunID, EndedRun) -> Void) {
        guard keepsRuns else { return }
        for position in stride(from: next - 1, through: first, by: -1) {
            let slot = slot(position)
            if let run = runs[slot] { body(ids[slot], run) }
        }
    }

    subscript(id: RunID) -> EndedRun? {
        guard keepsRuns, let slot = slot(of: id) else { return nil }
        return runs[slot]
    }

    mutating func insert(_ run: EndedRun) {
        while hasDue(at: run.endedAt) || isFull { dropFirst() }
        let slot = add(run.ending.id, endedAt: run.endedAt)
        runs.cover(slot)
        runs[slot] = run
    }

    /// Adds a run that a journal keeps. There must be room: see ``isFull``.
    mutating func insert(_ id: RunID, row: UInt64, endedAt: Timestamp) {
        let slot = add(id, endedAt: endedAt)
        rows.cover(slot)
        rows[slot] = row
    }

    private mutating func add(_ id: RunID, endedAt: Timestamp) -> Int32 {
        let slot = slot(next)
        next += 1
        ids.cover(slot)
        times.cover(slot)
        table.insert(hash: id.shortHash, slot: slot)
        ids[slot] = id
        times[slot] = endedAt
        return slot
    }

    /// Whether the oldest must go before another can come.
    var isFull: Bool { next - first == capacity }

    /// Whether the oldest has been kept for as long as any.
    func hasDue(at now: Timestamp) -> Bool {
        first < next && times[slot(first)].microseconds < now.microseconds &- age
    }

    /// Drops the oldest.
    /// - Returns: Which it was, and where the journal keeps it.
    mutating func dropOldest() -> (id: RunID, row: UInt64) {
        let slot = slot(first)
        defer { dropFirst() }
        return (ids[slot], rows[slot])
    }

    private func slot(_ position: Int) -> Int32 { Int32(truncatingIfNeeded: position % capacity) }

    private func slot(of id: RunID) -> Int32? {
        table.find(hash: id.shortHash) { ids[$0] == id }
    }

    private mutating func dropFirst() {
        let slot = slot(first)
        first += 1
        table.remove(hash: ids[slot].shortHash, slot: slot)
        if keepsRuns { runs[slot] = nil }
    }
}
