import Foundation
import SluiceCompiler
import SluiceTestSupport
import SluiceTooling
import Testing

@Suite("reading a revision of Git")
struct GitRevisionTests {
    /// Passes a repository with one commit.
    private func withRepository(_ files: [String: String], _ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            for (path, text) in files { try folder.appending(path: path).write(text) }
            for arguments in [["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "State"]] {
                try git(arguments, in: folder)
            }
            try body(folder)
        }
    }

    private func git(_ arguments: [String], in folder: URL) throws {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
        let git = try Command.run(["git"] + identity + arguments, in: folder)
        try #require(git.status == 0, "\(git.output)")
    }

    private let package = [
        "Package.swift": "", "Sources/Größe x/tasks.yaml": "tasks: { a: {} }\n",
        "Sources/Größe x/deep/er/b.tasks.yml": "tasks: { b: {} }\n", "Sources/B/tasks.yml": "tasks: { c: {} }\n",
        "Sources/B/.hidden/tasks.yaml": "tasks: { d: {} }\n", "other.yaml": "tasks: { e: {} }\n",
    ]

    @Test("finds what the disk has, from any folder of the repository")
    func sameAsDisk() throws {
        try withRepository(package) { folder in
            let onDisk = try TargetSearch.targets([folder.plainPath])
            // What the working tree has become does not matter.
            try FileManager.default.removeItem(at: folder.appending(component: "Package.swift"))
            try folder.appending(path: "Sources/B/tasks.yml").write("broken")
            let places = [
                (folder, "."), (folder.appending(path: "Sources/B"), "../.."), (folder, folder.plainPath),
                (folder.appending(path: "Sources"), ".././Sources/.."),
            ]
            for (start, input) in places {
                let revision = try GitRevision("HEAD", from: start.plainPath)
                let found = try TargetSearch(in: revision).targets([input])
                #expect(found.map { $0.files.map(\.name) } == onDisk.map { $0.files.map(\.name) })
                #expect(found.map { $0.files.map(\.bytes) } == onDisk.map { $0.files.map(\.bytes) })
            }
        }
    }

    @Test("names files as git does, and tells files from folders")
    func names() throws {
        try withRepository(package) { folder in
            let revision = try GitRevision("HEAD", from: folder.plainPath)
            let target = try TargetSearch(in: revision).targets(["other.yaml"])
            #expect(target[0].files.map(\.path) == ["HEAD:other.yaml"])
            #expect(try revision.kind(of: "Sources") == .folder)
            #expect(try revision.kind(of: "Sources/nothing") == nil)
            #expect(
                try TargetSearch(in: revision, mayFindNothing: true).targets(["nowhere", "Sources/B/.git"]).isEmpty)
        }
    }

    @Test("follows a link to a file")
    func links() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "common/all.yaml").write("tasks: { a: {} }\n")
            try folder.appending(path: "App/other.yaml").write("")
            for (link, destination) in [("tasks.yaml", "../common/all.yaml"), ("dead.tasks.yaml", "nowhere")] {
                try FileManager.default.createSymbolicLink(
                    atPath: folder.appending(components: "App", link).plainPath, withDestinationPath: destination)
            }
            for arguments in [["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "State"]] {
                try git(arguments, in: folder)
            }
            let revision = try GitRevision("HEAD", from: folder.plainPath)
            #expect(try revision.read("App/tasks.yaml") == Array("tasks: { a: {} }\n".utf8))
            #expect(throws: InputError.self) { try revision.read("App/dead.tasks.yaml") }
        }
    }

    @Test("reads a large file, and an empty one after it")
    func sizes() throws {
        let large = String(repeating: "# a line of a comment\n", count: 100_000)
        try withRepository(["large.yaml": large, "empty.yaml": ""]) { folder in
            let revision = try GitRevision("HEAD", from: folder.plainPath)
            #expect(try revision.read("large.yaml") == Array(large.utf8))
            #expect(try revision.read("empty.yaml").isEmpty)
            #expect(try revision.read("large.yaml").count == large.utf8.count)
        }
    }

    @Test("says what is wrong: no repository, no such revision, a path outside")
    func mistakes() throws {
        try withRepository(package) { folder in
            for name in ["nowhere", "-h", "--all", "", "HEAD:other.yaml"] {
                let error = #expect(throws: GitError.self) { try GitRevision(name, from: folder.plainPath) }
                #expect("\(try #require(error))".hasPrefix("'\(name)' is no revision of the repository"))
            }
            let revision = try GitRevision("HEAD^{tree}", from: folder.plainPath)
            let outside = #expect(throws: InputError.self) { try revision.kind(of: "../x") }
            #expect("\(try #require(outside))".hasPrefix("'../x' lies outside the repository"))
        }
        try withTemporaryFolder { folder in
            let error = #expect(throws: GitError.self) { try GitRevision("HEAD", from: folder.plainPath) }
            let message = "\(try #require(error))"
            #expect(message.contains("not a git repository"))
        }
    }
}
