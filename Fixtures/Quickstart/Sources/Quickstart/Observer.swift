import Synchronization

/// Counts, from inside the handlers and without asking Sluice, how many execute at once and what the most ever was.
final class Observer: Sendable {
    /// Where a limit may apply.
    enum Level: Hashable {
        case organization
        case queue(String)
        case key(queue: String, key: String)
    }

    private struct Count {
        var now = 0
        var most = 0
    }

    private let counts = Mutex<[Level: Count]>([:])

    func observe<Output>(queue: String, key: String?, _ work: () async throws -> Output) async rethrows -> Output {
        var levels: [Level] = [.organization, .queue(queue)]
        if let key { levels.append(.key(queue: queue, key: key)) }
        add(1, to: levels)
        defer { add(-1, to: levels) }
        return try await work()
    }

    func most(at level: Level) -> Int {
        counts.withLock { $0[level]?.most ?? 0 }
    }

    /// The most that each key of a queue ever had, in no order.
    func mostPerKey(of queue: String) -> [Int] {
        counts.withLock { counts in
            counts.compactMap { level, count in
                if case .key(queue, _) = level { count.most } else { nil }
            }
        }
    }

    private func add(_ change: Int, to levels: [Level]) {
        counts.withLock { counts in
            for level in levels {
                counts[level, default: Count()].now += change
                counts[level]!.most = max(counts[level]!.most, counts[level]!.now)
            }
        }
    }
}
