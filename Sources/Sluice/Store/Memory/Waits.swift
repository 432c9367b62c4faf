/// Which runs a run has waited for, and how they ended. Kept until it has ended itself, so that an attempt after a crash finds them.
struct Waits {
    private struct Child {
        var id: RunID
        var ending: RunEnding?
    }

    private struct Parent {
        /// By ordinal.
        var children: [Int: Child] = [:]
        /// The ordinals that are waited for now, in order.
        var awaited: [Int] = []
    }

    private var parents: [RunID: Parent] = [:]
    private var places: [RunID: [RunRequest.ChildPlace]] = [:]

    var isEmpty: Bool { parents.isEmpty }

    func child(at place: RunRequest.ChildPlace) -> RunID? {
        parents[place.parent]?.children[place.ordinal]?.id
    }

    /// Notes a child, with its ending if it has ended already.
    mutating func add(_ child: RunID, at place: RunRequest.ChildPlace, ending: RunEnding?) {
        parents[place.parent, default: Parent()].children[place.ordinal] = Child(id: child, ending: ending)
        if ending == nil { places[child, default: []].append(place) }
    }

    /// Notes what a run waits for from now on.
    mutating func setAwaited(_ ordinals: [Int], of parent: RunID) {
        parents[parent]?.awaited = ordinals
    }

    /// How the runs ended that a run waits for; those are left out that have not.
    func endings(for parent: RunID) -> [RunEnding] {
        guard let parent = parents[parent] else { return [] }
        return parent.awaited.compactMap { parent.children[$0]?.ending }
    }

    /// A run has ended: its parents may see how, and its own children are of no interest any more.
    mutating func end(_ ending: RunEnding) {
        if parents.isEmpty { return }
        for place in places.removeValue(forKey: ending.id) ?? [] {
            parents[place.parent]?.children[place.ordinal]?.ending = ending
        }
        if let parent = parents.removeValue(forKey: ending.id) {
            for (ordinal, child) in parent.children where child.ending == nil {
                let place = RunRequest.ChildPlace(parent: ending.id, ordinal: ordinal)
                places[child.id]?.removeAll { $0 == place }
                if places[child.id]?.isEmpty == true { places[child.id] = nil }
            }
        }
    }
}
