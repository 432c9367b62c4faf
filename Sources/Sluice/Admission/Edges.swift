/// "The parent waits for the child": a member of two lists, the parent's and the child's.
struct Edge: SlabRecord {
    var parent: RunIndex
    var child: RunIndex
    /// The parent triggered the child itself, so that its cancellation reaches the child.
    var isOwn: Bool
    var previousOfParent = EdgeIndex.absent
    var nextOfParent = EdgeIndex.absent
    var previousOfChild = EdgeIndex.absent
    var nextOfChild = EdgeIndex.absent

    static let filler = Edge(parent: .absent, child: .absent, isOwn: false)

    mutating func bury(before next: Int32) {
        nextOfParent = EdgeIndex(slot: next)
    }

    var nextFree: Int32 { nextOfParent.slot }
}

typealias Edges = Slab<EdgeIndex, Edge>

extension Slab where Index == EdgeIndex, Record == Edge {
    mutating func connect(_ parent: RunIndex, to child: RunIndex, isOwn: Bool, in runs: inout Runs) {
        let edge = insert(
            Edge(
                parent: parent, child: child, isOwn: isOwn, nextOfParent: runs[parent].children,
                nextOfChild: runs[child].waiters))
        let (sibling, fellow) = (runs[parent].children, runs[child].waiters)
        if !sibling.isAbsent { self[sibling].previousOfParent = edge }
        if !fellow.isAbsent { self[fellow].previousOfChild = edge }
        runs[parent].children = edge
        runs[child].waiters = edge
    }

    mutating func disconnect(_ index: EdgeIndex, in runs: inout Runs) {
        let edge = self[index]
        if edge.previousOfParent.isAbsent {
            runs[edge.parent].children = edge.nextOfParent
        } else {
            self[edge.previousOfParent].nextOfParent = edge.nextOfParent
        }
        if !edge.nextOfParent.isAbsent { self[edge.nextOfParent].previousOfParent = edge.previousOfParent }
        if edge.previousOfChild.isAbsent {
            runs[edge.child].waiters = edge.nextOfChild
        } else {
            self[edge.previousOfChild].nextOfChild = edge.nextOfChild
        }
        if !edge.nextOfChild.isAbsent { self[edge.nextOfChild].previousOfChild = edge.previousOfChild }
        remove(index)
    }
}
