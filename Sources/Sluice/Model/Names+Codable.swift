#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

// What is shown to operators can be sent on as it is: identifiers and times are texts, as people write them.

extension RunID: Codable {
    /// As ``description``.
    public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }

    /// From what ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let id = RunID(text) else { throw DecodingError.malformed("a run's identifier", decoder) }
        self = id
    }
}

extension Timestamp: Codable {
    /// As ``description``: RFC 3339 in UTC.
    public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }

    /// From RFC 3339, of the years 0000 to 9999; fractions beyond microseconds are rounded.
    public init(from decoder: any Decoder) throws {
        guard let date = DateText.read(try String(from: decoder)) else {
            throw DecodingError.malformed("a time", decoder)
        }
        let microseconds = (date.timeIntervalSinceReferenceDate * 1_000_000).rounded()
        self.init(microseconds: Int64(microseconds) + Int64(Date.timeIntervalBetween1970AndReferenceDate) * 1_000_000)
    }
}

extension DecodingError {
    fileprivate static func malformed(_ what: String, _ decoder: any Decoder) -> DecodingError {
        .dataCorrupted(Context(codingPath: decoder.codingPath, debugDescription: "this is not \(what)"))
    }
}
