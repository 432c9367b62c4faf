/// For every node of the tree of counters, the ring of its children that have room and something to do, in the order of
/// their turns. Blocked children are not in it, so they cost nothing.
///
/// The core keeps several of these over the same counters: one for new starts, one for runs that go on after a wait,
/// and one for each set of tasks that some workers serve. So a worker finds its next run by following first children
/// down from the organization, whatever else there is.
struct ReadyTree: ~Copyable {
    private struct Place: BitwiseCopyable {
        var previous = NodeIndex.absent
        var next = NodeIndex.absent
        /// Whose turn it is among this node's own children.
        var first = NodeIndex.absent
    }

    private var places = ChunkedArray<Place>(filler: Place())

    /// Whether any node was ever ready: a service that never waits pays nothing for the tree of those that do.
    private(set) var isInUse = false

    @inline(__always)
    func contains(_ node: NodeIndex) -> Bool {
        Int(node.slot) < places.count && !places[node.slot].previous.isAbsent
    }

    @inline(__always)
    func first(in parent: NodeIndex) -> NodeIndex {
        Int(parent.slot) < places.count ? places[parent.slot].first : .absent
    }

    /// A node's ring, in the order of the turns.
    func children(of parent: NodeIndex) -> [NodeIndex] {
        let first = first(in: parent)
        var children: [NodeIndex] = []
        var child = first
        while !child.isAbsent {
            children.append(child)
            child = places[child.slot].next
            if child == first { break }
        }
        return children
    }

    /// Puts a node in its parent's ring, or out of it.
    ///
    /// - Parameter tookTurn: Whether the node has just been served, and goes behind all others.
    @inline(__always)
    mutating func place(_ node: NodeIndex, in parent: NodeIndex, isReady: Bool, tookTurn: Bool) {
        let isIn = contains(node)
        if isReady, !isIn {
            append(node, to: parent)
        } else if !isReady, isIn {
            remove(node, from: parent)
        } else if isIn, tookTurn {
            moveToEnd(node, of: parent)
        }
    }

    private mutating func append(_ node: NodeIndex, to parent: NodeIndex) {
        places.cover(max(node.slot, parent.slot))
        isInUse = true
        let first = places[parent.slot].first
        if first.isAbsent {
            places[parent.slot].first = node
            places[node.slot].previous = node
            places[node.slot].next = node
        } else {
            let last = places[first.slot].previous
            places[node.slot].previous = last
            places[node.slot].next = first
            places[last.slot].next = node
            places[first.slot].previous = node
        }
    }

    private mutating func remove(_ node: NodeIndex, from parent: NodeIndex) {
        let (previous, next) = (places[node.slot].previous, places[node.slot].next)
        places[previous.slot].next = next
        places[next.slot].previous = previous
        if places[parent.slot].first == node { places[parent.slot].first = next == node ? .absent : next }
        places[node.slot].previous = .absent
        places[node.slot].next = .absent
    }

    private mutating func moveToEnd(_ node: NodeIndex, of parent: NodeIndex) {
        if places[parent.slot].first == node {
            places[parent.slot].first = places[node.slot].next
        } else {
            remove(node, from: parent)
            append(node, to: parent)
        }
    }
}
