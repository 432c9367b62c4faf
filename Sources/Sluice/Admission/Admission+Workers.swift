import DequeModule

/// A worker as the core keeps it.
struct WorkerRecord {
    var generation: UInt32 = 0
    var isPresent = false
    /// Of a worker that serves only some tasks: where its startable runs are.
    var view: Int?
    /// The runs that it has, linked in their records.
    var firstHeld = RunIndex.absent
    /// Runs that go on after a wait as soon as the worker asks. Some may have ended since; the count is without them.
    var granted: Deque<(run: RunIndex, token: AttemptToken)> = []
    var grantedCount = 0
}

/// What workers that serve the same tasks can start.
final class View {
    let tasks: TaskSet
    var starts = ReadyTree()
    var workerCount = 0

    init(tasks: TaskSet) { self.tasks = tasks }
}

/// A set of tasks.
struct TaskSet: Hashable {
    private var words: [UInt64] = []

    init(_ tasks: some Sequence<TaskIndex>) {
        for task in tasks {
            let word = Int(task.slot) / 64
            while words.count <= word { words.append(0) }
            words[word] |= 1 << UInt64(task.slot % 64)
        }
    }

    func contains(_ task: TaskIndex) -> Bool {
        !task.isAbsent && Int(task.slot) / 64 < words.count
            && words[Int(task.slot) / 64] >> UInt64(task.slot % 64) & 1 == 1
    }
}

extension Admission {
    /// How a worker leaves.
    package enum Departure: Hashable, Sendable {
        /// Nothing is heard of it any more: its attempts are spent.
        case lost
        /// It stops, and gives back what it has: its attempts are not spent.
        case stopped
    }

    /// Changes the tasks that a worker serves.
    package mutating func serve(_ worker: WorkerIndex, _ tasks: Set<TaskIndex>?) {
        guard isPresent(worker) else { return }
        let slot = Int(worker.slot)
        let old = workers[slot].view
        workers[slot].view = tasks.map { view(of: TaskSet($0)) }
        if let old { releaseView(old) }
    }

    /// Adds a worker.
    ///
    /// - Parameter tasks: The only ones that it starts; `nil`: all. The first worker of a set of tasks costs a look at
    ///   every pool that has room and something to start.
    package mutating func addWorker(serving tasks: Set<TaskIndex>? = nil) -> WorkerIndex {
        let slot: Int32
        if let free = freeWorkers.popLast() {
            slot = free
        } else {
            slot = Int32(workers.count)
            workers.append(WorkerRecord())
        }
        workers[Int(slot)].isPresent = true
        workers[Int(slot)].view = tasks.map { view(of: TaskSet($0)) }
        return WorkerIndex(slot: slot, generation: workers[Int(slot)].generation)
    }

    /// Removes a worker that was given up or has gone. What it still has is queued again with the attempt spent, or has
    /// failed where that was the last; cancelled where that was asked for. Whatever it says later is refused.
    package mutating func removeWorker(
        _ worker: WorkerIndex, as departure: Departure = .lost, now: Timestamp, events: inout [Event]
    ) {
        guard isPresent(worker) else { return }
        let slot = Int(worker.slot)
        workers[slot].isPresent = false
        workers[slot].generation &+= 1
        // First, so that none goes on because another one has ended.
        var held = workers[slot].firstHeld
        while !held.isAbsent {
            dropChildren(of: held)
            held = runs[held].next
        }
        while !workers[slot].firstHeld.isAbsent {
            let run = workers[slot].firstHeld
            let id = runs[run].id
            let conclusion = departure == .lost ? Conclusion.crashed : .outcome(.returned)
            if conclude(run, conclusion, now: now, events: &events) == .queued {
                events.append(.putBack(run, id, departure))
            }
        }
        workers[slot].granted = []
        if let view = workers[slot].view { releaseView(view) }
        workers[slot].view = nil
        freeWorkers.append(worker.slot)
        grantResumables(events: &events)
    }

    func isPresent(_ worker: WorkerIndex) -> Bool {
        Int(worker.slot) < workers.count && workers[Int(worker.slot)].isPresent
            && workers[Int(worker.slot)].generation == worker.generation
    }

    private mutating func view(of tasks: TaskSet) -> Int {
        if let existing = views.firstIndex(where: { $0?.tasks == tasks }) {
            views[existing]?.workerCount += 1
            return existing
        }
        let view = View(tasks: tasks)
        view.workerCount = 1
        // What is ready for some tasks is ready for all, and its turn comes in the same order.
        let ready = starts.children(of: .organization)
        for queue in queues where !starts.contains(queue.node) { showPools(of: queue.node, in: view) }
        for queue in ready {
            showPools(of: queue, in: view)
            place(queue, in: view, turn: .none)
        }
        if let free = views.firstIndex(where: { $0 == nil }) {
            views[free] = view
            return free
        }
        views.append(view)
        return views.count - 1
    }

    private func showPools(of queue: NodeIndex, in view: View) {
        for pool in starts.children(of: queue) { place(pool, in: view, turn: .none) }
    }

    private mutating func releaseView(_ index: Int) {
        views[index]?.workerCount -= 1
        if views[index]?.workerCount == 0 { views[index] = nil }
        while let last = views.last, last == nil { views.removeLast() }
    }

    mutating func hold(_ run: RunIndex, by worker: WorkerIndex) {
        let slot = Int(worker.slot)
        let next = workers[slot].firstHeld
        runs[run].worker = worker.slot
        runs[run].previous = .absent
        runs[run].next = next
        if !next.isAbsent { runs[next].previous = run }
        workers[slot].firstHeld = run
    }

    /// Takes a run out of its worker's hands.
    mutating func letGo(_ run: RunIndex) {
        let (previous, next) = (runs[run].previous, runs[run].next)
        if previous.isAbsent { workers[Int(runs[run].worker)].firstHeld = next } else { runs[previous].next = next }
        if !next.isAbsent { runs[next].previous = previous }
        runs[run].previous = .absent
        runs[run].next = .absent
        runs[run].worker = -1
    }

    func worker(of run: RunIndex) -> WorkerIndex {
        let slot = runs[run].worker
        return WorkerIndex(slot: slot, generation: workers[Int(slot)].generation)
    }
}
