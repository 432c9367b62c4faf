import Foundation
import SluiceTestSupport
import Testing

/// What the README prints, built and run as it is printed.
@Suite("the README", .serialized)
struct ReadmeTests {
    private let readme: String
    private let folder: URL

    init() throws {
        readme = try Repository.root.appending(component: "README.md").text()
        folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
            components: "Sluice · plugin tests", "Readme \(Repository.buildKey)")
    }

    @Test("shows declarations and code that build without a warning and run, and an error as it looks")
    func works() throws {
        let place = "path: \"\(Repository.root.plainPath)\""
        let manifest = try block(after: "`Package.swift`:").replacing("path: \"../sluice\"", with: place)
        let declarations = try block(after: "`Sources/App/tasks.yaml`:")
        let code = try block(after: "`Sources/App/App.swift`:")
        #expect(declarations.split(separator: "\n").count <= 20)
        #expect(code.split(separator: "\n").count <= 25)
        try folder.appending(component: "Package.swift").write(manifest)
        try folder.appending(path: "Sources/App/App.swift").write(code)
        try folder.appending(path: "Sources/App/tasks.yaml").write(declarations)

        let run = try Command.run(["swift", "run", "App"], in: folder)
        try #require(run.status == 0, "\(run.output)")
        #expect(run.output.contains("\nMerge fix\n"))
        #expect(run.lines(with: "warning:").filter { $0.contains("Sources/App") } == [])

        let mistake = "overrides: [main-brnch, free-users]"
        #expect(readme.contains("Write `\(mistake)`"))
        try folder.appending(path: "Sources/App/tasks.yaml").write(
            declarations.replacing("overrides: [main-branch, free-users]", with: mistake))
        let failure = try Command.run(["swift", "build"], in: folder)
        #expect(failure.status != 0)
        let shown = try block(after: "and the build stops:")
        let expected = shown.replacing("Sources/App/", with: folder.appending(path: "Sources/App/").plainPath)
        #expect(failure.output.contains(expected), "\(failure.output)")
    }

    /// The code block that follows a text.
    private func block(after text: String) throws -> String {
        let start = try #require(readme.range(of: text), "the README has no '\(text)'")
        let rest = readme[start.upperBound...]
        let opening = try #require(rest.range(of: "```"))
        let firstLine = try #require(rest[opening.upperBound...].firstIndex(of: "\n"))
        let closing = try #require(rest[firstLine...].range(of: "\n```"))
        return String(rest[rest.index(after: firstLine)..<closing.lowerBound]) + "\n"
    }
}
