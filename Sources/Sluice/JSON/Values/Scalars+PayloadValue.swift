// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What conformances implement is documented at the protocol.

extension String: PayloadValue {
    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.write(text: self)
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.text(expecting: "a string")
    }
}

extension Bool: PayloadValue {
    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.write(raw: self ? "true" : "false")
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.boolean()
    }
}

extension Double: PayloadValue {}
extension Float: PayloadValue {}

@_spi(SluiceGenerated)
extension PayloadValue where Self: BinaryFloatingPoint & LosslessStringConvertible {
    public func write(to json: inout JSONWriter) {
        json.write(float: self)
    }

    public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.float(Self.self)
    }
}
