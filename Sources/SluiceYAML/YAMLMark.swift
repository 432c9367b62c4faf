/// A position in a text: both numbers start at 1, and a column is one Unicode scalar.
///
/// A line ends at LF, CR or CR LF, as in editors; YAML 1.1 also breaks lines at U+0085, U+2028 and U+2029, which is not
/// counted here.
@frozen
public struct YAMLMark: Hashable, Comparable, Sendable {
    /// The line, from 1.
    public let line: UInt32
    /// The column in Unicode scalars, from 1.
    public let column: UInt32

    /// A position; both numbers start at 1.
    @inlinable
    public init(line: UInt32, column: UInt32) {
        self.line = line
        self.column = column
    }

    /// Earlier in the text comes first.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
