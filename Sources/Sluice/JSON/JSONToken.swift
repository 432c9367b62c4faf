/// One entry of the flat index that ``JSONParser`` makes of a document: a value, or the name of a field.
///
/// Tokens stand in document order: a container's contents follow it, a field's name comes before its value.
struct JSONToken: BitwiseCopyable {
    enum Kind: UInt8 {
        /// Stands for a field that the object does not have, so that optionals and errors need no second path.
        case absent
        case null, `true`, `false`, integer, decimal, string, array, object
    }

    var kind: Kind
    /// Whether a string holds a backslash, and so is not its bytes.
    var hasEscapes = false
    /// Where the text starts and ends, in bytes; of a string without its quotes.
    var start: UInt32
    var end: UInt32
    /// The index of the first token after this value; while a container is open, the index of the one around it.
    var next: UInt32
    /// How many elements or fields a container has.
    var count: UInt32 = 0

    /// The token at index 0 of every document.
    static let absent = JSONToken(kind: .absent, start: 0, end: 0, next: 0)
    static let absentIndex = 0
    static let rootIndex = 1
}
