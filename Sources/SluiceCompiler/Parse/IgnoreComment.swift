/// A comment `# sluice:ignore <rules>`: beside what it is about, or above it with nothing but comments between.
///
/// Rules are separated by spaces or commas. After another `#` there is room for the reason.
package struct IgnoreComment: Sendable {
    /// The text that makes it one.
    static let mark: StaticString = "sluice:ignore"

    /// The mark as it is written: with what clings to it, such as `-next-line`, where the comment is not right.
    let mark: Located<String>
    /// What stands where rules are named.
    let rules: [Located<String>]
    /// The line whose warnings it silences.
    let line: Int
}
