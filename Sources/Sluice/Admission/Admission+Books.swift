extension Admission {
    /// Whether the walk up from a pool gives it, and its queue, a turn.
    enum Turn {
        case none
        /// A run of it was started.
        case start
        /// A run of it goes on after a wait.
        case resume
    }

    /// Enters a run's move in the books of its pool, its queue and the organization, and puts each in its rings or out
    /// of them. The only place where slots are taken and given back.
    ///
    /// What the pool's lanes hold must have changed before.
    ///
    /// - Parameters:
    ///   - old: Where the run stood; `nil`: it is new.
    ///   - new: Where it stands now; `nil`: it has ended.
    ///   - slots: How many slots of each counter it takes (1), or gives back (-1).
    @inline(__always)
    mutating func enter(_ pool: NodeIndex, from old: Standing?, to new: Standing?, slots: Int32, turn: Turn = .none) {
        var index = pool
        while true {
            if let old { nodes[index].books.add(-1, to: old) }
            if let new { nodes[index].books.add(1, to: new) }
            nodes[index].taken += slots
            if index == .organization { break }
            index = place(index, turn: turn)
        }
    }

    /// Puts a node, and those above it, in their rings or out of them, after its limit or pause has changed.
    mutating func refresh(_ node: NodeIndex) {
        var index = node
        while index != .organization { index = place(index, turn: .none) }
    }

    /// - Returns: The node's parent.
    @inline(__always)
    private mutating func place(_ index: NodeIndex, turn: Turn) -> NodeIndex {
        let (hasRoom, isPool, parent) = (nodes[index].hasRoom, nodes[index].level == .pool, nodes[index].parent)
        let maySend = hasRoom && !nodes[index].isPaused
        starts.place(
            index, in: parent,
            isReady: maySend && (isPool ? nodes[index].books.queued > 0 : !starts.first(in: index).isAbsent),
            tookTurn: turn == .start)
        if resumes.isInUse || isPool && !nodes[index].resumables.isAbsent {
            resumes.place(
                index, in: parent,
                isReady: hasRoom
                    && (isPool ? !nodes[index].resumables.isAbsent : !resumes.first(in: index).isAbsent),
                tookTurn: turn == .resume)
        }
        if !views.isEmpty { placeInViews(index, turn: turn) }
        return parent
    }

    private mutating func placeInViews(_ index: NodeIndex, turn: Turn) {
        for view in views {
            guard let view else { continue }
            place(index, in: view, turn: turn)
        }
    }

    func place(_ index: NodeIndex, in view: View, turn: Turn) {
        let maySend = nodes[index].hasRoom && !nodes[index].isPaused
        let hasRuns =
            nodes[index].level == .pool
            ? firstQueued(in: index, of: view.tasks) != nil : !view.starts.first(in: index).isAbsent
        view.starts.place(index, in: nodes[index].parent, isReady: maySend && hasRuns, tookTurn: turn == .start)
    }
}
