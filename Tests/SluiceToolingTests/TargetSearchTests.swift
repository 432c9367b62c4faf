import Foundation
import SluiceCompiler
import SluiceTestSupport
import SluiceTooling
import Testing

@Suite("finding declarations")
struct TargetSearchTests {
    private func names(_ input: String, among paths: [String]) throws -> [[String]] {
        try withTemporaryFolder { folder in
            for path in paths { try folder.appending(path: path).write("tasks: {}\n") }
            return try TargetSearch.targets([folder.appending(path: input).plainPath]).map { $0.files.map(\.name) }
        }
    }

    @Test("a package's folder is searched target by target")
    func package() throws {
        let found = try names(
            "",
            among: [
                "Package.swift", "Sources/A/tasks.yaml", "Sources/A/more/b.tasks.yml", "Sources/B/tasks.yml",
                "Sources/B/.hidden/tasks.yaml", "Sources/C/task.yaml", "tasks.yaml",
            ])
        #expect(found == [["more/b.tasks.yml", "tasks.yaml"], ["tasks.yml"]])
    }

    @Test("any other folder is one target")
    func folder() throws {
        #expect(
            try names("", among: ["a/tasks.yaml", "b/x.tasks.yaml", "c.yaml"]) == [["a/tasks.yaml", "b/x.tasks.yaml"]])
    }

    @Test("a file is read whatever it is called")
    func file() throws {
        #expect(try names("declared.txt", among: ["declared.txt", "tasks.yaml"]) == [["declared.txt"]])
    }

    @Test("a folder without declarations is an error that names a file of nearly the right name")
    func nothing() throws {
        #expect(throws: InputError.self) { try names("", among: ["a/other.yaml"]) }
        let error = #expect(throws: InputError.self) { try names("", among: ["a/Task.yml"]) }
        #expect(
            "\(try #require(error))".contains("a/Task.yml:1:1: error: tasks are not declared in files named 'Task.yml'")
        )
    }

    @Test("a path that leads nowhere is an error")
    func nowhere() throws {
        let error = #expect(throws: InputError.self) { try TargetSearch.targets(["/nowhere at all"]) }
        #expect("\(try #require(error))" == "'/nowhere at all' does not exist")
    }
}
