import Foundation
import SluiceCompiler
import SluiceTestSupport
import SluiceTooling
import Testing

/// `Fixtures/Compatibility/<case>/` holds two versions of declarations, each a file or a folder of files, and the exact text
/// that is shown of what changed. A case with the name of a kind of change shows that kind.
struct CompatibilityCase: CustomTestStringConvertible {
    let folder: URL

    var name: String { folder.lastPathComponent }
    var testDescription: String { name }

    static let all: [CompatibilityCase] = {
        let root = Repository.fixtures.appending(component: "Compatibility")
        let found = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)) ?? []
        return found.map(CompatibilityCase.init).sorted { $0.name < $1.name }
    }()

    func comparison() throws -> Comparison {
        Comparison(from: try version("old"), to: try version("new"))
    }

    func version(_ name: String) throws -> Declarations {
        let file = folder.appending(component: "\(name).yaml")
        let isFile = FileManager.default.fileExists(atPath: file.plainPath)
        let root = isFile ? folder : folder.appending(component: name)
        let files = try (isFile ? [file] : root.filesBelow()).map { url in
            let path = String(url.plainPath.dropFirst(folder.plainPath.count)).trimmingPrefix("/")
            let name = String(url.plainPath.dropFirst(root.plainPath.count)).trimmingPrefix("/")
            return SourceFile(path: String(path), name: String(name), bytes: Array(try Data(contentsOf: url)))
        }
        let checked = CheckedDeclarations(files)
        try #require(!checked.hasErrors, "\(checked.diagnostics.map(\.message))")
        return checked.declarations
    }
}
