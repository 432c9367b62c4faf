/// What operators and metrics see. Nothing here is asked for a single run's sake.
extension Admission {
    /// How many runs stand where.
    package struct Counts: Hashable, Sendable {
        package var delayed = 0
        package var queued = 0
        package var executing = 0
        package var waiting = 0
        /// Slots taken: by executing runs, and by waiting ones that keep theirs.
        package var slots = 0

        package init(delayed: Int = 0, queued: Int = 0, executing: Int = 0, waiting: Int = 0, slots: Int = 0) {
            self.delayed = delayed
            self.queued = queued
            self.executing = executing
            self.waiting = waiting
            self.slots = slots
        }
    }

    package struct QueueView: Sendable {
        package let name: String
        package let counts: Counts
        package let limits: ConcurrencyLimit
        package let declared: QueueDeclaration
        package let isPaused: Bool
        package let isOverridden: Bool
    }

    package struct PoolView: Sendable {
        /// `nil`: the pool of runs without a key.
        package let key: String?
        package let counts: Counts
    }

    package struct RunView: Hashable, Sendable {
        package let id: RunID
        package let task: TaskIndex
        package let queue: QueueIndex
        package let key: String?
        package let standing: Standing
        /// Since when it stands there; of a delayed run, until when.
        package let since: Timestamp
        /// What its pool sorts by.
        package let order: Timestamp
        /// How many attempts were started.
        package let attempt: Int
        package let maxAttempts: Int
        package let isCancelRequested: Bool
        /// Its place among all runs in the order of their triggers.
        package let sequence: UInt64
    }

    package var organizationLimit: Int? { nodes[.organization].limit.limit }

    package var organization: Counts { counts(of: .organization) }

    package func task(named name: String) -> TaskIndex? { taskIndices[name] }

    package func queue(named name: String) -> QueueIndex? { queueIndices[name] }

    /// Whether the runs of a queue have concurrency keys.
    package func keyMode(of queue: QueueIndex) -> ConcurrencyKeyMode {
        queues[Int(queue.slot)].declaration.concurrencyKey
    }

    /// Every queue that was ever declared, in the order of the first declarations.
    package var allQueues: [QueueIndex] { queues.indices.map { QueueIndex(slot: Int32($0)) } }

    package func look(at queue: QueueIndex) -> QueueView {
        let record = queues[Int(queue.slot)]
        return QueueView(
            name: record.name, counts: counts(of: record.node), limits: record.limitsInForce,
            declared: record.declaration, isPaused: nodes[record.node].isPaused, isOverridden: record.override != nil)
    }

    /// The pools of a queue that hold a run. Looks at every pool there is.
    package func lookAtPools(of queue: QueueIndex) -> [PoolView] {
        var views: [PoolView] = []
        for pool in pools(of: queue) where !nodes[pool].books.isEmpty {
            views.append(PoolView(key: key(of: pool), counts: counts(of: pool)))
        }
        return views
    }

    /// Shows every run that has not ended, in no order.
    func forEachRun(_ body: (RunIndex, borrowing RunRecord) -> Void) {
        for slot in 0..<runs.end {
            let run = RunIndex(slot: slot)
            if runs[run].state != .free { body(run, runs[run]) }
        }
    }

    func queue(of run: RunIndex) -> QueueIndex { nodes[runs[run].pool].queue }

    package func look(at run: RunIndex) -> RunView {
        checkLive(run)
        let record = runs[run]
        return RunView(
            id: record.id, task: record.task, queue: nodes[record.pool].queue, key: key(of: record.pool),
            standing: record.standing, since: record.since, order: record.order, attempt: Int(record.attempt),
            maxAttempts: Int(record.maxAttempts), isCancelRequested: record.flags.contains(.cancelRequested),
            sequence: record.sequence)
    }

    /// For each queue, by its number: since when the run has been queued that has been so the longest. Looks once at every pool there is,
    /// and at every run that stands out of order.
    package func oldestQueued() -> [Timestamp?] {
        var oldest = [Timestamp?](repeating: nil, count: queues.count)
        for slot in 0..<nodes.end {
            let pool = NodeIndex(slot: slot)
            guard nodes[pool].level == .pool, nodes[pool].books.queued > 0 else { continue }
            let queue = Int(nodes[pool].queue.slot)
            forEachLane(of: pool) { lane in
                // A list is in the order in which its runs were queued, too.
                var first = lane.head.isAbsent ? Timestamp.distantFuture : runs[lane.head].since
                forEachOutOfOrder(in: lane, of: pool) { first = min(first, runs[$0].since) }
                if !lane.isEmpty { oldest[queue] = min(oldest[queue] ?? first, first) }
            }
        }
        return oldest
    }

    func forEachLane(of pool: NodeIndex, _ body: (Lane) -> Void) {
        var lane = nodes[pool].lane
        while true {
            body(lane)
            if lane.next.isAbsent { return }
            lane = lanes[lane.next].lane
        }
    }

    /// The queued runs of a lane that stand in its heap, in no order; who left it and came back, more than once.
    func forEachOutOfOrder(in lane: Lane, of pool: NodeIndex, _ body: (RunIndex) -> Void) {
        guard !lane.heap.isAbsent else { return }
        for run in heaps[Int(lane.heap.slot)].unordered
        where runs[run].flags.contains(.isOutOfOrder) && runs[run].state == .queued && runs[run].pool == pool
            && runs[run].task == lane.task
        {
            // The heap still names runs that have left it, and their numbers may be others' by now.
            body(run)
        }
    }

    private func key(of pool: NodeIndex) -> String? {
        Int(pool.slot) < keys.count ? keys[pool.slot] : nil
    }

    private func counts(of node: NodeIndex) -> Counts {
        let books = nodes[node].books
        return Counts(
            delayed: Int(books.delayed), queued: Int(books.queued), executing: Int(books.executing),
            waiting: Int(books.waiting), slots: Int(nodes[node].taken))
    }
}
