/// Decides which run may start: the one place where limits are kept, whatever the store.
///
/// A value without I/O, clock or randomness: what happens comes in as calls with the time, decisions go out. A store
/// puts it under one lock and does what it says:
///
/// ```swift
/// var admission = Admission(organizationLimit: 100)
/// let task = admission.declareTask("render")
/// let queue = admission.declareQueue(.init(name: "rendering", limit: .init(total: 4)), events: &events)
/// let worker = admission.addWorker(serving: nil)
/// _ = try admission.enqueue(.init(id: ids.next(at: now), task: task, queue: queue, triggeredAt: now))
/// admission.admit(worker, limit: 1, now: now, into: &admitted, events: &events)
/// admission.finish(admitted[0].run, admitted[0].token, .completed, now: now, events: &events)
/// ```
///
/// ## Rules
///
/// 1. A run starts when there is a slot for it in its pool, its queue and the organization, its queue is not paused,
///    its time has come and its time to live has not passed. All its slots are taken at once, or none.
/// 2. No counter ever exceeds the limit that was in force when its slot was taken.
/// 3. A slot belongs to an attempt, and comes back once, however the attempt ends; who shows another attempt's token
///    changes nothing.
/// 4. Nothing that could start is overlooked: ``hasWork(for:)`` is exact after every call.
/// 5. What cannot start costs nothing while others do.
///
/// ## Order
///
/// Within a pool the earliest goes first (``NewRun/order``), ties in trigger order. Pools of a queue, and queues, take
/// turns: who was served goes behind all others that are ready. A run that goes on after a wait goes before all that
/// have not started: it gets its slots as soon as they are free, before its worker asks. That starves nobody, because
/// the runs it waited for had to take their turns first; and it needs no reserved room, because nothing starts while
/// such a run could have the slot.
///
/// ## How
///
/// The counters form a tree (``Node``); above them stand trees of those that are ready (``ReadyTree``). Every change of
/// a run is entered in the books of its pool, its queue and the organization (``enter(_:_:slots:turn:)``), and the same
/// walk puts each of them in its ring or out of it. Within a pool, runs stand in a ``Lane`` for each task.
package struct Admission: ~Copyable {
    /// Where a run that has not ended stands. Who wants to go on after a wait but has no slots is still waiting; who
    /// has his slots is executing.
    package enum Standing: Sendable {
        case delayed
        case queued
        case executing
        case waiting
    }

    var tasks: [String] = []
    var taskIndices: [String: TaskIndex] = [:]
    var queues: [Queue] = []
    var queueIndices: [String: QueueIndex] = [:]
    var workers: [WorkerRecord] = []
    var freeWorkers: [Int32] = []

    var runs = Runs()
    var runTable = SlotTable()
    var nodes = Slab<NodeIndex, Node>()
    /// The concurrency keys of the nodes that are pools.
    var keys = ChunkedArray<String?>(filler: nil)
    var poolTable = SlotTable()
    var lanes = Slab<LaneIndex, FurtherLane>()
    var laneTable = SlotTable()
    var heaps: [RunHeap] = []
    var freeHeaps: [HeapIndex] = []
    var edges = Edges()
    var timers = Timers()

    /// Nodes with something to start.
    var starts = ReadyTree()
    /// Nodes with runs that want to go on after a wait.
    var resumes = ReadyTree()
    /// Nodes with something to start for workers that serve only some tasks.
    var views: [View?] = []

    var latestSequence: UInt64 = 0
    var latestToken: UInt64 = 0

    /// Makes this a type that the compiler leaves where it is. It passes one without such a field to non-mutating
    /// methods in a copy, 600 bytes each time (Swift 6.3, optimised), which doubled the time from a trigger to its end.
    private let keepsInPlace: any Sendable = ()

    /// An admission without tasks and queues.
    ///
    /// - Parameter organizationLimit: The most runs that may execute at once over all queues; `nil`: any number.
    package init(organizationLimit: Int? = nil) {
        var organization = Node(
            level: .organization, parent: .absent, queue: .absent, limit: Int32(limit: organizationLimit))
        organization.books = .init()
        let index = nodes.insert(organization)
        assert(index == .organization)
    }
}

extension Int32 {
    /// A limit as counters hold it.
    init(limit: Int?) {
        guard let limit else {
            self = .max
            return
        }
        precondition(limit >= 0, "a limit is not negative")
        self = Int32(clamping: limit)
    }

    /// The limit that a counter holds, or nil if it holds none.
    var limit: Int? { self == .max ? nil : Int(self) }
}
