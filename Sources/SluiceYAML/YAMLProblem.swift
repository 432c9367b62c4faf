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
    /// Another place that explains it, such as the bracket that is not closed.
    public let note: Note?

    /// A remark about another place.
    public struct Note: Hashable, Sendable {
        /// What is to be seen there.
        public let message: String
        /// Where it is to be seen.
        public let mark: YAMLMark
    }

    init(_ kind: Kind, _ message: String, from start: YAMLMark, to end: YAMLMark? = nil, note: Note? = nil) {
        self.kind = kind
        self.message = message
        self.start = start
        self.end = end ?? YAMLMark(line: start.line, column: start.column + 1)
        self.note = note
    }
}
