/// Appends one JSON document, value by value.
///
/// It cannot fail on the way, which keeps generated code small: what JSON cannot hold is remembered, and thrown by
/// ``encodePayload(_:root:)`` at the end. Commas follow from the last byte written, paths of errors from all of them,
/// so neither is kept track of.
@_spi(SluiceGenerated)
public struct JSONWriter: ~Copyable {
    private let root: PayloadRoot
    private var depth = 0
    private(set) var failure: PayloadError?
    var buffer: ScratchBuffer<UInt8>

    init(root: PayloadRoot, scratch: UnsafeMutableBufferPointer<UInt8>) {
        self.root = root
        buffer = ScratchBuffer(scratch: scratch)
    }

    consuming func finish() -> Result<[UInt8], PayloadError> {
        if let failure { return .failure(failure) }
        return .success([UInt8](buffer.elements))
    }

    /// Opens an object; its fields follow.
    public mutating func beginObject() {
        open(UInt8(ascii: "{"))
    }

    /// Closes the object opened last.
    public mutating func endObject() {
        close(UInt8(ascii: "}"))
    }

    /// Writes one field of the open object.
    ///
    /// Nil is written, as `null`: left out, it would turn into the field's default on the other side.
    public mutating func write<Value: PayloadValue>(_ name: StaticString, _ value: Value) {
        guard failure == nil else { return }
        separate()
        name.withUTF8Buffer { write(utf8: $0) }
        buffer.append(UInt8(ascii: ":"))
        value.write(to: &self)
    }

    /// Writes one field of a type that comes from outside the declarations, through its `Encodable` conformance.
    public mutating func writeCodable<Value: Encodable>(_ name: StaticString, _ value: Value) {
        guard failure == nil else { return }
        separate()
        name.withUTF8Buffer { write(utf8: $0) }
        buffer.append(UInt8(ascii: ":"))
        write(encodable: value)
    }

    mutating func write<Value: PayloadValue>(key: String, _ value: Value) {
        guard failure == nil else { return }
        separate()
        write(text: key)
        buffer.append(UInt8(ascii: ":"))
        value.write(to: &self)
    }

    mutating func write<Value: PayloadValue>(array: [Value]) {
        open(UInt8(ascii: "["))
        for value in array {
            guard failure == nil else { return }
            separate()
            value.write(to: &self)
        }
        close(UInt8(ascii: "]"))
    }

    mutating func write(raw text: StaticString) {
        text.withUTF8Buffer { buffer.append($0) }
    }

    /// Remembers why the value about to be written cannot be; the first reason counts.
    mutating func fail(_ code: PayloadError.Code, _ problem: String) {
        guard failure == nil else { return }
        failure = PayloadError(code, path: JSONPath.end(of: buffer.elements, root: root), problem: problem)
    }

    /// How many more levels may be opened here.
    var remainingDepth: Int { JSONLimits.depth - depth }

    private mutating func open(_ bracket: UInt8) {
        if remainingDepth == 0 { fail(.tooDeep, "is nested more than \(JSONLimits.depth) levels deep") }
        depth += 1
        buffer.append(bracket)
    }

    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        buffer.append(bracket)
    }

    @inline(__always)
    private mutating func separate() {
        precondition(buffer.count > 0, "a field is written before its object begins")
        // No value ends in an opening bracket, so what stands there tells whether this is the first element.
        let last = buffer[buffer.count - 1]
        if last != UInt8(ascii: "{") && last != UInt8(ascii: "[") { buffer.append(UInt8(ascii: ",")) }
    }
}
