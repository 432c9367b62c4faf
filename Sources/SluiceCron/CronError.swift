/// Why a text is no cron expression.
package struct CronError: Error, Hashable, Sendable {
    /// What is wrong, and what is allowed there, in one sentence.
    package let message: String
    /// The field that is wrong; `nil` where it is the expression as a whole.
    package let field: CronField?
    /// The part of the text that is wrong, in Unicode scalars from its beginning.
    package let range: Range<Int>

    init(_ message: String, _ field: CronField? = nil, at range: Range<Int>) {
        self.message = message
        self.field = field
        self.range = range
    }
}

extension CronError: CustomStringConvertible {
    /// The message with the place, for where the text itself is not shown: `… (character 3)`.
    package var description: String { "\(message) (character \(range.lowerBound + 1))" }
}
