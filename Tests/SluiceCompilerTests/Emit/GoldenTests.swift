import Foundation
import SluiceCompiler
import Testing

/// What is generated, byte for byte. `SLUICE_RECORD=1` takes what is generated now for right, and fails so that nobody
/// forgets to look at it.
@Suite("golden output")
struct GoldenTests {
    private static let isRecording = ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1"

    @Test("generated code is what it was", arguments: Golden.all)
    func isAsRecorded(_ golden: Golden) throws {
        let outputs = try outputs(of: golden.sourceFiles(), golden.mode)
        if Self.isRecording {
            try golden.record(outputs)
            Issue.record("recorded \(golden.name); run again without SLUICE_RECORD")
        }
        let expected = try golden.expected()
        #expect(outputs.keys.sorted() == expected.keys.sorted())
        for (name, contents) in outputs.sorted(by: { $0.key < $1.key }) {
            let lines = zip(contents.split(separator: "\n"), (expected[name] ?? "").split(separator: "\n"))
            if let difference = lines.first(where: { $0 != $1 }) {
                Issue.record("\(name): generated '\(difference.0)' in place of '\(difference.1)'")
            }
            #expect(contents == expected[name], "\(name) differs")
        }
    }

    @Test("behaviour 31: the order of the files does not matter", arguments: Golden.all)
    func isIndependentOfFileOrder(_ golden: Golden) throws {
        let files = try golden.sourceFiles()
        let first = try outputs(of: files, golden.mode)
        #expect(try outputs(of: files.reversed(), golden.mode) == first)
        #expect(try outputs(of: Array(files.dropFirst() + files.prefix(1)), golden.mode) == first)
    }

    @Test("behaviour 31: where the package lies does not matter", arguments: Golden.all)
    func isIndependentOfPlace(_ golden: Golden) throws {
        let files = try golden.sourceFiles()
        let moved = files.map { SourceFile(path: "C:\\elsewhere\\\($0.name)", name: $0.name, bytes: $0.bytes) }
        #expect(try outputs(of: moved, golden.mode) == outputs(of: files, golden.mode))
    }

    @Test("behaviour 32: comments and empty lines change nothing", arguments: Golden.all)
    func isIndependentOfComments(_ golden: Golden) throws {
        let files = try golden.sourceFiles()
        let commented = files.map { file in
            let text = "# one more\n\n" + String(decoding: file.bytes, as: UTF8.self) + "\n# and another\n"
            return SourceFile(path: file.path, name: file.name, text: text)
        }
        #expect(try outputs(of: commented, golden.mode) == outputs(of: files, golden.mode))
    }

    @Test("no line is wider than people read, but for long names and values", arguments: Golden.all)
    func isNarrow(_ golden: Golden) throws {
        for (name, contents) in try outputs(of: golden.sourceFiles(), golden.mode) {
            let lines = contents.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.filter { $0.hasSuffix(" ") }.isEmpty, "\(name) has spaces at the end of a line")
            let wide = lines.filter { $0.utf8.count > 120 && !$0.contains("default: ") }
            #expect(wide.isEmpty, "\(name) is wide")
        }
    }

    @Test("lists inside of lists are broken where they are wide")
    func breaksInnerLists() throws {
        let names = (1...9).map { "a-task-with-quite-a-long-name-\($0)" }
        let text = """
            tasks:
            \(names.map { "  \($0):\n" }.joined())
              all:
                waitsFor: [\(names.joined(separator: ", "))]
                retry: { maxAttempts: 25, factor: 1.25, minTimeout: 1234567ms, maxTimeout: 7654321ms, randomize: false }
            """
        let files = try outputs(of: [SourceFile(path: "tasks.yaml", text: text)], .all)
        let target = try #require(files["Sluice.generated.swift"])
        #expect(target.split(separator: "\n").allSatisfy { $0.utf8.count <= 120 })
        let retry = """
                        retry: Sluice.RetryPolicy(
                            maxAttempts: 25,
                            factor: 1.25,
                            minTimeout: .milliseconds(1234567),
                            maxTimeout: .milliseconds(7654321),
                            randomize: false
                        ),
                        waitsFor: [
                            "a-task-with-quite-a-long-name-1",

            """
        #expect(target.contains(retry), "\(target)")
    }

    private func outputs(of files: [SourceFile], _ mode: CompileOptions.Mode?) throws -> [String: String] {
        let result = compile(files: files, options: CompileOptions(mode: mode))
        try #require(result.diagnostics.filter { $0.severity == .error }.isEmpty)
        return Dictionary(uniqueKeysWithValues: result.outputs.map { ($0.name, $0.contents) })
    }
}
