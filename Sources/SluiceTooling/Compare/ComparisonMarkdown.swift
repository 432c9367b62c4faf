import SluiceCompiler

/// Changes as a list for each class, for a comment on a pull request.
enum ComparisonMarkdown {
    static func render(_ comparisons: [Comparison]) -> String {
        let sections = ChangeClass.allCases.compactMap { changeClass -> String? in
            let items = comparisons.flatMap { comparison in
                comparison.changes.filter { $0.kind.changeClass == changeClass }.map { item($0, comparison.files) }
            }
            guard !items.isEmpty else { return nil }
            return "### \(changeClass.title)\n\n\(items.joined())"
        }
        return sections.isEmpty ? "The declarations mean the same.\n" : sections.joined(separator: "\n")
    }

    private static func item(_ change: Change, _ files: [SourceFile]) -> String {
        let path = "\(files[change.place.file].path):\(change.place.start.line)".onOneLine
        var text = "- \(change.message.onOneLine.asMarkdown) (\(path.asMarkdown))\n"
        text += "  *Effect:* \(change.kind.effect).\n"
        if let remedy = change.kind.remedy { text += "  *Instead:* \(remedy).\n" }
        return text
    }
}

extension String {
    /// With what Markdown and HTML would read as markup as text (CommonMark 0.31, section 2.4).
    fileprivate var asMarkdown: String {
        map { "\\`*_{}[]<>#|~&$@".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
