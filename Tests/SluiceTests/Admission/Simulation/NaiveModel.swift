import Sluice

/// The rules of admission written down again, as plainly as possible: a list of runs, and loops over it. Knows nothing
/// of the core's trees, rings, lanes and heaps, and counts everything anew after each step.
///
/// What follows from an operation it works out itself (the states, the results, the events). Where the core may choose
/// (which pool's turn it is) it checks that the choice was a right one.
final class NaiveModel {
    enum State { case delayed, queued, executing, waiting, resumable, granted }

    struct Run {
        let id: Int
        let task: Int
        let queue: Int
        let key: Int
        let order: Int64
        let startAt: Int64
        let expiresAt: Int64
        let maxAttempts: Int
        var state: State
        var since: Int64
        var attempt = 0
        var everStarted = false
        var holdsSlots = false
        var isCanceled = false
        var worker = -1
        var token: UInt64 = 0
        var awaited: [Operation.Child] = []
    }

    struct Queue {
        var declaration: QueueDeclaration
        var override: ConcurrencyLimit?
        var isPaused: Bool

        var limits: ConcurrencyLimit { override ?? declaration.limit }
    }

    struct Worker {
        var view: Int
        var isPresent = true
        /// The runs it may go on with, in the order in which they got their slots.
        var granted: [Int] = []
    }

    static let keyCount = 4

    var runs: [Run] = []
    var queues: [Queue] = []
    var workers: [Worker] = []
    var organizationLimit: Int?
    var now: Int64
    /// Sets of tasks, as bits. The first is that of all tasks.
    let views: [UInt64]
    /// Tokens that were ever given out.
    var latestToken: UInt64 = 0

    // What `recount()` finds.
    var organizationSlots = 0
    var queueSlots: [Int]
    var poolSlots: [Int]
    /// For each view and pool the position of the run that goes first, or -1.
    var firstQueued: [[Int]]
    /// For each pool the position of the run that goes on first, or -1.
    var firstResumable: [Int]
    /// A run that kept its slots and may go on, if there is any.
    var resumableWithSlots: Int?
    var turns: Turns
    /// What `recount()` begins with.
    private let nothing: (queueSlots: [Int], poolSlots: [Int], firstQueued: [[Int]], firstResumable: [Int])

    init(now: Int64, organizationLimit: Int?, queues: [QueueDeclaration], views: [UInt64]) {
        self.now = now
        self.organizationLimit = organizationLimit
        self.queues = queues.map { Queue(declaration: $0, isPaused: $0.startsPaused) }
        self.views = views
        let poolCount = queues.count * (Self.keyCount + 1)
        let none = Array(repeating: -1, count: poolCount)
        nothing = (
            Array(repeating: 0, count: queues.count), Array(repeating: 0, count: poolCount),
            Array(repeating: none, count: views.count), none
        )
        (queueSlots, poolSlots, firstQueued, firstResumable) = nothing
        turns = Turns(viewCount: views.count + 1, poolCount: poolCount, queueCount: queues.count)
    }

    /// A pool's number, from its queue and its key.
    func pool(_ queue: Int, _ key: Int) -> Int { queue * (Self.keyCount + 1) + key + 1 }

    func queue(ofPool pool: Int) -> Int { pool / (Self.keyCount + 1) }

    func position(of id: Int) -> Int? { runs.firstIndex { $0.id == id } }

    func comesBefore(_ left: Int, _ right: Int) -> Bool {
        runs[left].order != runs[right].order ? runs[left].order < runs[right].order : runs[left].id < runs[right].id
    }

    /// Counts everything anew.
    func recount() {
        organizationSlots = 0
        (queueSlots, poolSlots) = (nothing.queueSlots, nothing.poolSlots)
        (firstQueued, firstResumable) = (nothing.firstQueued, nothing.firstResumable)
        resumableWithSlots = nil
        var position = 0
        while position < runs.count {
            count(position)
            position += 1
        }
        turns.note(self)
    }

    private func count(_ position: Int) {
        let (state, queue, holdsSlots) = (runs[position].state, runs[position].queue, runs[position].holdsSlots)
        let pool = pool(queue, runs[position].key)
        if holdsSlots {
            organizationSlots += 1
            queueSlots[queue] += 1
            poolSlots[pool] += 1
        }
        if state == .queued {
            var view = 0
            while view < views.count {
                if serves(view, runs[position].task) {
                    let first = firstQueued[view][pool]
                    if first < 0 || comesBefore(position, first) { firstQueued[view][pool] = position }
                }
                view += 1
            }
        } else if state == .resumable, holdsSlots {
            resumableWithSlots = runs[position].id
        } else if state == .resumable {
            let first = firstResumable[pool]
            if first < 0 || comesBefore(position, first) { firstResumable[pool] = position }
        }
    }

    func serves(_ view: Int, _ task: Int) -> Bool { views[view] >> UInt64(task) & 1 == 1 }

    func hasPoolRoom(_ pool: Int) -> Bool {
        guard let limit = queues[queue(ofPool: pool)].limits.perKey else { return true }
        return poolSlots[pool] < limit
    }

    func hasQueueRoom(_ queue: Int) -> Bool {
        guard let limit = queues[queue].limits.total else { return true }
        return queueSlots[queue] < limit
    }

    var hasOrganizationRoom: Bool {
        guard let organizationLimit else { return true }
        return organizationSlots < organizationLimit
    }

    /// Rule 1.
    func hasRoom(_ pool: Int) -> Bool {
        hasPoolRoom(pool) && hasQueueRoom(queue(ofPool: pool)) && hasOrganizationRoom
    }

    /// A pool from which something could start, if there is any.
    func startablePool(for view: Int) -> Int? {
        var pool = 0
        while hasOrganizationRoom, pool < poolSlots.count {
            if firstQueued[view][pool] >= 0, !queues[queue(ofPool: pool)].isPaused, hasRoom(pool) { return pool }
            pool += 1
        }
        return nil
    }

    /// A run that should have been given its slots back, if there is any.
    func grantableRun() -> Int? {
        if let run = resumableWithSlots { return run }
        var pool = 0
        while hasOrganizationRoom, pool < poolSlots.count {
            if firstResumable[pool] >= 0, hasRoom(pool) { return runs[firstResumable[pool]].id }
            pool += 1
        }
        return nil
    }
}
