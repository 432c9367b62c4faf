extension String {
    /// The text as YAML that means it, between the quotes that need the fewest escapes.
    var inQuotes: String {
        guard contains("\"") || contains("\\") else { return "\"" + self + "\"" }
        return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// Its beginning, for a message.
    var shortened: String { unicodeScalars.count > 60 ? String(unicodeScalars.prefix(59)) + "…" : self }

    /// Whether declarations may have that name: letters, digits, `-` and `_`.
    var isName: Bool {
        guard let first = unicodeScalars.first, first.properties.isAlphabetic else { return false }
        return unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_")
        }
    }
}
