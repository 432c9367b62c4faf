/// What generated types conform to.
struct Conformances {
    /// What was asked for besides what Sluice needs: each in full, and once.
    let requested: [String]
    /// What stands after the name of a generated struct.
    let ofStructs: SwiftText
    /// What stands after the name of a generated enumeration.
    let ofEnumerations: SwiftText

    init(_ settings: SwiftSettings, in arena: TextArena) {
        requested = settings.conformances.map { conformance in
            Self.isStandard(conformance.value) ? "Swift." + conformance.value : conformance.value
        }.uniqued()
        ofStructs = arena.store((["Sluice.PayloadValue"] + requested).joined(separator: ", "))
        let needed = ["Swift.String", "Sluice.PayloadEnumeration", "Swift.CaseIterable"]
        ofEnumerations = arena.store((needed + requested).uniqued().joined(separator: ", "))
    }

    /// Whether a protocol is written in full because it is Swift's own.
    static func isStandard(_ name: String) -> Bool { standardProtocols.contains(name) }

    /// Protocols of the standard library that people ask for, in full so that no type of the user's hides them.
    private static let standardProtocols: Set<String> = [
        "CaseIterable", "Codable", "Comparable", "CustomDebugStringConvertible", "CustomStringConvertible", "Decodable",
        "Encodable", "Equatable", "Error", "Hashable", "Identifiable", "Sendable",
    ]
}
