import Foundation
import SluiceCompiler
import SluiceTestSupport
import Testing

@Suite("the page about the declaration language")
struct LanguagePageTests {
    @Test("names every key and every type")
    func isComplete() throws {
        let page = try Repository.root.appending(path: "Sources/Sluice/Sluice.docc/DeclarationLanguage.md").text()
        for key in Key.allCases {
            #expect(
                page.contains("`\(key.name)`") || page.contains(".\(key.name)`") || page.contains("  \(key.name): "))
        }
        for type in BuiltinType.allCases where !type.rawValue.contains(/1|3/) {
            #expect(page.contains("`\(type.rawValue)`"))
        }
    }
}
