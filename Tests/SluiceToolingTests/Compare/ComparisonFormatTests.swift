import Foundation
import SluiceCompiler
import SluiceTestSupport
import SluiceTooling
import Testing

@Suite("ways of writing changes down")
struct ComparisonFormatTests {
    private func comparison() throws -> Comparison {
        try #require(CompatibilityCase.all.first { $0.name == "types-within-types" }).comparison()
    }

    @Test("each as it was", arguments: [ComparisonFormat.json, .github, .markdown])
    func golden(_ format: ComparisonFormat) throws {
        let text = format.render([try comparison()], root: SourceRoot(currentFolder: "/"))
        try expect(text, equalsGolden: "Comparison/\(format.rawValue).txt")
    }

    @Test("JSON is one array that a program reads, empty where nothing has changed")
    func json() throws {
        let text = ComparisonFormat.json.render([try comparison()], root: SourceRoot(currentFolder: "/"))
        let array = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
        #expect(array.count == (try comparison().changes.count))
        #expect(ComparisonFormat.json.render([], root: SourceRoot(currentFolder: "/")) == "[]\n")
    }

    @Test("what is gone is annotated where it would be, and at no line of a file that is not checked out")
    func annotations() throws {
        let gone = try #require(CompatibilityCase.all.first { $0.name == "task-removed" }).comparison()
        let text = ComparisonFormat.github.render([gone], root: SourceRoot(currentFolder: "/"))
        #expect(text.hasPrefix("::error title=sluice (task-removed)::old.yaml:3:3: task 'bill' is removed%0A"))
        let field = try #require(CompatibilityCase.all.first { $0.name == "payload-field-removed" }).comparison()
        #expect(
            ComparisonFormat.github.render([field], root: SourceRoot(currentFolder: "/"))
                .hasPrefix("::warning file=new.yaml,line=3,endLine=3,col=16,"))
    }

    @Test("hostile text stays text")
    func hostile() {
        let file = SourceFile(
            path: "a|b`<i>\n.yaml", text: "tasks: { a: { payload: { x: \"String = '|`<b>*_::'\" } } }")
        let other = SourceFile(path: "c.yaml", text: "tasks: { a: {} }")
        let comparison = Comparison(
            from: CheckedDeclarations([other]).declarations, to: CheckedDeclarations([file]).declarations)
        #expect(comparison.changes.count == 1)
        for format in ComparisonFormat.allCases {
            let text = format.render([comparison], root: SourceRoot(currentFolder: "/"))
            #expect(!text.contains("<i>\n"), "\(format)")
        }
        #expect(
            ComparisonFormat.markdown.render([comparison], root: SourceRoot(currentFolder: "/")).contains(
                "a\\|b\\`\\<i\\>"))
    }

    @Test("the summary counts by class")
    func summary() throws {
        #expect("\(ComparisonSummary([try comparison()]))" == "3 breaking, 2 risky and 1 safe changes")
        #expect("\(ComparisonSummary([]))" == "no changes: the declarations mean the same")
    }
}
