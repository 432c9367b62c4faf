/// A value of a YAML text and where it stands. What it holds is asked of its ``YAMLTree``.
@frozen
public struct YAMLNode: Sendable {
    /// What kind of value it is.
    @frozen
    public enum Kind: UInt8, Sendable {
        /// A text, number or nothing at all: YAML tells them apart by their spelling only.
        case scalar
        /// A list of values.
        case sequence
        /// Keys and values in the order written.
        case mapping
        /// Stands for something that a ``YAMLProblem`` was reported for; to be passed over in silence.
        case invalid
    }

    /// Its place in ``YAMLTree``.
    @frozen
    public struct ID: Hashable, Sendable {
        @usableFromInline let index: UInt32

        @inlinable
        init(_ index: Int) { self.index = UInt32(truncatingIfNeeded: index) }
    }

    /// What kind of value it is.
    public let kind: Kind
    /// For a scalar: neither quoted, nor a block of text, nor tagged as `!!str`. For a collection: whether it is written in
    /// brackets or braces.
    @usableFromInline let isPlainOrFlow: Bool
    /// How many levels of collections it spans, aliases followed: 0 for a scalar.
    let height: UInt8
    /// Its first character.
    public let start: YAMLMark
    /// The position after its last character.
    public let end: YAMLMark
    /// The symbol of a scalar, or where the children of a collection begin.
    @usableFromInline let first: UInt32
    /// How many children a collection has; a mapping's keys and values count separately.
    @usableFromInline let count: UInt32
    /// How many values it comes to, itself included, aliases followed.
    let size: UInt32

    /// Whether this scalar is written without quotes, so that `5` may be a number and `null` nothing.
    @inlinable public var isPlain: Bool { kind == .scalar && isPlainOrFlow }
    /// Whether this collection is written in brackets or braces.
    @inlinable public var isFlow: Bool { kind != .scalar && isPlainOrFlow }
}
