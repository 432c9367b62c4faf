package import SluiceCompiler

/// One change between two versions of a target's declarations.
package struct Change: Hashable, Sendable {
    package let kind: ChangeKind
    /// What was changed, in one line.
    package let message: String
    /// Where: in the new version, or in the old one where it is gone. Files are those of ``Comparison/files``.
    package let place: Place
    /// Other places: what it was before, and what reaches it.
    package let notes: [Diagnostic.Note]

    /// What reports show of it.
    package var finding: Finding {
        Finding(
            id: kind.id, word: kind.changeClass.rawValue, weight: kind.changeClass.weight, message: message,
            place: place, remarks: remarks, notes: notes)
    }

    private var remarks: [Finding.Remark] {
        let effect = Finding.Remark("effect", kind.effect)
        return [effect] + (kind.remedy.map { [Finding.Remark("instead", $0)] } ?? [])
    }
}

extension ChangeClass {
    fileprivate var weight: Finding.Weight {
        switch self {
        case .breaking: .error
        case .risky: .warning
        case .safe: .note
        }
    }
}
