import Foundation
import SluiceTestSupport
import Testing

/// What a user of the plugin sees, in a package of their own. One build at a time: each takes all there is.
@Suite("a package that uses the plugin", .serialized)
struct ConsumerTests {
    let package: FixturePackage

    init() throws { package = FixturePackage(folder: try FixtureCopy(of: "Consumer").folder) }

    @Test("behaviour 38: builds without a warning and works, wherever it lies", arguments: BuildConfiguration.all)
    func works(_ configuration: BuildConfiguration) throws {
        let build = try package.build(configuration)
        try #require(build.status == 0, "\(build.output)")
        #expect(build.lines(with: "Sources/").filter { $0.contains("warning:") } == [])
        let exercise = try package.run("Exercise", configuration)
        #expect(exercise.status == 0, "\(exercise.output)")
        #expect(exercise.output.contains("exercised"))
        // Of modules that are not built there may be folders all the same.
        let compiled = package.products(configuration).filesBelow().map(\.plainPath).filter { $0.hasSuffix(".o") }
        #expect(compiled.contains { $0.contains("/SluiceCompiler") })
        #expect(!compiled.contains { $0.contains("/ArgumentParser") || $0.contains("/SluiceTooling") })
    }

    @Test("generates what the compiler's golden files say", arguments: BuildConfiguration.debug)
    func generatesGoldenFiles(_ configuration: BuildConfiguration) throws {
        try #require(package.build(configuration).status == 0)
        let generated = package.products(configuration).filesBelow().filter { $0.plainPath.contains("/SluicePlugin/") }
        for (target, golden) in [
            ("Changing", "Changing"), ("Everything", "Everything"), ("Hostile", "Hostile"), ("Inside", "In side"),
            ("Triggering", "Triggering"),
        ] {
            let expected = Repository.fixtures.appending(components: "Golden", golden).filesBelow()
            #expect(!expected.isEmpty)
            for file in expected {
                let name = file.lastPathComponent
                let found = generated.filter { $0.lastPathComponent == name && $0.plainPath.contains("/\(target)/") }
                #expect(found.count == 1, "\(target)/\(name)")
                #expect(try found.first?.text() == file.text(), "\(target)/\(name)")
            }
        }
    }

    @Test("an error in the declarations stops the build, with its place", arguments: BuildConfiguration.debug)
    func stopsAtErrors(_ configuration: BuildConfiguration) throws {
        let declarations = package.file("Sources/Changing/tasks.yaml")
        try declarations.write(try declarations.text() + "    queue: renderings\n")
        let build = try package.build(configuration, target: "Changing")
        let line = try declarations.text().split(separator: "\n", omittingEmptySubsequences: false).count - 1
        #expect(build.status != 0)
        let message = "\(declarations.plainPath):\(line):12: error: queue 'renderings' is not declared"
        #expect(build.lines(with: message).count == 1, "\(build.output)")
        #expect(build.lines(with: ".swift:") == [], "no error that follows from it")
    }

    @Test("behaviour 32: a comment compiles nothing again", arguments: BuildConfiguration.debug)
    func commentsCompileNothing(_ configuration: BuildConfiguration) throws {
        try #require(package.build(configuration, target: "Changing").status == 0)
        let before = try compiledFiles(configuration)
        try #require(!before.isEmpty)
        let declarations = package.file("Sources/Changing/tasks.yaml")
        try declarations.write("# A comment, and a line that moves everything down.\n\n" + declarations.text())
        let build = try package.build(configuration, target: "Changing")
        #expect(build.status == 0, "\(build.output)")
        #expect(try compiledFiles(configuration) == before)
        // What the comparison would see if something had been compiled.
        try declarations.write(try declarations.text().replacing("always there", with: "there"))
        #expect(try package.build(configuration, target: "Changing").status == 0)
        #expect(try compiledFiles(configuration) != before)
    }

    @Test("a declaration file that comes or goes is noticed", arguments: BuildConfiguration.debug)
    func noticesFiles(_ configuration: BuildConfiguration) throws {
        try #require(package.build(configuration, target: "Changing").status == 0)
        let more = package.file("Sources/Changing/deeper down/more.tasks.yaml")
        try more.write("tasks:\n  second: {}\n")
        let longer = try package.build(configuration, target: "Changing")
        #expect(longer.status != 0, "the handlers lack a function for the new task")
        #expect(longer.output.contains("'second(run:)'"), "\(longer.output)")
        try FileManager.default.removeItem(at: more)
        let shorter = try package.build(configuration, target: "Changing")
        #expect(shorter.status == 0, "\(shorter.output)")
    }

    @Test("a target without declarations is told what to add", arguments: BuildConfiguration.debug)
    func tellsWhatIsMissing(_ configuration: BuildConfiguration) throws {
        try FileManager.default.removeItem(at: package.file("Sources/Changing/tasks.yaml"))
        let build = try package.build(configuration, target: "Changing")
        #expect(build.status != 0)
        #expect(build.lines(with: "uses SluicePlugin, but declares no tasks: add '").count == 1, "\(build.output)")
        #expect(build.lines(with: package.file("Sources/Changing/tasks.yaml").plainPath).count == 1)
        #expect(build.lines(with: ".swift:") == [], "no error that follows from it")
    }

    @Test(
        "a file whose name is nearly right is told the right one",
        arguments: BuildConfiguration.debug, ["task.yaml", "jobs/Tasks.yml", "tasks.yaml.txt"])
    func tellsTheRightName(_ configuration: BuildConfiguration, name: String) throws {
        let (declarations, misnamed) = (
            package.file("Sources/Changing/tasks.yaml"), package.file("Sources/Changing/\(name)")
        )
        try misnamed.write(declarations.text())
        try FileManager.default.removeItem(at: declarations)
        let build = try package.build(configuration, target: "Changing")
        #expect(build.status != 0)
        #expect(build.lines(with: "\(misnamed.plainPath):1:1: error: ").count == 1, "\(build.output)")
        #expect(build.lines(with: "rename it to 'tasks.yaml'").count == 1, "\(build.output)")
        #expect(build.lines(with: ".swift:") == [], "no error that follows from it")
    }

    /// When each file that compiling the target `Changing` makes was last written.
    private func compiledFiles(_ configuration: BuildConfiguration) throws -> [String: Date] {
        let files = package.products(configuration).filesBelow().filter {
            ["o", "swiftmodule"].contains($0.pathExtension) && $0.plainPath.contains("/Changing")
        }
        return try Dictionary(
            uniqueKeysWithValues: files.map {
                ($0.plainPath, try $0.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate!)
            })
    }
}
