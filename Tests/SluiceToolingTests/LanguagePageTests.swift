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
            let spellings = ["`\(key.name)`", ".\(key.name)`", "\(key.name):"]
            #expect(spellings.contains { page.contains($0) }, "\(key.name)")
        }
        // Those with a number in their names are given as a range.
        for type in BuiltinType.allCases where !type.rawValue.contains(where: \.isNumber) {
            #expect(page.contains("`\(type.rawValue)`"), "\(type.rawValue)")
        }
    }
}
