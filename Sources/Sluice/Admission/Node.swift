/// One counter in the tree organization → queues → pools: how many slots there are, and how many are taken. Its 64
/// bytes are one cache line.
///
/// A run takes a slot of every counter from its pool up to the organization, all or none. Whatever limits runs in
/// another way is one more counter on that path, not another path: a limit that several queues share is a node between
/// them and the organization; a rate per second is a node whose ``hasRoom`` also asks for a token, and which a timer
/// puts back in its ring when the next one is due.
struct Node: SlabRecord {
    /// How many runs stand where. A waiting run of a queue that holds its slots while it waits occupies a slot all the
    /// same, so ``Node/taken`` is no sum of these.
    struct Books {
        var delayed: Int32 = 0
        var queued: Int32 = 0
        var executing: Int32 = 0
        var waiting: Int32 = 0

        var isEmpty: Bool { delayed | queued | executing | waiting == 0 }

        @inline(__always)
        mutating func add(_ change: Int32, to standing: Admission.Standing) {
            switch standing {
            case .delayed: delayed += change
            case .queued: queued += change
            case .executing: executing += change
            case .waiting: waiting += change
            }
        }
    }

    enum Level: UInt8 {
        /// The record holds no node.
        case free
        case organization
        case queue
        case pool
    }

    var level: Level
    /// Nothing below starts; what has started goes on.
    var isPaused = false
    var parent: NodeIndex
    /// The queue that the node is, or whose pool it is.
    let queue: QueueIndex
    /// `Int32.max`: none.
    var limit: Int32
    var taken: Int32 = 0
    var books = Books()

    /// Of a pool: its queued runs of one task; those of other tasks follow in ``Lane/next``.
    var lane = Lane()
    /// Of a pool with several lanes: the first run of each.
    var firsts = HeapIndex.absent
    /// Of a pool: runs that want to go on after a wait, and have no slots.
    var resumables = HeapIndex.absent

    static let filler = Node(level: .free, parent: .absent, queue: .absent, limit: 0)

    mutating func bury(before next: Int32) {
        level = .free
        parent = NodeIndex(slot: next)
    }

    var nextFree: Int32 { parent.slot }

    @inline(__always)
    var hasRoom: Bool { taken < limit }
}
