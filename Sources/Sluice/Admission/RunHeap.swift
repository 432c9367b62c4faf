import HeapModule

/// Runs that did not come in order, the earliest first.
///
/// A heap cannot take out what is not its least element. So who leaves early stays in it until he comes to the top, or
/// until such entries outnumber the others. The least element is never one of these.
struct RunHeap {
    private struct Entry: Comparable {
        let order: Timestamp
        let sequence: UInt64
        let run: RunIndex
        /// The part of the token that tells the run's attempts apart.
        let attempt: UInt32

        static func < (left: Entry, right: Entry) -> Bool {
            left.order != right.order ? left.order < right.order : left.sequence < right.sequence
        }

        func isCurrent(in runs: borrowing Runs) -> Bool {
            runs[run].flags.contains(.isOutOfOrder) && runs[run].sequence == sequence
                && UInt32(truncatingIfNeeded: runs[run].token.rawValue) == attempt
        }
    }

    private var entries = Heap<Entry>()
    private var outdated = 0

    var isEmpty: Bool { entries.isEmpty }

    var first: RunIndex? { entries.min?.run }

    mutating func insert(_ run: RunIndex, in runs: inout Runs) {
        runs[run].flags.insert(.isOutOfOrder)
        entries.insert(
            Entry(
                order: runs[run].order, sequence: runs[run].sequence, run: run,
                attempt: UInt32(truncatingIfNeeded: runs[run].token.rawValue)))
    }

    mutating func remove(_ run: RunIndex, in runs: inout Runs) {
        runs[run].flags.remove(.isOutOfOrder)
        if first == run {
            entries.removeMin()
        } else {
            outdated += 1
        }
        while let least = entries.min, !least.isCurrent(in: runs) {
            entries.removeMin()
            outdated -= 1
        }
        if outdated > 32, outdated * 2 > entries.count {
            var current: [Entry] = []
            current.reserveCapacity(entries.count - outdated)
            for entry in entries.unordered where entry.isCurrent(in: runs) { current.append(entry) }
            entries = Heap(current)
            outdated = 0
        }
    }

    /// The current entries, in no order.
    var unordered: [RunIndex] { entries.unordered.map(\.run) }
}
