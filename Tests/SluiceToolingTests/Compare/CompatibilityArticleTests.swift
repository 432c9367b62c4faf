import Foundation
import SluiceTestSupport
import SluiceTooling
import Testing

@Suite("the article on compatible changes")
struct CompatibilityArticleTests {
    @Test("is what the kinds of change say")
    func article() throws {
        let file = Repository.root.appending(components: "Sources", "Sluice", "Sluice.docc", "Compatibility.md")
        try expect(CompatibilityArticle.text, equals: file)
    }

    @Test("every kind fits a cell of its table", arguments: ChangeKind.catalogue.map(\.id))
    func cells(_ id: String) throws {
        let kind = try #require(ChangeKind.catalogue.first { $0.id == id })
        for text in [kind.change, kind.effect, kind.remedy ?? "none"] {
            #expect(!text.isEmpty && !text.contains { "|\n".contains($0) } && !text.hasSuffix("."))
        }
        #expect(id.allSatisfy { $0.isLowercase || $0 == "-" })
    }
}
