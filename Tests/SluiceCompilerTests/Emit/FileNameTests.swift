import SluiceCompiler
import Testing

@Suite("names of files")
struct FileNameTests {
    @Test(
        "a generated file is named after the declaration file's path",
        arguments: [
            ("tasks.yaml", "tasks.sluice.swift"),
            ("tasks.yml", "tasks.yml.sluice.swift"),
            ("billing/tasks.yaml", "billing-tasks.sluice.swift"),
            ("billing/jobs.tasks.yaml", "billing-jobs.tasks.sluice.swift"),
            ("send-email.tasks.yaml", "send--email.tasks.sluice.swift"),
            ("-a/~b/tasks.yaml", "~--a-~~b-tasks.sluice.swift"),
            ("größen und mehr/a.tasks.yml", "größen und mehr-a.tasks.yml.sluice.swift"),
        ])
    func output(path: String, expected: String) {
        #expect(FileName.output(for: path) == expected)
    }

    /// Every path of up to seven of the characters that matter, with each of the endings.
    @Test("no two declaration files share a generated file")
    func outputsDiffer() {
        let characters = ["a", "-", "~", "/"]
        var paths = characters.filter { $0 != "/" }
        for length in 2...7 {
            let longer = paths.filter { $0.count == length - 1 }.flatMap { path in characters.map { path + $0 } }
            paths += longer.filter { !$0.contains("//") }
        }
        var seen: [String: String] = [FileName.target: "the target's own file"]
        for stem in paths {
            for ending in ["tasks.yaml", "tasks.yml", ".tasks.yaml", ".tasks.yml"] {
                let path = stem + (stem.hasSuffix("/") || ending.hasPrefix(".") ? "" : "/") + ending
                let other = seen.updateValue(path, forKey: FileName.output(for: path))
                #expect(other == nil || other == path, "'\(path)' and '\(other ?? "")' share a file")
            }
        }
    }

    @Test(
        "declaration files are known by their names",
        arguments: ["tasks.yaml", "tasks.yml", "a.tasks.yaml", ".tasks.yml", "ü b.tasks.yml"])
    func isDeclarations(name: String) {
        #expect(FileName.isDeclarations(name))
        #expect(!FileName.resemblesDeclarations(name))
    }

    @Test(
        "near misses are known by their names",
        arguments: [
            "task.yaml", "task.yml", "Tasks.yaml", "TASKS.YML", "tasks.yaml.txt", "tasks.yaml.bak", "jobs.task.yaml",
            "jobs-tasks.yaml", "sluice.yml", "my_tasks.yaml",
        ])
    func resembles(name: String) {
        #expect(!FileName.isDeclarations(name))
        #expect(FileName.resemblesDeclarations(name))
    }

    @Test(
        "other files are left alone",
        arguments: ["tasks.swift", "docker-compose.yaml", "mytasks.yaml", "tasks.json", "tasks", "yaml"])
    func isNeither(name: String) {
        #expect(!FileName.isDeclarations(name))
        #expect(!FileName.resemblesDeclarations(name))
    }

    @Test(
        "a path below a folder",
        arguments: [
            ("/a b/c/tasks.yaml", "/a b", "c/tasks.yaml"), ("/a b/c/tasks.yaml", "/a b/", "c/tasks.yaml"),
            ("/a bc/tasks.yaml", "/a b", "tasks.yaml"), ("tasks.yaml", "/a", "tasks.yaml"),
        ])
    func path(file: String, folder: String, expected: String) {
        #expect(FileName.path(of: file, below: folder) == expected)
    }
}
