/// A graph of numbered nodes, for the rules that look for cycles.
///
/// Nothing here recurses: a chain may be as long as a declaration file allows.
struct DirectedGraph {
    private(set) var successors: [[Int]]

    init(count: Int) { successors = Array(repeating: [], count: count) }

    mutating func addEdge(from source: Int, to target: Int) { successors[source].append(target) }

    /// For each node, the number of its strongly connected component (Tarjan's algorithm). Nodes of one component reach
    /// each other.
    func components() -> [Int] {
        let unvisited = -1
        var order = Array(repeating: unvisited, count: successors.count)
        var lowest = order
        var component = order
        var path: [Int] = []
        var calls: [(node: Int, next: Int)] = []
        var visited = 0
        var found = 0

        for start in successors.indices where order[start] == unvisited {
            calls.append((start, 0))
            while let (node, next) = calls.last {
                if next == 0 {
                    order[node] = visited
                    lowest[node] = visited
                    visited += 1
                    path.append(node)
                }
                if next < successors[node].count {
                    calls[calls.count - 1].next += 1
                    let successor = successors[node][next]
                    if order[successor] == unvisited {
                        calls.append((successor, 0))
                    } else if component[successor] == unvisited {
                        lowest[node] = min(lowest[node], order[successor])
                    }
                    continue
                }
                calls.removeLast()
                if let parent = calls.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
                guard lowest[node] == order[node] else { continue }
                while let member = path.popLast() {
                    component[member] = found
                    if member == node { break }
                }
                found += 1
            }
        }
        return component
    }

    /// The fewest nodes from `start` to `goal`, both included, over nodes that `accepts` takes. Where they are one node, at
    /// least one edge is walked.
    func shortestPath(from start: Int, to goal: Int, where accepts: (Int) -> Bool) -> [Int]? {
        var predecessor: [Int: Int] = [:]
        var queue = [start]
        var head = 0
        while head < queue.count {
            let node = queue[head]
            head += 1
            for next in successors[node] where accepts(next) && predecessor[next] == nil {
                predecessor[next] = node
                if next == goal { return path(to: goal, from: start, predecessor) }
                queue.append(next)
            }
        }
        return nil
    }

    private func path(to goal: Int, from start: Int, _ predecessor: [Int: Int]) -> [Int] {
        var path = [goal]
        while let last = path.last, let previous = predecessor[last] {
            path.append(previous)
            if previous == start { break }
        }
        return path.reversed()
    }

    /// One shortest cycle for each component that has one, beginning and ending with the component's first node that
    /// lies on it, in the order of those nodes.
    func cycles() -> [[Int]] {
        let component = components()
        var seen: Set<Int> = []
        var sizes: [Int: Int] = [:]
        for number in component { sizes[number, default: 0] += 1 }
        return successors.indices.compactMap { node in
            let number = component[node]
            let mayCycle = sizes[number, default: 0] > 1 || successors[node].contains(node)
            guard mayCycle, seen.insert(number).inserted else { return nil }
            return shortestPath(from: node, to: node) { component[$0] == number }
        }
    }
}
