import Foundation
import SluiceCompiler
import SluiceTestSupport
import SluiceTooling
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("drawing declarations")
struct GraphTests {
    private func graphs(plan: String? = nil) throws -> [DeclarationGraph] {
        let shop = Repository.fixtures.appending(components: "Golden", "Graph", "shop.tasks.yaml")
        let quickstart = Repository.fixtures.appending(components: "Quickstart", "Sources", "Quickstart")
        return try [shop, quickstart].map { url in
            let checked = CheckedDeclarations(try TargetSearch.targets([url.plainPath])[0].files)
            try #require(!checked.hasErrors, "\(checked.diagnostics.map(\.message))")
            return DeclarationGraph(checked.declarations, name: "a \"name\" of <\(url.lastPathComponent)>", plan: plan)
        }
    }

    @Test("each as it was", arguments: [GraphFormat.text, .mermaid, .dot])
    func golden(_ format: GraphFormat) throws {
        try expect(try format.render(graphs()), equalsGolden: "Graph/all-plans.\(format.rawValue)")
        try expect(try format.render(graphs(plan: "small")), equalsGolden: "Graph/plan-small.\(format.rawValue)")
    }

    @Test("draws every valid fixture in every language")
    func everyFixture() throws {
        for files in try Declared.all() {
            let checked = CheckedDeclarations(files)
            guard !checked.hasErrors else { continue }
            let graph = DeclarationGraph(checked.declarations, name: files[0].name)
            for format in [GraphFormat.text, .mermaid, .dot] {
                let text = try format.render([graph])
                for task in checked.declarations.tasks where format != .mermaid {
                    #expect(text.contains(task.id.value), "\(format) of \(files[0].path)")
                }
            }
        }
    }

    @Test("nothing declared is drawn, too")
    func nothing() throws {
        let graph = DeclarationGraph(CheckedDeclarations([]).declarations, name: "nothing")
        #expect(
            try GraphFormat.text.render([graph])
                == "nothing\n└─ all queues\n   └─ no limit over all queues: there are no queues\n")
    }

    @Test(
        "mermaid gets no character that ends a label", arguments: ["\"", "`", "]", "<", "&", "#", "\n", "%%", "{", ":"])
    func mermaidLabels(_ text: String) throws {
        let graph = DeclarationGraph(CheckedDeclarations([]).declarations, name: "a\(text)b")
        let line = try #require(
            GraphFormat.mermaid.render([graph]).split(separator: "\n").first { $0.contains("subgraph") })
        let label = try #require(line.firstMatch(of: /\["<b>(.*?)<\/b><br\/>/)).1
        #expect(label.wholeMatch(of: /a((#\d+;)|\u{FFFD})+b/) != nil, "\(label)")
    }

    @Test("Graphviz draws what it is given", .enabled(if: Graphviz.isPresent, "needs Graphviz's 'dot' on the PATH"))
    func svg() throws {
        let picture = try GraphFormat.svg.render(try graphs())
        let document = try XMLElements(picture)
        #expect(document.texts.contains("held_back") && document.texts.contains("plan small allows 20"))
        #expect(document.texts.contains("a \"name\" of <shop.tasks.yaml>"))
        #expect(
            document.titles.contains { $0.contains("\\n there; <b>&amp; &lt;</b> #35; `code`") }, "\(document.titles)")
    }
}

/// The texts of a picture.
private final class XMLElements: NSObject, XMLParserDelegate {
    private(set) var texts: Set<String> = []
    private(set) var titles: Set<String> = []
    private var current = ""

    init(_ svg: String) throws {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        current = ""
        if let title = attributes["xlink:title"] { titles.insert(title) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { current += string }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        if name == "text" { texts.insert(current.replacing("\u{A0}", with: " ")) }
    }
}
