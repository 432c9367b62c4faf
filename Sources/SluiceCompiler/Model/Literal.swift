/// A default value, checked against the type of its field.
package indirect enum Literal: Hashable, Sendable {
    case null
    case bool(Bool)
    /// Any integer type; it fits the field's.
    case integer(Int128)
    case floatingPoint(Double)
    case string(String)
    /// Milliseconds since 1970-01-01T00:00:00Z.
    case date(Int64)
    /// An absolute URL, as written.
    case url(String)
    /// In the canonical form of upper-case hexadecimal digits and hyphens.
    case uuid(String)
    /// The bytes that the base64 text stands for.
    case data([UInt8])
    /// A case of the enumeration, as declared.
    case enumerationCase(String)
    case array([Literal])
    /// In the order written; keys differ.
    case dictionary([Entry])

    package struct Entry: Hashable, Sendable {
        package let key: String
        package let value: Literal
    }
}
