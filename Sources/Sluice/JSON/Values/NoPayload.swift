// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What conformances implement is documented at the protocol.

/// The payload of a task that declares none: an empty object, so that a newer client may send fields one day.
public struct NoPayload: PayloadValue, Hashable {
    /// The only value.
    public init() {}

    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.endObject()
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.beginObject()
        return Self()
    }
}

/// The output of a task that declares none. Whatever a newer worker answers is ignored.
public struct NoOutput: PayloadValue, Hashable {
    /// The only value.
    public init() {}

    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.write(raw: "null")
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        Self()
    }
}
