import Foundation
import SluiceTestSupport
import Testing

extension ConsumerTests {
    @Test("swift package validate-tasks checks every target, and says what the command line says")
    func validatesTasks() throws {
        let clean = try package.command(["validate-tasks", "--format", "json", "--strict"])
        #expect(clean.status == 0, "\(clean.errors)")
        #expect(clean.output == "[]\n")

        for (file, mistake) in [
            ("Changing/tasks.yaml", "nowhere"), ("In side/größen/größe-messen.tasks.yaml", "tasks"),
        ] {
            let declarations = package.file("Sources/\(file)")
            try declarations.write(try declarations.text() + "  more: { queue: \(mistake) }\n")
        }
        let text = try package.command(["validate-tasks"])
        #expect(text.status == 1)
        for start in ["Sources/Changing/tasks.yaml:", "Sources/In side/größen/größe-messen.tasks.yaml:"] {
            let lines = text.lines(with: ": error: queue '").filter { $0.hasPrefix(start) }
            #expect(lines.count == 1, "\(text.output)")
        }
        #expect(text.errors.hasSuffix("error: the task declarations have problems\n"), "\(text.errors)")
    }

    @Test("swift package validate-tasks says where it finds nothing to check")
    func findsNothing() throws {
        for file in package.file("Sources").filesBelow() where file.pathExtension.hasPrefix("y") {
            try FileManager.default.removeItem(at: file)
        }
        let nothing = "error: no target of package 'consumer' declares tasks; "
        let empty = try package.command(["validate-tasks"])
        #expect(empty.status == 1)
        #expect(empty.errors.hasSuffix(nothing + "add a file 'tasks.yaml' to a target's folder\n"), "\(empty.errors)")
        try package.file("Sources/Changing/Task.yaml").write("tasks: {}\n")
        let misnamed = try package.command(["validate-tasks"])
        let remedy = "rename 'Sources/Changing/Task.yaml' to 'tasks.yaml' or '<name>.tasks.yaml'\n"
        #expect(misnamed.errors.hasSuffix(nothing + remedy), "\(misnamed.errors)")
    }

    @Test(
        "swift package validate-tasks does not guess what was meant",
        arguments: [
            (["--plan", "--strict"], "'--plan' has no value"),
            (["--format=json", "--format", "text"], "'--format' is given twice"),
            (["Sources"], "unknown argument 'Sources'"),
            (["--format", "jsn"], "'sluice validate' ended with code 64"),
        ])
    func refusesArguments(arguments: [String], message: String) throws {
        let run = try package.command(["validate-tasks"] + arguments)
        #expect(run.status == 1)
        #expect(run.errors.contains("error: \(message)"), "\(run.errors)")
    }
}
