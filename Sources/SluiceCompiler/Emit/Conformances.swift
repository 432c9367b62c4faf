extension Generator {
    /// The protocols that generated types conform to besides what Sluice needs, each in full and once.
    var conformances: [String] {
        declarations.swift.conformances.map { conformance in
            Self.standardProtocols.contains(conformance.value) ? "Swift." + conformance.value : conformance.value
        }.uniqued()
    }

    /// What stands after the name of a generated struct.
    var structConformances: String { (["Sluice.PayloadValue"] + conformances).joined(separator: ", ") }

    /// What stands after the name of a generated enumeration.
    var enumerationConformances: String {
        (["Swift.String", "Sluice.PayloadEnumeration", "Swift.CaseIterable"] + conformances).uniqued()
            .joined(separator: ", ")
    }

    /// Protocols of the standard library that people ask for, so that a type of the user's does not hide them.
    private static let standardProtocols: Set<String> = [
        "CaseIterable", "Codable", "Comparable", "CustomDebugStringConvertible", "CustomStringConvertible", "Decodable",
        "Encodable", "Equatable", "Error", "Hashable", "Identifiable", "Sendable",
    ]
}
