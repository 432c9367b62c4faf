/// Which runs a run has waited for, and how they ended. Kept until it has ended itself, so that an attempt after a crash finds them.
package struct Waits {
    package struct Child: Sendable {
        package var id: RunID
        package var task: String
        /// Whether the parent triggered it, instead of naming one that was there by an idempotency key.
        package var isOwn: Bool
        package var ending: RunEnding?

        package init(id: RunID, task: String, isOwn: Bool, ending: RunEnding?) {
            self.id = id
            self.task = task
            self.isOwn = isOwn
            self.ending = ending
        }
    }

    private struct Parent {
        /// By ordinal.
        var children: [Int: Child] = [:]
        /// The ordinals that are waited for now, in order.
        var awaited: [Int] = []
    }

    private var parents: [RunID: Parent] = [:]
    /// Of every run that has a place with a parent, ended or not.
    private var places: [RunID: [RunRequest.ChildPlace]] = [:]

    /// Whether a parent that has not ended may still ask how a run ended.
    func isOfInterest(_ id: RunID) -> Bool { places[id] != nil }

    func child(at place: RunRequest.ChildPlace) -> Child? {
        parents[place.parent]?.children[place.ordinal]
    }

    /// Notes a child, with its ending if it has ended already; one that had the place before is forgotten.
    /// - Returns: That one.
    @discardableResult
    mutating func add(_ child: Child, at place: RunRequest.ChildPlace) -> RunID? {
        let displaced = forget(place)
        parents[place.parent, default: Parent()].children[place.ordinal] = child
        places[child.id, default: []].append(place)
        return displaced
    }

    /// Lets the next attempt of a run trigger again what did not complete for this one.
    /// - Returns: The places that are free again, and what was there.
    mutating func forgetFailures(of parent: RunID) -> [(place: RunRequest.ChildPlace, child: RunID)] {
        var forgotten: [(place: RunRequest.ChildPlace, child: RunID)] = []
        for (ordinal, child) in parents[parent]?.children ?? [:]
        where child.ending.map({ $0.state != .completed }) == true {
            forgotten.append((RunRequest.ChildPlace(parent: parent, ordinal: ordinal), child.id))
        }
        for (place, _) in forgotten { forget(place) }
        return forgotten
    }

    /// What each parent still waits for, if it waits: the children that have not ended, in the order of their places.
    func pending() -> [(parent: RunID, children: [Child])] {
        parents.map { id, parent in
            let pending = parent.children.sorted { $0.key < $1.key }.map(\.value).filter { $0.ending == nil }
            return (id, pending)
        }
    }

    /// The runs that have a place with a parent.
    func children(of parent: RunID) -> [RunID] {
        parents[parent]?.children.values.map(\.id) ?? []
    }

    @discardableResult
    private mutating func forget(_ place: RunRequest.ChildPlace) -> RunID? {
        guard let child = parents[place.parent]?.children.removeValue(forKey: place.ordinal) else { return nil }
        places[child.id]?.removeAll { $0 == place }
        if places[child.id]?.isEmpty == true { places[child.id] = nil }
        return child.id
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
        for place in places[ending.id] ?? [] {
            parents[place.parent]?.children[place.ordinal]?.ending = ending
        }
        for ordinal in (parents[ending.id]?.children ?? [:]).keys {
            forget(RunRequest.ChildPlace(parent: ending.id, ordinal: ordinal))
        }
        parents[ending.id] = nil
    }
}
