import SluiceCompiler

/// A way of writing problems down.
package enum ReportFormat: String, CaseIterable, Sendable {
    /// For people and build systems.
    case text

    /// All problems of all targets, as one text that is ready to be printed.
    ///
    /// - Parameters:
    ///   - reports: One per target.
    ///   - colour: Whether to use the colours of a terminal, where the format has any.
    package func render(_ reports: [Report], colour: Bool = false) -> String {
        switch self {
        case .text:
            let renderer = TextRenderer(colour: colour)
            return reports.map { renderer.render($0.diagnostics, files: $0.files) }.joined()
        }
    }
}
