// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What conformances implement is documented at the protocol.

extension Array: PayloadValue where Element: PayloadValue {
    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.write(array: self)
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.array(of: Element.self)
    }
}

extension Dictionary: PayloadValue where Key == String, Value: PayloadValue {
    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.beginObject()
        // Sorted, so that equal dictionaries give equal bytes.
        for (key, value) in sorted(by: { $0.key < $1.key }) {
            json.write(key: key, value)
        }
        json.endObject()
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.dictionary(of: Value.self)
    }
}

/// Nil is `null`. A missing field is nil, too, unless it has a default.
extension Optional: PayloadValue where Wrapped: PayloadValue {
    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        guard let self else { return json.write(raw: "null") }
        self.write(to: &json)
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        json.isNull ? nil : try Wrapped.read(from: &json)
    }
}
