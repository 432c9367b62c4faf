import Foundation
import SluiceCompiler
import Testing

/// `Fixtures/Declarations/<rule>/` holds declarations that the rule must accept (`pass*`) and refuse (`fail*`): a file
/// each, or a folder of files that are compiled together. Beside what must fail lies the exact text to be shown.
///
/// With `SLUICE_RECORD=1` the texts are written anew, and the run fails, so that it can't be left on.
@Suite struct FixtureTests {
    @Test(arguments: Fixture.all)
    func compilesAsExpected(_ fixture: Fixture) throws {
        let files = try fixture.files()
        let result = compile(files: files)
        let text = TextRenderer().render(result.diagnostics, files: result.files)
        guard fixture.mustFail else {
            #expect(text == "")
            return
        }
        #expect(fixture.rule == "several-rules" || result.diagnostics.contains { $0.rule.id == fixture.rule })
        #expect(result.diagnostics.contains { $0.severity == .warning } || result.outputs.isEmpty)
        if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
            try text.write(to: fixture.golden, atomically: true, encoding: .utf8)
            Issue.record("recorded \(fixture.golden.lastPathComponent); look at it, then run without SLUICE_RECORD")
            return
        }
        let golden = try String(contentsOf: fixture.golden, encoding: .utf8)
        #expect(text == golden)
    }

    @Test(arguments: Fixture.all)
    func diagnosticsDependOnNoOrder(_ fixture: Fixture) throws {
        let files = try fixture.files()
        let result = compile(files: files)
        #expect(result == compile(files: files.reversed()))
        #expect(result.diagnostics.map(\.place) == result.diagnostics.map(\.place).sorted())
        #expect(Set(result.diagnostics).count == result.diagnostics.count)
    }

    @Test func everyRuleHasFixtures() {
        let rules = Set(Rule.catalogue.map(\.id))
        #expect(rules.count == Rule.catalogue.count)
        for outcome in [true, false] {
            let covered = Set(Fixture.all.filter { $0.mustFail == outcome }.map(\.rule))
            #expect(covered.subtracting(["several-rules"]) == rules)
        }
    }

    @Test func fiveMistakesInTwoFilesAreAllReported() throws {
        let fixture = try #require(Fixture.all.first { $0.path.lastPathComponent == "fail-five-mistakes" })
        let result = compile(files: try fixture.files())
        let rules = ["limit-below-one", "unknown-queue", "invalid-duration", "unknown-type", "unknown-task"]
        #expect(result.diagnostics.map(\.rule.id) == rules)
        #expect(result.diagnostics.map(\.place.file) == [0, 0, 0, 1, 1])
        #expect(result.outputs.isEmpty)
    }
}

/// One case in `Fixtures/Declarations`.
struct Fixture: CustomTestStringConvertible {
    /// The file, or the folder of files.
    let path: URL
    let rule: String

    var mustFail: Bool { path.lastPathComponent.hasPrefix("fail") }
    var golden: URL { path.deletingPathExtension().appendingPathExtension("txt") }
    var testDescription: String { "\(rule)/\(path.lastPathComponent)" }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/Declarations").standardizedFileURL

    static let all: [Fixture] = {
        let manager = FileManager.default
        func contents(_ folder: URL) -> [URL] {
            let found = (try? manager.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
            return found.sorted { $0.path < $1.path }
        }
        return contents(folder).flatMap { rule in
            contents(rule).filter { $0.pathExtension != "txt" }
                .map { Fixture(path: $0, rule: rule.lastPathComponent) }
        }
    }()

    func files() throws -> [SourceFile] {
        let isFolder = path.pathExtension.isEmpty
        let names = isFolder ? try FileManager.default.contentsOfDirectory(atPath: path.path).sorted() : [""]
        return try names.map { name in
            let url = isFolder ? path.appending(path: name) : path
            return SourceFile(path: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
        }
    }
}
