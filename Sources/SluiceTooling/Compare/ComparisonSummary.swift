/// What a comparison came to, in one line for people.
package struct ComparisonSummary: CustomStringConvertible, Sendable {
    private let changes: [Change]

    package init(_ comparisons: [Comparison]) { changes = comparisons.flatMap(\.changes) }

    /// `1 breaking, 2 risky and 4 safe changes`.
    package var description: String {
        guard !changes.isEmpty else { return "no changes: the declarations mean the same" }
        let counts = ChangeClass.allCases.compactMap { changeClass in
            let count = changes.count { $0.kind.changeClass == changeClass }
            return count == 0 ? nil : "\(count) \(changeClass.rawValue)"
        }
        let list = counts.count == 1 ? counts[0] : counts.dropLast().joined(separator: ", ") + " and " + counts.last!
        return "\(list) \(changes.count == 1 ? "change" : "changes")"
    }
}
