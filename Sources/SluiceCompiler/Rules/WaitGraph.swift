/// What must come free before what: the starts of tasks, their ends, and the slots of queues.
///
/// A run ends only after the runs that it waits for; a run starts only with a slot of a queue that it may use; and the slots
/// of a queue with `onWait: hold` come free only when the runs that hold them end. A cycle through a queue can stand still.
struct WaitGraph {
    /// One stretch of a cycle: runs that hold slots of a queue, and what they wait for that needs the next queue.
    struct Link {
        let held: Int
        /// The task whose runs hold, what it waits for, what that waits for, and so on to the task that needs `needed`.
        let chain: [Int]
        let needed: Int
    }

    private let declarations: Declarations
    private let taskCount: Int
    private var graph: DirectedGraph
    /// For each queue, the tasks whose runs may hold its slots while they wait.
    private var holders: [[Int]]

    init(_ declarations: Declarations) {
        self.declarations = declarations
        taskCount = declarations.tasks.count
        graph = DirectedGraph(count: 2 * taskCount + declarations.queues.count)
        holders = Array(repeating: [], count: declarations.queues.count)
        for task in declarations.tasks.indices {
            let queues = declarations.tasks[task].usableQueues
            let waits = declarations.tasks[task].waitsFor.compactMap(\.index)
            for awaited in waits { graph.addEdge(from: end(of: task), to: start(of: awaited)) }
            graph.addEdge(from: start(of: task), to: end(of: task))
            for queue in queues where declarations.queues[queue].limits.isFinite {
                graph.addEdge(from: start(of: task), to: slots(of: queue))
            }
            for queue in queues where declarations.queues[queue].onWait == .hold && !waits.isEmpty {
                graph.addEdge(from: slots(of: queue), to: end(of: task))
                holders[queue].append(task)
            }
        }
    }

    private func start(of task: Int) -> Int { task }
    private func end(of task: Int) -> Int { taskCount + task }
    private func slots(of queue: Int) -> Int { 2 * taskCount + queue }

    /// The queues whose slots may be held by runs that wait, each with the first task whose runs do.
    var heldQueues: [(queue: Int, holder: Int)] {
        holders.indices.compactMap { queue in holders[queue].first.map { (queue, $0) } }
    }

    /// The first mention in `waitsFor` by a task that may hold slots meanwhile.
    var firstHoldingWait: Reference<TaskDeclaration>? {
        let first = holders.lazy.compactMap(\.first).min()
        return first.flatMap { task in declarations.tasks[task].waitsFor.first { $0.index != nil } }
    }

    /// For each queue and each task that may hold its slots, the shortest cycle that both lie on; none that only goes over
    /// links of one found before. At most a hundred: finding one costs a walk over the graph.
    func deadlocks() -> [[Link]] {
        let component = graph.components()
        var covered: Set<[Int]> = []
        var found: [[Link]] = []
        for (queue, _) in heldQueues {
            let number = component[slots(of: queue)]
            for task in holders[queue] where component[end(of: task)] == number {
                guard !covered.contains([queue, task]), found.count < 100 else { continue }
                let path = graph.shortestPath(from: end(of: task), to: slots(of: queue)) { component[$0] == number }
                guard let path else { continue }
                let links = links(of: path, startingAt: queue)
                for link in links { covered.insert([link.held, link.chain[0]]) }
                found.append(links)
            }
        }
        return found
    }

    /// Cuts a path from the end of a task to the slots of a queue at each queue on the way.
    private func links(of path: [Int], startingAt queue: Int) -> [Link] {
        var links: [Link] = []
        var held = queue
        var chain: [Int] = []
        for node in path {
            if node >= 2 * taskCount {
                links.append(Link(held: held, chain: chain, needed: node - 2 * taskCount))
                held = node - 2 * taskCount
                chain = []
            } else if chain.isEmpty || node < taskCount {
                chain.append(node % taskCount)
            }
        }
        return links
    }
}

extension TaskDeclaration {
    /// The queues that a run may be in: the task's queue, and those that a trigger may name instead.
    fileprivate var usableQueues: [Int] { ([queue] + overrides).compactMap(\.index) }
}

extension QueueDeclaration.Limits {
    fileprivate var isFinite: Bool { perKey != nil || total != nil }
}
