import SluiceCompiler

/// A way of writing problems down.
package enum ReportFormat: String, CaseIterable, Sendable {
    /// For people and build systems.
    case text
    /// For programs.
    case json
    /// For a GitHub workflow, which makes annotations of it.
    case github
    /// For code scanning.
    case sarif

    /// All problems of all targets, as one text that is ready to be printed.
    ///
    /// - Parameters:
    ///   - reports: One per target.
    ///   - root: The folder that `github` and `sarif` name files from; the others name them as they were given.
    ///   - colour: Whether to use the colours of a terminal, where the format has any.
    package func render(_ reports: [Report], root: SourceRoot, colour: Bool = false) -> String {
        switch self {
        case .text:
            let renderer = TextRenderer(colour: colour)
            return reports.map { renderer.render($0.diagnostics, files: $0.files) }.joined()
        case .json: return JSONReport.render(reports)
        case .github: return GitHubReport(root: root).render(reports)
        case .sarif: return SARIFReport(root: root).render(reports)
        }
    }
}
