/// Quotes that word processors write. To YAML they are letters.
enum CurlyQuotes {
    private static let single = "‘’‚‛".unicodeScalars
    private static let double = "“”„‟«»".unicodeScalars

    static func contains(_ scalar: Unicode.Scalar) -> Bool { single.contains(scalar) || double.contains(scalar) }

    /// A line with the quotes that YAML knows, without its indentation.
    static func straightened(_ line: SourceLine) -> String {
        let straight = line.scalars.map { single.contains($0) ? "'" : double.contains($0) ? "\"" : $0 }
        return String(String.UnicodeScalarView(straight).drop { $0 == " " })
    }
}
