// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What conformances implement is documented at the protocol.

extension Int: PayloadValue {}
extension Int8: PayloadValue {}
extension Int16: PayloadValue {}
extension Int32: PayloadValue {}
extension Int64: PayloadValue {}
extension UInt: PayloadValue {}
extension UInt8: PayloadValue {}
extension UInt16: PayloadValue {}
extension UInt32: PayloadValue {}
extension UInt64: PayloadValue {}

@_spi(SluiceGenerated)
extension PayloadValue where Self: FixedWidthInteger {
    public func write(to json: inout JSONWriter) {
        json.write(magnitude: UInt64(magnitude), isNegative: self < 0)
    }

    public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.integer(Self.self)
    }
}
