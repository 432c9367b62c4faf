/// Rules that are about the same, as documentation shows them together.
package struct RuleFamily: Sendable {
    /// The heading above them.
    package let title: String
    /// Each with its explanation.
    package let explanations: [Explanation]

    /// All rules.
    package static let all: [RuleFamily] = [
        .file, .keys, .values, .names, .references, .concurrencyKeys, .limits, .typesAndTimes, .schedules, .waiting,
        .leftovers,
    ]
}
