/// A checked document: its bytes and the flat index of their tokens.
///
/// It borrows the bytes: it must not outlive ``decodePayload(_:from:root:)``, which is why it cannot be copied.
struct JSONDocument: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    let root: PayloadRoot
    var tokens: ScratchBuffer<JSONToken>
    /// The fields by name of the objects with too many to search, by the object's index.
    var indexes: [Int: [JSONName: Int]]?

    /// Objects with more fields than this get an index, so that neither the search for a field nor the one for a field
    /// given twice takes time in the square of the input.
    static let searchableFields: UInt32 = 16

    init(bytes: UnsafeBufferPointer<UInt8>, root: PayloadRoot, scratch: UnsafeMutableBufferPointer<JSONToken>) {
        self.bytes = bytes
        self.root = root
        tokens = ScratchBuffer(scratch: scratch)
        tokens.append(.absent)
    }

    @inline(__always)
    func text(of token: JSONToken) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
    }

    func string(_ token: JSONToken) -> String {
        JSONText.string(text(of: token), hasEscapes: token.hasEscapes)
    }

    /// The value as it stands in the document, for another decoder.
    func source(of token: JSONToken) -> UnsafeBufferPointer<UInt8> {
        let quote = token.kind == .string ? 1 : 0
        return UnsafeBufferPointer(rebasing: bytes[Int(token.start) - quote..<Int(token.end) + quote])
    }

    func name(_ token: JSONToken) -> JSONName {
        JSONName(text: text(of: token), hasEscapes: token.hasEscapes)
    }

    func path(of token: JSONToken) -> String {
        JSONPath.end(of: UnsafeBufferPointer(rebasing: bytes[..<Int(token.start)]), root: root)
    }
}
