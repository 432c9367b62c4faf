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

    @Test("a package whose files lie in its Sources is one target")
    func packageOfOneTarget() throws {
        let found = try names(
            "", among: ["Package.swift", "Sources/main.swift", "Sources/a/tasks.yaml", "Sources/b/tasks.yml"])
        #expect(found == [["a/tasks.yaml", "b/tasks.yml"]])
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

    @Test("a file that declares tasks under another name is remarked on; one that is about something else is not")
    func unread() throws {
        try withTemporaryFolder { folder in
            let files = [
                "tasks.yaml": "tasks: { first: }\n", "task.yaml": "tasks: { second: }\n",
                "more/Tasks.yml": "tasks:\n  third: { queue: nowhere }\n",
                "deploy-tasks.yaml": "- hosts: all\n  tasks: [{ name: Ping }]\n",
                "build/tasks.yaml.in": "tasks: @tasks@\n",
                "tasks-of-editor.yaml": "version: 2\ntasks: { build: { command: make } }\n",
                "sluice.yaml": "level: 3\n",
            ]
            for (path, text) in files { try folder.appending(path: path).write(text) }
            let target = try #require(try TargetSearch.targets([folder.plainPath]).first)
            #expect(target.files.map(\.name) == ["tasks.yaml"])
            #expect(
                target.unread.map { String($0.dropFirst(folder.plainPath.count)) } == ["/more/Tasks.yml", "/task.yaml"])
            let remark = "this file declares tasks, but files named 'task.yaml' are not read: rename it to 'tasks.yaml'"
            #expect(target.remarks.last?.contains("/task.yaml:1:1: warning: \(remark)") == true)
        }
    }

    @Test("what is named twice is looked at once, however it is called")
    func twice() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "a/tasks.yaml").write("tasks: {}\n")
            let path = folder.appending(path: "a").plainPath
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "link").plainPath, withDestinationPath: path)
            let link = folder.appending(path: "link").plainPath
            let found = try TargetSearch.targets([path, path + "/", "\(path)/tasks.yaml", "\(link)/tasks.yaml", link])
            #expect(found.map { $0.files.map(\.path) } == [["\(path)/tasks.yaml"], ["\(path)/tasks.yaml"]])
        }
    }

    @Test("files of the same name in several folders have names of their own")
    func sameName() throws {
        try withTemporaryFolder { folder in
            let files = ["a/tasks.yaml", "b/deep/tasks.yaml"]
            for file in files { try folder.appending(path: file).write("tasks: {}\n") }
            let found = try TargetSearch.targets(files.map { folder.appending(path: $0).plainPath })
            #expect(found.map { $0.files.map(\.name) } == [files])
        }
    }

    @Test("a path that leads nowhere is an error")
    func nowhere() throws {
        let error = #expect(throws: InputError.self) { try TargetSearch.targets(["/nowhere at all"]) }
        #expect("\(try #require(error))" == "'/nowhere at all' does not exist")
    }
}
