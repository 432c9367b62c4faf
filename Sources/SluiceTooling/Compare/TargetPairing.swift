import SluiceCompiler

/// The two versions of a target that are compared.
package struct TargetPair: Sendable {
    /// `nil` where the target is new.
    package let old: Target?
    /// `nil` where it is gone.
    package let new: Target?

    /// Brings the targets of two versions together: where each has one, these; else those whose folders have the same path
    /// below what was given.
    package static func pairs(_ old: [Target], _ new: [Target]) -> [TargetPair] {
        if old.count == 1, new.count == 1 { return [TargetPair(old: old[0], new: new[0])] }
        let (oldNames, newNames) = (names(of: old), names(of: new))
        var rest = Dictionary(zip(oldNames, old), uniquingKeysWith: { first, _ in first })
        let present = zip(newNames, new).map { name, target in
            TargetPair(old: rest.removeValue(forKey: name), new: target)
        }
        return present + rest.sorted { $0.key < $1.key }.map { TargetPair(old: $0.value, new: nil) }
    }

    /// What is left of the folders without the beginning that all of them share.
    private static func names(of targets: [Target]) -> [String] {
        let folders = targets.map { ($0.folder ?? "").split(separator: "/") }
        let shortest = folders.map(\.count).min() ?? 0
        var shared = 0
        // The last component is always part of the name.
        while shared < shortest - 1, folders.allSatisfy({ $0[shared] == folders[0][shared] }) { shared += 1 }
        return folders.map { $0.dropFirst(shared).joined(separator: "/") }
    }
}
