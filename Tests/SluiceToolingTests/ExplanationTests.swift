import Foundation
import SluiceCompiler
import SluiceTestSupport
import SluiceTooling
import Testing

@Suite("explanations of rules")
struct ExplanationTests {
    private static let all = RuleFamily.all.flatMap(\.explanations)

    @Test("each rule has one")
    func isComplete() {
        #expect(Self.all.count == Rule.catalogue.count)
        for rule in Rule.catalogue { #expect(Explanation.of(rule) != nil, "\(rule.id) is not explained") }
    }

    @Test("what fails, fails by this rule and no other; what passes, passes without a word", arguments: all)
    func examplesAreTrue(_ explanation: Explanation) {
        let problems = explanation.problems.diagnostics
        #expect(!problems.isEmpty)
        #expect(problems.allSatisfy { $0.rule == explanation.rule }, "\(problems)")
        let passing = compile(files: [SourceFile(path: "tasks.yaml", text: explanation.passing)])
        #expect(passing.diagnostics.isEmpty, "\(passing.diagnostics)")
        #expect(!passing.outputs.isEmpty)
    }

    @Test("texts are narrow enough for a terminal, and say something", arguments: all)
    func textsAreReadable(_ explanation: Explanation) {
        for text in [explanation.reason, explanation.remedy, explanation.passing] {
            #expect(!text.isEmpty)
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 && !$0.hasSuffix(" ") })
        }
        for text in [explanation.reason, explanation.remedy] { #expect(text.last == "." || text.hasSuffix("`")) }
    }

    @Test("the overview names each rule once, with what it asks for")
    func overviewIsComplete() {
        let lines = ExplanationText().overview.split(separator: "\n")
        for rule in Rule.catalogue {
            let found = lines.filter { $0.hasPrefix("  \(rule.id) ") }
            #expect(found.count == 1)
            #expect(found.first?.contains("  \(rule.summary)") == true)
        }
    }

    @Test("a text shows the example with what is said of it")
    func textIsWhole() throws {
        let explanation = try #require(Rule.catalogue.first { $0.id == "unknown-queue" }.flatMap(Explanation.of))
        let text = ExplanationText().text(of: explanation)
        #expect(text.hasPrefix("unknown-queue: a queue that is mentioned is declared\n\n"))
        #expect(text.contains("\n    tasks.yaml:4:26: error: queue 'upload' is not declared; did you mean 'uploads'?"))
        #expect(text.contains("\n      |  "), "excerpts are indented with their messages")
        #expect(ExplanationText(colour: true).text(of: explanation).contains("\u{1B}[1mThis fails:\u{1B}[0m"))
    }

    /// `SLUICE_RECORD=1` writes the page anew, and the test fails, so that it can't be left on.
    @Test("the documentation page says the same")
    func pageIsUpToDate() throws {
        let page = Repository.root.appending(path: "Sources/Sluice/Sluice.docc/Rules.md")
        if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
            try page.write(RulesArticle.text)
            Issue.record("recorded \(page.lastPathComponent); look at it, then run without SLUICE_RECORD")
        }
        #expect(try page.text() == RulesArticle.text)
    }
}

extension Explanation: CustomTestStringConvertible {
    package var testDescription: String { rule.id }
}
