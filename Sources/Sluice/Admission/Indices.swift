/// A place in one of the core's tables. Typed, so that a run's number is never taken for a queue's; 32 bits, because a
/// million records hold several each.
package protocol SlotIndex: Hashable, Sendable, BitwiseCopyable {
    var slot: Int32 { get }
    init(slot: Int32)
}

extension SlotIndex {
    /// What a link holds that leads nowhere. Takes no room, which an optional would.
    @inline(__always)
    static var absent: Self { Self(slot: -1) }

    @inline(__always)
    var isAbsent: Bool { slot < 0 }
}

/// A run that has not ended. The number is given to another run once the core has reported
/// ``Admission/Event/ended(_:_:_:)``.
package struct RunIndex: SlotIndex {
    package let slot: Int32
    package init(slot: Int32) { self.slot = slot }
}

/// A declared task.
package struct TaskIndex: SlotIndex {
    package let slot: Int32
    package init(slot: Int32) { self.slot = slot }
}

/// A declared queue.
package struct QueueIndex: SlotIndex {
    package let slot: Int32
    package init(slot: Int32) { self.slot = slot }
}

/// A worker that was added. The number of a removed one is never valid again.
package struct WorkerIndex: Hashable, Sendable, BitwiseCopyable {
    let slot: Int32
    let generation: UInt32
}

/// A counter in the tree organization → queues → pools.
struct NodeIndex: SlotIndex {
    let slot: Int32
    init(slot: Int32) { self.slot = slot }

    static let organization = NodeIndex(slot: 0)
}

/// A lane beyond the first of its pool.
struct LaneIndex: SlotIndex {
    let slot: Int32
    init(slot: Int32) { self.slot = slot }
}

/// A heap of runs.
struct HeapIndex: SlotIndex {
    let slot: Int32
    init(slot: Int32) { self.slot = slot }
}

/// "This run waits for that one."
struct EdgeIndex: SlotIndex {
    let slot: Int32
    init(slot: Int32) { self.slot = slot }
}

extension AttemptToken {
    /// No start has this number.
    static let unstarted = AttemptToken(rawValue: 0)
}
