// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What conformances implement is documented at the protocol.

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// An ISO 8601 date and time in UTC, exact to the last bit.
extension Date: PayloadValue {
    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        guard let text = DateText.write(self) else { return json.fail(.unwritable, DateText.range) }
        json.write(text: text)
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        let text = try json.text(expecting: DateText.expected)
        guard let date = DateText.read(text) else { throw json.rejection(of: text, expecting: DateText.expected) }
        return date
    }
}

/// The absolute string; a relative URL is resolved against its base first.
extension URL: PayloadValue {
    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.write(text: absoluteString)
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        let text = try json.text(expecting: "a URL")
        // A URL may carry secrets: the error does not repeat it.
        guard let url = URL(string: text, encodingInvalidCharacters: false) else {
            throw json.failure(.outOfRange, "is no URL that RFC 3986 allows")
        }
        return url
    }
}

extension UUID: PayloadValue {
    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.write(text: uuidString)
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        let text = try json.text(expecting: "a UUID")
        guard let uuid = UUID(uuidString: text) else { throw json.rejection(of: text, expecting: "a UUID") }
        return uuid
    }
}

/// Base64 with padding (RFC 4648, section 4).
extension Data: PayloadValue {
    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.write(text: base64EncodedString())
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        guard let data = Data(base64Encoded: try json.text(expecting: "base64 text")) else {
            throw json.failure(.outOfRange, "is not base64 with padding")
        }
        return data
    }
}
