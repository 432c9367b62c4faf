/// What a document is, and so the word that every error's path starts with.
@_spi(SluiceGenerated)
public enum PayloadRoot: String, Sendable {
    case payload, output
}

/// Writes a payload or output as JSON, in UTF-8, without spaces; equal values give equal bytes.
///
/// - Returns: exactly as much memory as the JSON needs.
/// - Throws: ``PayloadError`` for what JSON cannot hold: a number that is not finite, a date outside the years
///   0000–9999, more than ``JSONLimits/depth`` levels, or an external type whose encoding fails.
@_spi(SluiceGenerated)
public func encodePayload<Value: PayloadValue>(
    _ value: Value, root: PayloadRoot = .payload
) throws(PayloadError) -> [UInt8] {
    let written = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: JSONLimits.stackBytes) { scratch in
        var json = JSONWriter(root: root, scratch: scratch)
        value.write(to: &json)
        return json.finish()
    }
    return try written.get()
}

/// Reads a payload or output from JSON, which may come from anyone.
///
/// The whole document is checked first, in one pass (RFC 8259, strictly: valid UTF-8, paired surrogates, no byte
/// order mark, no field twice, at most ``JSONLimits/depth`` levels, nothing after the value). Fields that `Value`
/// does not know are ignored, so that a newer client can talk to an older worker while a deployment rolls out.
///
/// - Throws: ``PayloadError``.
@_spi(SluiceGenerated)
public func decodePayload<Value: PayloadValue>(
    _ type: Value.Type = Value.self, from bytes: [UInt8], root: PayloadRoot = .payload
) throws(PayloadError) -> Value {
    try bytes.withUnsafeBufferPointer { (bytes) throws(PayloadError) in
        try withUnsafeTemporaryAllocation(
            of: JSONToken.self, capacity: JSONLimits.stackTokens
        ) { (scratch) throws(PayloadError) in
            var parser = JSONParser(bytes: bytes, root: root, scratch: scratch)
            try parser.parse()
            var json = JSONReader(document: parser.finish())
            return try Value.read(from: &json)
        }
    }
}

/// The bounds of what is written and read.
@_spi(SluiceGenerated)
public enum JSONLimits {
    /// How deeply arrays and objects may nest: a small fixed number, so that no input can exhaust the stack.
    public static let depth = 64

    // `withUnsafeTemporaryAllocation` stays on the stack up to 1,024 bytes.
    static let stackBytes = 1024
    static let stackTokens = 1024 / MemoryLayout<JSONToken>.stride
}
