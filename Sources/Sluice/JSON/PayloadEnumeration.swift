// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What conformances implement is documented at the protocol.

/// An enumeration of the declaration language: its cases travel as their names.
///
/// ```swift
/// public enum Priority: String, PayloadEnumeration { case low, normal, high }
/// ```
public protocol PayloadEnumeration: PayloadValue, CaseIterable, RawRepresentable where RawValue == String {}

@_spi(SluiceGenerated)
extension PayloadEnumeration {
    public func write(to json: inout JSONWriter) {
        json.write(text: rawValue)
    }

    public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        let name = try json.text(expecting: "one of \(knownNames)")
        guard let value = Self(rawValue: name) else {
            throw json.rejection(of: name, expecting: "one of \(knownNames)")
        }
        return value
    }

    private static var knownNames: String {
        allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    }
}
