/// A position in a text, as people count: both numbers start at 1, and a column is one Unicode scalar.
public struct SourcePosition: Hashable, Comparable, Sendable {
    private let storedLine: UInt32
    private let storedColumn: UInt32

    /// The line, from 1.
    public var line: Int { Int(storedLine) }
    /// The column in Unicode scalars, from 1.
    public var column: Int { Int(storedColumn) }

    /// A position; both numbers start at 1.
    public init(line: Int, column: Int) {
        storedLine = UInt32(clamping: line)
        storedColumn = UInt32(clamping: column)
    }

    /// Earlier in the text comes first.
    public static func < (left: Self, right: Self) -> Bool {
        (left.storedLine, left.storedColumn) < (right.storedLine, right.storedColumn)
    }
}

/// A stretch of one file: from `start` up to, not including, `end`.
public struct Place: Hashable, Sendable {
    private let storedFile: UInt32
    /// Where it begins.
    public let start: SourcePosition
    /// The position after its last character; equal to `start` where it is empty.
    public let end: SourcePosition

    /// The file, as an index into ``CompileResult/files``.
    public var file: Int { Int(storedFile) }

    /// A stretch of the file at `file` in ``CompileResult/files``.
    public init(file: Int, start: SourcePosition, end: SourcePosition) {
        storedFile = UInt32(clamping: file)
        self.start = start
        self.end = max(start, end)
    }
}

extension Place: Comparable {
    /// By file, then by start, then by end.
    public static func < (left: Self, right: Self) -> Bool {
        (left.storedFile, left.start, left.end) < (right.storedFile, right.start, right.end)
    }
}
