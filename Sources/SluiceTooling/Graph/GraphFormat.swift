/// A way of drawing declarations.
package enum GraphFormat: String, CaseIterable, Sendable {
    /// An outline for a terminal.
    case text
    /// For Markdown on GitHub and elsewhere.
    case mermaid
    /// For Graphviz.
    case dot
    /// A picture, drawn by Graphviz.
    case svg

    /// All targets, as one text that is ready to be printed.
    ///
    /// - Throws: ``GraphvizError`` where Graphviz is asked and does not answer.
    package func render(_ graphs: [DeclarationGraph]) throws(GraphvizError) -> String {
        switch self {
        case .text: graphs.map(GraphOutline.render).joined(separator: "\n")
        case .mermaid: MermaidGraph.render(graphs)
        case .dot: DOTGraph.render(graphs)
        case .svg: try Graphviz.svg(of: DOTGraph.render(graphs))
        }
    }
}
