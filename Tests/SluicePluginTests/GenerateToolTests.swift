import Foundation
import SluiceTestSupport
import Testing

/// The plugin's tool on its own, as it lies beside the tests.
@Suite("sluice-generate")
struct GenerateToolTests {
    private let tool = Repository.program("sluice-generate")

    /// Passes a temporary folder, and what generates from files in it to the folder `out` in it.
    private func withFolder(_ body: (URL, (String...) throws -> Command) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let output = folder.appending(component: "out")
            try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
            try body(folder) { (files: String...) in
                try Command.run(
                    [tool, folder.plainPath, output.plainPath] + files.map { folder.appending(path: $0).plainPath })
            }
        }
    }

    @Test("writes every file, and writes none again that did not change")
    func writesWhatChanged() throws {
        try withFolder { folder, generate in
            try folder.appending(path: "a/tasks.yaml").write("tasks: { first: {} }\n")
            try folder.appending(path: "tasks.yml").write("queues: {}\n")
            #expect(try generate("a/tasks.yaml", "tasks.yml").status == 0)
            let output = folder.appending(component: "out")
            let names = ["Sluice.generated.swift", "a-tasks.sluice.swift", "tasks.yml.sluice.swift"]
            #expect(output.filesBelow().map(\.lastPathComponent) == names)

            let old = Date(timeIntervalSince1970: 1_000_000)
            for file in output.filesBelow() {
                try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.plainPath)
            }
            try folder.appending(path: "tasks.yml").write("tasks: { second: {} }\n")
            #expect(try generate("a/tasks.yaml", "tasks.yml").status == 0)
            let untouched = try output.filesBelow().filter {
                try $0.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate == old
            }
            #expect(untouched.map(\.lastPathComponent) == ["a-tasks.sluice.swift"])
        }
    }

    @Test("writes nothing where there is an error, and says where it is")
    func writesNothingOnErrors() throws {
        try withFolder { folder, generate in
            try folder.appending(path: "tasks.yaml").write("tasks:\n  first: { queue: nowhere }\n")
            try folder.appending(path: "more.tasks.yaml").write("tasks: { second: {} }\n")
            let run = try generate("tasks.yaml", "more.tasks.yaml")
            #expect(run.status == 1)
            #expect(
                run.output.hasPrefix("\(folder.plainPath)tasks.yaml:2:19: error: ")
                    || run.output.hasPrefix("\(folder.plainPath)/tasks.yaml:2:19: error: "), "\(run.output)")
            #expect(folder.appending(component: "out").filesBelow() == [])
        }
    }

    @Test("says what it wants when called without it", arguments: [[], ["a"]])
    func saysHowToCallIt(arguments: [String]) throws {
        let run = try Command.run([tool] + arguments)
        #expect(run.status == 64)
        #expect(run.output == "usage: sluice-generate <target folder> <output folder> <declaration file>...\n")
    }

    @Test("says in one line what the file system refused")
    func saysWhatWasRefused() throws {
        try withFolder { folder, generate in
            let unreadable = try generate("nothing.tasks.yaml")
            #expect(unreadable.status == 70)
            let path = folder.appending(component: "nothing.tasks.yaml").plainPath
            #expect(unreadable.output == "error: cannot read '\(path)': No such file or directory\n")

            try folder.appending(path: "tasks.yaml").write("tasks: { first: {} }\n")
            let unwritable = try Command.run(
                [tool, folder.plainPath, "/nowhere at all", folder.appending(component: "tasks.yaml").plainPath])
            #expect(unwritable.status == 70)
            #expect(unwritable.output.hasPrefix("error: cannot write '/nowhere at all/"))
            #expect(unwritable.output.split(separator: "\n").count == 1)
        }
    }
}
