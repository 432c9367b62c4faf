/// A pool's queued runs of one task, in order.
///
/// By task, because a worker may serve only some: a run it does not serve must not stand in the way of one that it
/// does. Runs mostly arrive in order and stand in a list whose links are in their records; only the others (with a
/// priority, or tried again) take room in a heap.
struct Lane: BitwiseCopyable {
    var task = TaskIndex.absent
    var head = RunIndex.absent
    var tail = RunIndex.absent
    var heap = HeapIndex.absent
    /// The pool's next lane.
    var next = LaneIndex.absent

    var isEmpty: Bool { head.isAbsent && heap.isAbsent }

    /// Adds a run behind all others of the list, if that is its place.
    mutating func append(_ run: RunIndex, in runs: inout Runs) -> Bool {
        if tail.isAbsent {
            head = run
        } else {
            guard runs.comesBefore(tail, run) else { return false }
            runs[tail].next = run
            runs[run].previous = tail
        }
        tail = run
        return true
    }

    /// Takes a run out of the list. When the first one leaves, the next one's record is not touched: the way back from
    /// the first is never gone, and one record less to fetch counts when there are a million.
    mutating func unlink(_ run: RunIndex, in runs: inout Runs) {
        let (previous, next) = (runs[run].previous, runs[run].next)
        if run == head {
            head = next
            if next.isAbsent { tail = .absent }
        } else {
            runs[previous].next = next
            if next.isAbsent { tail = previous } else { runs[next].previous = previous }
        }
        runs[run].previous = .absent
        runs[run].next = .absent
    }
}

/// A lane that is not the first of its pool.
struct FurtherLane: SlabRecord {
    var lane: Lane
    let pool: NodeIndex

    static let filler = FurtherLane(lane: Lane(), pool: .absent)

    mutating func bury(before next: Int32) {
        lane.next = LaneIndex(slot: next)
    }

    var nextFree: Int32 { lane.next.slot }
}
