import SluiceCompiler

/// A way of writing changes down.
package enum ComparisonFormat: String, CaseIterable, Sendable {
    /// For people.
    case text
    /// For programs.
    case json
    /// For a GitHub workflow, which makes annotations of it.
    case github
    /// For a comment on a pull request.
    case markdown

    /// All changes of all targets, as one text that is ready to be printed.
    ///
    /// - Parameters:
    ///   - root: The folder that `github` names files from; the others name them as they were given.
    ///   - colour: Whether to use the colours of a terminal, where the format has any.
    package func render(_ comparisons: [Comparison], root: SourceRoot, colour: Bool = false) -> String {
        switch self {
        case .text:
            let renderer = TextRenderer(colour: colour)
            return comparisons.map { renderer.render($0.changes.map(\.finding), files: $0.files) }.joined()
        case .json:
            return JSONReport.lines(
                comparisons.flatMap { comparison in comparison.changes.map { $0.json(comparison) } })
        case .github:
            return comparisons.map { comparison in
                GitHubReport(root: root).render(comparison.changes.map(\.finding), files: comparison.files) {
                    $0.file < comparison.firstOldFile
                }
            }.joined()
        case .markdown: return ComparisonMarkdown.render(comparisons)
        }
    }
}

extension Change {
    fileprivate func json(_ comparison: Comparison) -> JSONValue {
        [
            "file": .string(comparison.files[place.file].path),
            "line": .integer(place.start.line),
            "column": .integer(place.start.column),
            "endLine": .integer(place.end.line),
            "endColumn": .integer(place.end.column),
            "version": place.file < comparison.firstOldFile ? "new" : "old",
            "class": .string(kind.changeClass.rawValue),
            "kind": .string(kind.id),
            "message": .string(message),
            "effect": .string(kind.effect),
            "instead": kind.remedy.map(JSONValue.string) ?? nil,
            "notes": JSONReport.notes(notes, in: comparison.files),
        ]
    }
}
