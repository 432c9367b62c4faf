/// How much a change of declarations weighs for what was queued or built before it. The heaviest comes first.
package enum ChangeClass: String, CaseIterable, Comparable, Sendable {
    /// Runs that are queued, or callers that were built before, can fail or be misread.
    case breaking
    /// They go on, but not as before; or code must be changed before it compiles.
    case risky
    /// They notice nothing.
    case safe

    /// The word as a heading.
    package var title: String {
        switch self {
        case .breaking: "Breaking"
        case .risky: "Risky"
        case .safe: "Safe"
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self)! }
}
