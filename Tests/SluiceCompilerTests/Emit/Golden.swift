import Foundation
import SluiceCompiler
import Testing

/// Declarations, and the Swift files that are known to be right for them.
struct Golden: CustomTestStringConvertible {
    /// The folder below `Fixtures/Golden` with the Swift files.
    let name: String
    /// The folder with the declarations.
    let target: URL
    /// What is forced on the declarations, if anything.
    let mode: CompileOptions.Mode?

    var testDescription: String { name }

    /// One for each target of the consumer package, and one for code that only triggers.
    static let all: [Golden] = {
        let sources = Repository.fixtures.appending(components: "Consumer", "Sources")
        let targets = ["Changing", "Everything", "Hostile", "In side", "Triggering"]
        let whole = targets.map { Golden(name: $0, target: sources.appending(component: $0), mode: nil) }
        let client = Golden(name: "Client", target: sources.appending(component: "Everything"), mode: .client)
        return whole + [client]
    }()

    /// The declarations, as the build plugin's tool reads them.
    func sourceFiles() throws -> [SourceFile] {
        try Repository.files(below: target)
            .filter { FileName.isDeclarations(String($0.split(separator: "/").last ?? "")) }
            .map { path in
                let content = try Data(contentsOf: target.appending(path: path))
                return SourceFile(path: "/somewhere/\(path)", name: path, bytes: Array(content))
            }
    }

    private var folder: URL { Repository.fixtures.appending(components: "Golden", name) }

    /// The Swift files by name.
    func expected() throws -> [String: String] {
        var files: [String: String] = [:]
        for name in Repository.files(below: folder) {
            files[name] = String(decoding: try Data(contentsOf: folder.appending(component: name)), as: UTF8.self)
        }
        return files
    }

    /// Takes what is generated now for right.
    func record(_ outputs: [String: String]) throws {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, contents) in outputs { try Data(contents.utf8).write(to: folder.appending(component: name)) }
    }
}
