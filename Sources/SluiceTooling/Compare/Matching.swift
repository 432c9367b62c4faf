import SluiceCompiler

/// Which declarations of one version are which of the other: by their names, or because one seems to be the other renamed.
struct Matching {
    /// What a declaration says besides its name.
    struct Look {
        /// A declaration with a name much like the old one is the old one renamed if this is the same.
        let necessary: String
        /// One with any other name is, if this is the same, and of no other; `nil` where there is too little to tell.
        let sufficient: String?
    }

    /// Those in both, renamed ones included, in the old order.
    private(set) var pairs: [(old: Int, new: Int)] = []
    private(set) var renamed: [(old: Int, new: Int)] = []
    private(set) var removed: [Int] = []
    private(set) var added: [Int] = []
    private var newOfOld: [Int: Int] = [:]

    /// - Parameters:
    ///   - old: The names; `nil` for what is matched by `known` alone.
    ///   - new: Likewise.
    ///   - known: What belongs together already.
    ///   - oldLook: Asked only of what is gone.
    ///   - newLook: Asked only of what is new.
    init(
        _ old: [String?], _ new: [String?], known: [(Int, Int)] = [], oldLook: (Int) -> Look, newLook: (Int) -> Look
    ) {
        for (was, now) in known { newOfOld[was] = now }
        let indices = Dictionary(
            new.enumerated().compactMap { index, name in name.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first })
        for (index, name) in old.enumerated() {
            guard let name else { continue }
            if let found = indices[name] { newOfOld[index] = found } else { removed.append(index) }
        }
        let present = Set(newOfOld.values)
        added = new.indices.filter { new[$0] != nil && !present.contains($0) }
        if !removed.isEmpty, !added.isEmpty { findRenamed(old, new, oldLook, newLook) }
        pairs = newOfOld.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What an old declaration has become.
    func new(_ old: Int) -> Int? { newOfOld[old] }

    /// Comparing names takes the product of their lengths.
    private static let mostCandidates = 200

    private mutating func findRenamed(
        _ old: [String?], _ new: [String?], _ oldLook: (Int) -> Look, _ newLook: (Int) -> Look
    ) {
        let oldLooks = Dictionary(uniqueKeysWithValues: removed.map { ($0, oldLook($0)) })
        let newLooks = Dictionary(uniqueKeysWithValues: added.map { ($0, newLook($0)) })
        let similar = Dictionary(grouping: added) { newLooks[$0]!.necessary }
        for was in removed {
            let candidates = (similar[oldLooks[was]!.necessary] ?? []).filter { added.contains($0) }
            guard candidates.count <= Self.mostCandidates else { continue }
            let nearest = NearestName.find(old[was]!, among: candidates.map { new[$0]! })
            if let now = candidates.first(where: { new[$0] == nearest }) { rename(was, now) }
        }
        let newTwins = Dictionary(grouping: added) { newLooks[$0]!.sufficient }
        let oldTwins = Dictionary(grouping: removed) { oldLooks[$0]!.sufficient }
        for was in removed {
            guard let look = oldLooks[was]!.sufficient, oldTwins[look]?.count == 1, let twins = newTwins[look],
                twins.count == 1
            else { continue }
            rename(was, twins[0])
        }
    }

    private mutating func rename(_ was: Int, _ now: Int) {
        renamed.append((was, now))
        newOfOld[was] = now
        removed.removeAll { $0 == was }
        added.removeAll { $0 == now }
    }
}
