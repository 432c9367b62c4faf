import Foundation
import SluiceCompiler
import Testing

@Suite("mistakes")
struct MistakesTests {
    /// The same text as people see it, kept beside the declarations.
    @Test("behaviour 33: five mistakes in two files are five diagnostics, and nothing is generated")
    func everyMistakeIsSaidAtOnce() throws {
        let folder = Repository.fixtures.appending(components: "Golden", "Mistakes")
        let files = try ["tasks.yaml", "more.tasks.yaml"].map { name in
            SourceFile(path: name, bytes: Array(try Data(contentsOf: folder.appending(component: name))))
        }
        let result = compile(files: files)
        let expected = try Data(contentsOf: folder.appending(component: "diagnostics.txt"))
        #expect(
            TextRenderer().render(result.diagnostics, files: result.files) == String(decoding: expected, as: UTF8.self))
        #expect(result.diagnostics.count == 5)
        #expect(result.outputs.isEmpty)
    }
}
