/// Something in a text that keeps it, or a part of it, from being read as YAML.
public struct YAMLProblem: Hashable, Sendable {
    /// What is wrong, in general.
    public enum Kind: Hashable, Sendable {
        /// It breaks YAML's grammar.
        case syntax
        /// It is not UTF-8, or holds characters that YAML has no place for.
        case encoding
        /// It is larger than ``YAMLLimits`` allow, as written or once aliases are followed.
        case tooLarge
        /// It nests deeper than ``YAMLLimits`` allow.
        case tooDeep
    }

    /// What is wrong, in general.
    public let kind: Kind
    /// What is wrong here, and what to do about it.
    public let message: String
    /// Where it is wrong.
    public let start: YAMLMark
    /// The position after the last character that is wrong.
    public let end: YAMLMark
    /// The line as it was probably meant, without indentation.
    public let correctedLine: String?
    /// Another place that explains it, such as the bracket that is not closed.
    public let note: Note?
    /// A name that nothing has, where that is the problem.
    public let unknownName: UnknownName?

    /// A remark about another place.
    public struct Note: Hashable, Sendable {
        /// What is to be seen there.
        public let message: String
        /// Where it is to be seen.
        public let mark: YAMLMark
    }

    /// A name that nothing has, and those there are: one of them may have been meant.
    public struct UnknownName: Hashable, Sendable {
        /// The name as it is written.
        public let name: String
        /// The names that something has.
        public let known: [String]
    }

    init(
        _ kind: Kind, _ message: String, from start: YAMLMark, to end: YAMLMark? = nil,
        write correctedLine: String? = nil,
        note: Note? = nil, unknownName: UnknownName? = nil
    ) {
        self.kind = kind
        self.message = message
        self.start = start
        self.end = end ?? YAMLMark(line: start.line, column: start.column + 1)
        self.correctedLine = correctedLine
        self.note = note
        self.unknownName = unknownName
    }

    static func secondDocument(from start: YAMLMark, to end: YAMLMark? = nil) -> YAMLProblem {
        let message =
            "a second document begins here, but a file holds one; remove '---', or move what follows to its own file"
        return YAMLProblem(.syntax, message, from: start, to: end)
    }
}

extension YAMLMark {
    func advanced(by columns: Int) -> YAMLMark {
        YAMLMark(line: line, column: column + UInt32(clamping: max(columns, 1)))
    }
}
