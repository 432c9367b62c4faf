/// Fairness: while a pool (or queue) is ready, no other one of the same queue (or the organization) is served twice
/// before it.
///
/// Said for each kind of service on its own: starts for workers of all tasks, starts for workers of some, and runs that
/// go on after a wait.
struct Turns {
    /// Since which step each is ready without a break, for each view; `never`: it is not.
    private var poolReadySince: [[Int]]
    private var queueReadySince: [[Int]]
    /// When each was served last, for starts and for runs that go on.
    private var poolServed: [[Int]]
    private var queueServed: [[Int]]
    private var step = 0
    /// Set when an operation may have made a pool with runs that go on unready, and ready again: its wait begins anew.
    var restartsGoingOn = false

    private static let never = Int.max

    init(viewCount: Int, poolCount: Int, queueCount: Int) {
        poolReadySince = Array(repeating: Array(repeating: Self.never, count: poolCount), count: viewCount)
        queueReadySince = Array(repeating: Array(repeating: Self.never, count: queueCount), count: viewCount)
        poolServed = Array(repeating: Array(repeating: -1, count: poolCount), count: 2)
        queueServed = Array(repeating: Array(repeating: -1, count: queueCount), count: 2)
    }

    /// The number of the view of runs that go on.
    private var resumeView: Int { poolReadySince.count - 1 }

    mutating func note(_ model: NaiveModel) {
        step += 1
        if restartsGoingOn {
            for pool in poolServed[1].indices { poolReadySince[resumeView][pool] = Self.never }
            for queue in queueServed[1].indices { queueReadySince[resumeView][queue] = Self.never }
            restartsGoingOn = false
        }
        for view in 0...resumeView {
            let goesOn = view == resumeView
            var pool = 0
            for queue in 0..<model.queues.count {
                var hasReadyPool = false
                let end = model.pool(queue + 1, -1)
                while pool < end {
                    defer { pool += 1 }
                    let first = goesOn ? model.firstResumable[pool] : model.firstQueued[view][pool]
                    let isReady = first >= 0 && model.hasPoolRoom(pool)
                    if !isReady {
                        poolReadySince[view][pool] = Self.never
                    } else if poolReadySince[view][pool] == Self.never {
                        poolReadySince[view][pool] = step
                    }
                    if isReady { hasReadyPool = true }
                }
                let isReady = hasReadyPool && model.hasQueueRoom(queue) && (goesOn || !model.queues[queue].isPaused)
                if !isReady {
                    queueReadySince[view][queue] = Self.never
                } else if queueReadySince[view][queue] == Self.never {
                    queueReadySince[view][queue] = step
                }
            }
        }
    }

    /// Checks, and remembers, that it is a pool's turn.
    ///
    /// - Parameter view: Of the worker that starts one of its runs; `nil`: a run of it goes on.
    mutating func serve(_ pool: Int, view: Int?, in model: NaiveModel) throws {
        let (kind, view) = (view == nil ? 1 : 0, view ?? resumeView)
        let queue = model.queue(ofPool: pool)
        for other in model.pool(queue, -1)..<model.pool(queue + 1, -1) where other != pool {
            let waitsLonger =
                poolReadySince[view][other] <= poolServed[kind][pool]
                && poolServed[kind][other] < poolServed[kind][pool]
            try require(!waitsLonger, "pool \(pool) was served twice while pool \(other) waited for its turn")
        }
        for other in queueReadySince[view].indices where other != queue {
            let waitsLonger =
                queueReadySince[view][other] <= queueServed[kind][queue]
                && queueServed[kind][other] < queueServed[kind][queue]
            try require(!waitsLonger, "queue \(queue) was served twice while queue \(other) waited for its turn")
        }
        poolServed[kind][pool] = step
        queueServed[kind][queue] = step
    }
}
