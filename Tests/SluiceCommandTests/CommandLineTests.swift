import Foundation
import SluiceTestSupport
import Testing

/// The command line as people and CI call it, as it lies beside the tests.
@Suite("sluice")
struct CommandLineTests {
    private let good = "tasks:\n  first: { payload: { name: String } }\n"
    private let bad = "tasks:\n  first: { queue: nowhere }\n"
    private let doubtful = "queues:\n  spare: { concurrencyLimit: 1 }\ntasks: { first: {} }\n"

    private func sluice(_ arguments: String..., in folder: URL, input: String = "") throws -> Command {
        try Command.run(
            [Repository.program("sluice")] + arguments, in: folder, input: input, keepingErrorsApart: true)
    }

    @Test("validates the package that it is called in, at the places that people see")
    func validatesAPackage() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "Package.swift").write("")
            try folder.appending(path: "Sources/App/tasks.yaml").write(good)
            #expect(try sluice("validate", in: folder).status == 0)
            try folder.appending(path: "Sources/Other/jobs.tasks.yml").write(bad)
            let run = try sluice("validate", in: folder)
            #expect(run.status == 1)
            let place = "Sources/Other/jobs.tasks.yml:2:19: error: queue 'nowhere' is not declared"
            #expect(run.output.hasPrefix(place), "\(run.output)")
        }
    }

    @Test("lets warnings pass, unless it is strict")
    func strictness() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "tasks.yaml").write(doubtful)
            #expect(try sluice("validate", in: folder).status == 0)
            let run = try sluice("validate", "--strict", in: folder)
            #expect(run.status == 1)
            #expect(run.output.contains("tasks.yaml:2:3: warning: queue 'spare' is used by no task"))
        }
    }

    @Test("tells of a file beside the others that nothing reads")
    func misnamedFile() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "tasks.yaml").write(good)
            try folder.appending(path: "task.yml").write("tasks: { second: {} }\n")
            let run = try sluice("validate", in: folder)
            #expect(run.status == 0)
            #expect(run.errors.hasPrefix("task.yml:1:1: warning: this file declares tasks, but "), "\(run.errors)")
            #expect(try sluice("validate", "--strict", in: folder).status == 1)
            #expect(try sluice("validate", "--strict", "tasks.yaml", in: folder).status == 0)
        }
    }

    @Test("reads standard input")
    func standardInput() throws {
        try withTemporaryFolder { folder in
            #expect(try sluice("validate", "-", in: folder, input: good).status == 0)
            let run = try sluice("validate", "-", in: folder, input: bad)
            #expect(run.status == 1)
            #expect(run.output.hasPrefix("<stdin>:2:19: error: "))
        }
    }

    @Test("checks one plan where one is named")
    func plan() throws {
        let plans = """
            organization: { plans: { free: { concurrencyLimit: 2 }, pro: { concurrencyLimit: 9 } }, plan: pro }
            tasks: { first: { queue: { concurrencyLimit: 5 } } }
            """
        try withTemporaryFolder { folder in
            try folder.appending(path: "tasks.yaml").write(plans)
            let all = try sluice("validate", in: folder)
            #expect(all.status == 0)
            #expect(all.output.contains("warning: queue 'task/first' can never reach 5 on plan 'free'"))
            let pro = try sluice("validate", "--plan", "pro", in: folder)
            #expect(pro.status == 0)
            #expect(pro.output == "")
            #expect(try sluice("validate", "--plan", "free", in: folder).status == 1)
            let unknown = try sluice("validate", "--plan", "fre", in: folder)
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains("plan 'fre' is not declared; did you mean 'free'?"), "\(unknown.errors)")
        }
    }

    @Test("ends with 64 for wrong usage, 70 for what can't be read, 1 where there is nothing to check")
    func exitCodes() throws {
        try withTemporaryFolder { folder in
            #expect(try sluice("validate", "--format", "xml", in: folder).status == 64)
            #expect(try sluice("nonsense", in: folder).status == 64)
            let missing = try sluice("validate", "nowhere.yaml", in: folder)
            #expect(missing.status == 70)
            #expect(missing.errors == "error: 'nowhere.yaml' does not exist\n")
            let empty = try sluice("validate", in: folder)
            #expect(empty.status == 1)
            #expect(empty.errors.contains("no declarations below '.'"))
        }
    }

    @Test("generates, sees what is stale, and writes nothing on a problem")
    func generates() throws {
        try withTemporaryFolder { folder in
            let declarations = folder.appending(path: "App/tasks.yaml")
            let output = folder.appending(path: "out/put")
            try declarations.write(good)
            func generate(_ options: String...) throws -> Command {
                try Command.run(
                    [Repository.program("sluice"), "generate", "App", "--output-directory", "out/put"] + options,
                    in: folder, keepingErrorsApart: true)
            }
            let missing = try generate("--check")
            #expect(missing.status == 1)
            #expect(
                missing.output.contains(
                    "out/put/tasks.sluice.swift: missing\n--- /dev/null\n+++ out/put/tasks.sluice.swift\n"))
            #expect(!FileManager.default.fileExists(atPath: output.plainPath))

            #expect(try generate().status == 0)
            #expect(try generate("--check").status == 0)
            #expect(try generate("--check", "--mode", "client").status == 1)

            try declarations.write(bad)
            let before = try output.filesBelow().map { try $0.text() }
            #expect(try generate().status == 1)
            #expect(try output.filesBelow().map { try $0.text() } == before)

            try declarations.write(good.replacing("name", with: "title"))
            let changed = try generate("--check")
            #expect(changed.lines(with: "-            var name: Swift.String").count == 1, "\(changed.output)")
            #expect(changed.lines(with: "+            var title: Swift.String").count == 1)
        }
    }

    @Test("names generated files alike from within a folder and from without")
    func currentFolder() throws {
        try withTemporaryFolder { folder in
            for part in ["mail", "film"] {
                try folder.appending(path: "App/\(part)/tasks.yaml").write("tasks: { \(part): {} }\n")
            }
            #expect(try sluice("generate", "App", "--output-directory", "out", in: folder).status == 0)
            let inside = folder.appending(path: "App")
            let check = try sluice("generate", "--output-directory", "../out", "--check", in: inside)
            #expect(check.status == 0, "\(check.output)")
        }
    }

    @Test("takes one target at a time to generate")
    func oneTarget() throws {
        try withTemporaryFolder { folder in
            for target in ["a", "b"] { try folder.appending(path: "\(target)/tasks.yaml").write(good) }
            let run = try sluice("generate", "a", "b", "--output-directory", "out", in: folder)
            #expect(run.status == 64)
            #expect(run.errors.contains("the inputs are 2 targets ('a', 'b'); generate one at a time"))
        }
    }

    @Test("writes a first file that it accepts")
    func initialises() throws {
        try withTemporaryFolder { folder in
            #expect(try sluice("init", in: folder).output.hasPrefix("wrote 'tasks.yaml'"))
            #expect(try sluice("validate", "--strict", in: folder).status == 0)
            let again = try sluice("init", in: folder)
            #expect(again.status == 1)
            #expect(again.errors == "error: there are declarations already: 'tasks.yaml'; nothing was written\n")
        }
    }

    @Test("explains a rule, lists all, and tells which one may be meant")
    func explains() throws {
        try withTemporaryFolder { folder in
            let all = try sluice("explain", in: folder)
            #expect(all.status == 0)
            #expect(all.lines(with: "  unknown-queue  ").count == 1)
            let one = try sluice("explain", "unknown-queue", in: folder)
            #expect(one.status == 0)
            #expect(one.output.hasPrefix("unknown-queue: a queue that is mentioned is declared\n"))
            let misspelt = try sluice("explain", "unknown-qeue", in: folder)
            #expect(misspelt.status == 64)
            #expect(misspelt.errors.contains("there is no rule 'unknown-qeue'; did you mean 'unknown-queue'?"))
            let strange = try sluice("explain", "nonsense", in: folder)
            #expect(strange.status == 64)
            #expect(strange.errors.contains("there is no rule 'nonsense'; 'sluice explain' lists them all"))
        }
    }
}
