import SluiceCompiler
import Testing

/// Declarations that are YAML, and hostile all the same.
@Suite(.timeLimit(.minutes(5))) struct HostileDeclarationsTests {
    private func check(_ text: String) -> CheckedDeclarations {
        CheckedDeclarations([SourceFile(path: "tasks.yaml", text: text)])
    }

    /// What aliases stand for is read and kept once.
    @Test func aliasesShareTheirFields() {
        let fields = (0..<100).map { "f\($0): Int" }.joined(separator: ", ")
        let aliases = (1..<1_000).map { "  T\($0): *fields\n" }.joined()
        let checked = check("types:\n  T0: &fields { \(fields) }\n\(aliases)")
        #expect(!checked.hasErrors)
        let storages = checked.declarations.types.map { type in
            guard case .structure(let fields) = type.kind else { return UnsafeRawPointer?.none }
            return fields.withUnsafeBytes { $0.baseAddress }
        }
        #expect(storages.count == 1_000)
        #expect(storages[0] != nil)
        #expect(Set(storages).count == 1)
    }

    @Test func problemsInAnAliasAreReportedOnce() {
        let aliases = (1..<2_000).map { "  t\($0): *task\n" }.joined()
        let checked = check("tasks:\n  t0: &task { ttl: 1x, queue: nowhere, payload: { a: Strin } }\n\(aliases)")
        let rules = checked.diagnostics.map(\.rule.id)
        #expect(rules == ["invalid-duration"] || rules == ["invalid-duration", "unknown-queue", "unknown-type"])
    }

    /// The first ones of many, errors before warnings; the last one says that there are more.
    @Test(arguments: ["ttl: 1x", "queue: nowhere", "bogus: 1", "payload: { a: Strin }", "waitsFor: [nobody]"])
    func reportsHaveABound(_ mistake: String) throws {
        let queues = (0..<2_000).map { "  unused-\($0): {}\n" }.joined()
        let tasks = (0..<5_000).map { "  t\($0): { \(mistake) }\n" }.joined()
        let diagnostics = check("queues:\n\(queues)tasks:\n\(tasks)").diagnostics
        #expect(diagnostics.count == 1_000)
        #expect(diagnostics.allSatisfy { $0.severity == .error })
        #expect(diagnostics.map(\.place) == diagnostics.map(\.place).sorted())
        #expect(diagnostics.map(\.place.start.line) == Array(2_003...3_002))
        #expect(try #require(diagnostics.last).notes.last?.message.hasPrefix("after 1000 problems") == true)
        #expect(diagnostics.dropLast().allSatisfy { !$0.notes.contains { $0.message.hasPrefix("after") } })
    }

    /// Errors must stop a build, however many warnings come first.
    @Test func warningsHideNoError() {
        let queues = (0..<2_000).map { "  unused-\($0): {}\n" }.joined()
        let checked = check("tasks:\n  a: { waitsFor: [a] }\n  b: { overrides: [unused-0, gone] }\nqueues:\n\(queues)")
        #expect(checked.hasErrors)
        #expect(checked.diagnostics.count <= 1_000)
    }

    /// Each costs another reading of the file: only so many are put right.
    @Test func typesWithoutQuotesHaveABound() {
        let fields = (0..<200).map { "      f\($0): [String]?\n" }.joined()
        let diagnostics = check("tasks:\n  a:\n    payload:\n\(fields)").diagnostics
        #expect(diagnostics.count == 20)
        #expect(diagnostics.allSatisfy { $0.rule.id == "yaml-syntax" })
    }
}
