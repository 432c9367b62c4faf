import Foundation
import SluiceTestSupport
import Testing

@Suite("sluice diff")
struct DiffTests {
    private let old = "tasks:\n  send: { payload: { to: String } }\n"
    private let breaking = "tasks:\n  send: { payload: { to: [String] } }\n"
    private let risky = "tasks:\n  send: { payload: { to: String }, ttl: 1h }\n"

    private func sluice(_ arguments: String..., in folder: URL) throws -> Command {
        try Command.run([Repository.program("sluice"), "diff"] + arguments, in: folder, keepingErrorsApart: true)
    }

    @Test("fails where something breaks, and where something is risky if it is strict")
    func classes() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "old/tasks.yaml").write(old)
            try folder.appending(path: "new/tasks.yaml").write(breaking)
            let broken = try sluice("old", "new", in: folder)
            #expect(broken.status == 1)
            #expect(broken.output.hasPrefix("new/tasks.yaml:2:26: breaking: field 'to' of the payload of task 'send'"))
            #expect(broken.errors == "1 breaking change\n")
            try folder.appending(path: "new/tasks.yaml").write(risky)
            #expect(try sluice("old", "new", in: folder).status == 0)
            #expect(try sluice("old", "new/tasks.yaml", "--strict", in: folder).status == 1)
            let same = try sluice("old", "old", in: folder)
            #expect(same.status == 0 && same.output.isEmpty)
        }
    }

    @Test("compares with a revision of Git, also what is gone")
    func revision() throws {
        try withTemporaryFolder { folder in
            let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
            try folder.appending(path: "Package.swift").write("")
            try folder.appending(path: "Sources/App/tasks.yaml").write(old)
            try folder.appending(path: "Sources/Other/tasks.yaml").write(old.replacing("send", with: "bill"))
            for arguments in [["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "State"]] {
                try #require(try Command.run(["git"] + identity + arguments, in: folder).status == 0)
            }
            #expect(try sluice("--against", "HEAD", in: folder).status == 0)
            try folder.appending(path: "Sources/App/tasks.yaml").write(breaking)
            let inside = try sluice(
                "--against", "HEAD", "tasks.yaml", in: folder.appending(components: "Sources", "App"))
            #expect(inside.status == 1)
            #expect(inside.output.contains("\nHEAD:tasks.yaml:2:26: note: it was 'String'\n"))
            for target in ["App", "Other"] {
                try FileManager.default.removeItem(at: folder.appending(path: "Sources/\(target)/tasks.yaml"))
            }
            let gone = try sluice("--against", "HEAD", in: folder)
            #expect(gone.status == 1)
            #expect(gone.errors == "2 breaking changes\n")
            #expect(gone.output.contains("HEAD:Sources/Other/tasks.yaml:2:3: breaking: task 'bill' is removed"))
        }
    }

    @Test("says what is wrong with the question")
    func mistakes() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "tasks.yaml").write(old)
            try folder.appending(path: "wrong.yaml").write("tasks: { a: { queue: nowhere } }\n")
            #expect(try sluice("tasks.yaml", in: folder).status == 64)
            #expect(try sluice("--against", "HEAD", "-", in: folder).status == 64)
            #expect(try sluice("--against", "HEAD", in: folder).status == 70)
            #expect(try sluice("tasks.yaml", "nowhere", in: folder).status == 70)
            let invalid = try sluice("tasks.yaml", "wrong.yaml", in: folder)
            #expect(invalid.status == 1 && invalid.output.isEmpty)
            #expect(invalid.errors.hasPrefix("wrong.yaml:1:22: error: queue 'nowhere' is not declared"))
        }
    }
}
