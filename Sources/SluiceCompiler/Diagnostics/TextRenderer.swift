/// Writes diagnostics for people, in the form that SwiftPM and Xcode pick up:
///
/// ```
/// Sources/App/tasks.yaml:43:12: error: queue 'renderings' is not declared; did you mean 'rendering'? [unknown-queue]
/// 43 |     queue: renderings
///    |            ^~~~~~~~~~
/// Sources/App/tasks.yaml:15:3: note: 'rendering' is declared here
/// ```
public struct TextRenderer: Sendable {
    /// Whether to use the colours of a terminal.
    public let colour: Bool

    /// A renderer, without colours where nothing else is said.
    public init(colour: Bool = false) { self.colour = colour }

    /// All diagnostics, each on lines of its own.
    ///
    /// - Parameters:
    ///   - diagnostics: What to show, in that order.
    ///   - files: The files that places refer to: ``CompileResult/files``.
    public func render(_ diagnostics: [Diagnostic], files: [SourceFile]) -> String {
        render(diagnostics.map(\.finding), files: files)
    }

    /// All findings, each on lines of its own.
    package func render(_ findings: [Finding], files: [SourceFile]) -> String {
        var lines: [Int: SourceLines] = [:]
        var text = ""
        for finding in findings {
            let place = finding.place
            let style = Style(finding.weight)
            text += header(place, files, finding.word, style, "\(finding.message) [\(finding.id)]")
            let line = lines[place.file, default: SourceLines(files[place.file].bytes)].line(place.start.line)
            let excerpt = Excerpt(line, place)
            text += "\(excerpt.number) | \(excerpt.line)\n"
            let gutter = String(repeating: " ", count: excerpt.number.count)
            text += "\(gutter) | \(excerpt.indentation)\(paint(excerpt.marker, .marker))\n"
            for remark in finding.remarks { text += "\(gutter) = \(remark.label): \(remark.text)\n" }
            for note in finding.notes { text += header(note.place, files, "note", .note, note.message) }
        }
        return text
    }

    private func header(
        _ place: Place, _ files: [SourceFile], _ word: String, _ style: Style, _ message: String
    ) -> String {
        let position = "\(files[place.file].path.onOneLine):\(place.start.line):\(place.start.column):"
        return "\(paint(position, .strong)) \(paint("\(word):", style)) \(paint(message.onOneLine, .strong))\n"
    }

    /// Select Graphic Rendition codes of ECMA-48.
    private enum Style: String {
        case strong = "1"
        case error = "1;31"
        case warning = "1;35"
        case note = "1;36"
        case marker = "1;32"

        init(_ weight: Finding.Weight) {
            switch weight {
            case .error: self = .error
            case .warning: self = .warning
            case .note: self = .note
            }
        }
    }

    private func paint(_ text: String, _ style: Style) -> String {
        colour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension String {
    /// With line breaks and control characters as escapes: neither a message nor a path may break the line that tools read.
    package var onOneLine: String {
        guard unicodeScalars.contains(where: \.isDisturbing) else { return self }
        return unicodeScalars.map { $0.isDisturbing ? $0.escaped(asASCII: true) : String($0) }
            .joined()
    }
}

extension Unicode.Scalar {
    /// Whether it would break a line, or show others in another order (Unicode Technical Report 36): a control character, a
    /// line separator, or one that embeds, overrides or isolates a direction of writing.
    package var isDisturbing: Bool {
        if value < 0x300 { return properties.generalCategory == .control }
        return (0x2028...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}
