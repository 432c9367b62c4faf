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
    private var runs = ChunkedArray<EndedRun?>(filler: nil)
    private var ids = ChunkedArray<RunID>(filler: RunID(high: 0, low: 0))
    private var times = ChunkedArray<Timestamp>(filler: .distantPast)
    private var table = SlotTable()
    /// Counted on and on; where a record stands is what remains of it by the capacity.
    private var first = 0
    private var next = 0

    init(retention: Retention) {
        capacity = min(max(retention.count, 1), Int(Int32.max))
        age = retention.age.wholeMicroseconds
    }

    func contains(_ id: RunID) -> Bool { slot(of: id) != nil }

    /// The runs that are known, the latest ended first.
    func forEach(_ body: (RunID, EndedRun) -> Void) {
        for position in stride(from: next - 1, through: first, by: -1) {
            let slot = slot(position)
            if let run = runs[slot] { body(ids[slot], run) }
        }
    }

    subscript(id: RunID) -> EndedRun? {
        guard let slot = slot(of: id) else { return nil }
        return runs[slot]
    }

    mutating func insert(_ run: EndedRun) {
        let id = run.ending.id
        let oldest = run.endedAt.microseconds &- age
        while first < next, next - first == capacity || times[slot(first)].microseconds < oldest { dropFirst() }
        let slot = slot(next)
        next += 1
        runs.cover(slot)
        ids.cover(slot)
        times.cover(slot)
        table.insert(hash: id.shortHash, slot: slot)
        runs[slot] = run
        ids[slot] = id
        times[slot] = run.endedAt
    }

    private func slot(_ position: Int) -> Int32 { Int32(truncatingIfNeeded: position % capacity) }

    private func slot(of id: RunID) -> Int32? {
        table.find(hash: id.shortHash) { ids[$0] == id }
    }

    private mutating func dropFirst() {
        let slot = slot(first)
        first += 1
        table.remove(hash: ids[slot].shortHash, slot: slot)
        runs[slot] = nil
    }
}
