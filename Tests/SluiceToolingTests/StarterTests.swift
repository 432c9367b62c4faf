import Foundation
import SluiceCompiler
import SluiceTooling
import Testing

@Suite("a first declaration file")
struct StarterTests {
    @Test("has no problem, and no line that wraps")
    func isValid() {
        let result = compile(files: [SourceFile(path: "tasks.yaml", text: Starter.text)])
        #expect(TextRenderer().render(result.diagnostics, files: result.files) == "")
        #expect(Starter.text.split(separator: "\n").allSatisfy { $0.count <= 110 })
    }

    private func withFolder(_ files: [String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(component: "sluice init \(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for path in files {
            let file = folder.appending(path: path)
            let parent = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try Data().write(to: file)
        }
        try body(folder.path(percentEncoded: false))
    }

    @Test(
        "is written where it is looked for",
        arguments: [([], "tasks.yaml"), (["Package.swift", "Sources/App/main.swift"], "Sources/App/tasks.yaml")])
    func writes(files: [String], expected: String) throws {
        try withFolder(files) { folder in
            let written = try Starter.write(to: folder)
            #expect(written == "\(folder)/\(expected)")
            let found = try TargetSearch.targets([folder])
            #expect(found.map { $0.files.map(\.name) } == [["tasks.yaml"]])
        }
    }

    @Test("is not written beside a file that can't be read")
    func unreadable() throws {
        try withFolder([]) { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/a.tasks.yaml", withDestinationPath: "\(folder)/nowhere")
            #expect(throws: InputError.self) { try Starter.write(to: folder) }
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/tasks.yaml"))
        }
    }

    @Test(
        "is not written where there is one, or where it is not clear where to",
        arguments: [
            (["a.tasks.yml"], "there are declarations already"),
            (["Package.swift", "Sources/App/deep/tasks.yaml"], "there are declarations already"),
            (["Package.swift", "Sources/A/a.swift", "Sources/B/b.swift"], "say which is meant"),
            (["Package.swift"], "has no folder in 'Sources'"),
        ])
    func refuses(files: [String], reason: String) throws {
        try withFolder(files) { folder in
            let error = #expect(throws: StarterError.self) { try Starter.write(to: folder) }
            #expect("\(error!)".contains(reason))
            let left = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix("tasks.yaml") }
            #expect(left.count == files.count { $0.hasSuffix("tasks.yaml") })
        }
    }
}
