/// All that the core knows of a run: 88 bytes.
struct RunRecord: SlabRecord {
    enum State: UInt8 {
        /// The record holds no run.
        case free
        case delayed
        case queued
        case executing
        case waiting
        /// What it waited for is over; it has no slots yet.
        case resumable
        /// It may go on, holds its slots, and its worker has not asked for it yet.
        case granted
    }

    struct Flags: OptionSet {
        let rawValue: UInt8
        static let holdsSlots = Flags(rawValue: 1)
        /// It was started once, so that it never expires.
        static let hasStarted = Flags(rawValue: 2)
        /// There is a timer for the end of its time to live.
        static let expires = Flags(rawValue: 4)
        static let cancelRequested = Flags(rawValue: 8)
        /// It stands in a heap, not in its lane's list.
        static let isOutOfOrder = Flags(rawValue: 16)
        /// It stands in its pool's heap of the runs that are first in their lanes.
        static let isFirst = Flags(rawValue: 32)
    }

    var id: RunID
    /// Trigger or due time less priority, or that of the run that waits for it.
    var order: Timestamp
    /// Trigger order; unique among all runs ever.
    var sequence: UInt64
    /// Since when it has been in its state, or when its delay will be over.
    var since: Timestamp
    var token = AttemptToken.unstarted

    var pool: NodeIndex
    var task: TaskIndex
    /// The neighbours in the lane's list while queued, in the worker's while a worker has it.
    var previous = RunIndex.absent
    var next = RunIndex.absent
    var worker: Int32 = -1
    var attempt: Int32 = 0
    var maxAttempts: Int32
    /// The first edge from a run that waits for this one, and the first to a run that this one waits for.
    var waiters = EdgeIndex.absent
    var children = EdgeIndex.absent

    var state: State
    var flags: Flags = []

    static let filler = RunRecord(
        id: RunID(high: 0, low: 0), order: .distantPast, sequence: 0, since: .distantPast, pool: .absent, task: .absent,
        maxAttempts: 0, state: .free)

    mutating func bury(before next: Int32) {
        state = .free
        sequence = 0  // the last sign of the run for timers and heaps that still name it
        self.next = RunIndex(slot: next)
    }

    var nextFree: Int32 { next.slot }

    /// The row of the books it is counted in.
    var standing: Admission.Standing {
        switch state {
        case .delayed: .delayed
        case .queued: .queued
        case .executing, .granted: .executing
        case .waiting, .resumable: .waiting
        case .free: preconditionFailure("a run that has ended is in no book")
        }
    }
}

typealias Runs = Slab<RunIndex, RunRecord>

extension Slab where Index == RunIndex, Record == RunRecord {
    /// Whether the one run goes before the other in a pool: the earlier time first, ties in trigger order.
    @inline(__always)
    func comesBefore(_ left: RunIndex, _ right: RunIndex) -> Bool {
        let (leftOrder, rightOrder) = (self[left].order, self[right].order)
        return leftOrder != rightOrder ? leftOrder < rightOrder : self[left].sequence < self[right].sequence
    }
}
