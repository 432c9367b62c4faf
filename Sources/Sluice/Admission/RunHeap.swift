import HeapModule

/// Runs that stand in no list, the earliest first: those that did not come in order, those that are first in their
/// lanes, those that go on after a wait.
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

        func isCurrent(in runs: borrowing Runs, marked mark: RunRecord.Flags) -> Bool {
            runs[run].flags.contains(mark) && runs[run].sequence == sequence
                && UInt32(truncatingIfNeeded: runs[run].token.rawValue) == attempt
        }
    }

    /// What tells that a run is in this heap.
    var mark: RunRecord.Flags
    private var entries = Heap<Entry>()
    private var outdated = 0

    init(mark: RunRecord.Flags) { self.mark = mark }

    var isEmpty: Bool { entries.isEmpty }

    var first: RunIndex? { entries.min?.run }

    mutating func insert(_ run: RunIndex, in runs: inout Runs) {
        runs[run].flags.insert(mark)
        entries.insert(
            Entry(
                order: runs[run].order, sequence: runs[run].sequence, run: run,
                attempt: UInt32(truncatingIfNeeded: runs[run].token.rawValue)))
    }

    mutating func remove(_ run: RunIndex, in runs: inout Runs) {
        runs[run].flags.remove(mark)
        if first == run {
            entries.removeMin()
        } else {
            outdated += 1
        }
        while let least = entries.min, !least.isCurrent(in: runs, marked: mark) {
            entries.removeMin()
            outdated -= 1
        }
        if outdated > 32, outdated * 2 > entries.count { compact(&runs) }
    }

    private mutating func compact(_ runs: inout Runs) {
        var current: [Entry] = []
        current.reserveCapacity(max(0, entries.count - outdated))
        for entry in entries.unordered where entry.isCurrent(in: runs, marked: mark) {
            current.append(entry)
            runs[entry.run].flags.remove(mark)  // who left and came back stands in it twice, and is kept once
        }
        for entry in current { runs[entry.run].flags.insert(mark) }
        entries = Heap(current)
        outdated = 0
    }

    /// All entries, current or not, in no order.
    var unordered: [RunIndex] { entries.unordered.map(\.run) }
}
