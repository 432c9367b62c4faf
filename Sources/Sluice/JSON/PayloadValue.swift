/// A value that can be a task's payload or output, or a field of one.
///
/// The generated structs and enumerations conform, and so do the built-in types of the declaration language: strings,
/// Booleans, numbers, `Date`, `URL`, `UUID`, `Data`, and arrays, string-keyed dictionaries and optionals of them. A
/// `Codable` type of your own takes part as an external type (`{ swift: Module.Type }`), wrapped in ``Bridged`` where
/// it is a whole payload. The requirements are for generated code: conforming by hand is not supported.
///
/// Generated pairs are used instead of `Codable` because they cost a consumer's build a fraction of synthesised
/// conformances.
public protocol PayloadValue: Sendable {
    /// Appends this value as one JSON value.
    @_spi(SluiceGenerated) func write(to json: inout JSONWriter)

    /// Reads the JSON value that the reader stands at.
    ///
    /// - Throws: ``PayloadError`` where the JSON is not a value of this type.
    @_spi(SluiceGenerated) static func read(from json: inout JSONReader) throws(PayloadError) -> Self
}
