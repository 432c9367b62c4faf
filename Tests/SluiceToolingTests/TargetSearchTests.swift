import Foundation
import SluiceCompiler
import SluiceTooling
import Testing

@Suite("finding declarations")
struct TargetSearchTests {
    @Test("a package's folder is searched target by target")
    func package() throws {
        let folder = FileManager.default.temporaryDirectory.appending(component: "sluice search \(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for path in [
            "Package.swift", "Sources/A/tasks.yaml", "Sources/A/more/b.tasks.yml", "Sources/B/tasks.yml",
            "Sources/B/.hidden/tasks.yaml", "Sources/C/task.yaml",
        ] {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: file)
        }
        let found = try TargetSearch.targets([folder.path(percentEncoded: false)])
        #expect(found.map { $0.files.map(\.name) } == [["more/b.tasks.yml", "tasks.yaml"], ["tasks.yml"]])
    }
}
