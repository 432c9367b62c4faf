import SluiceCompiler
import Testing

@Suite struct CompileTests {
    private func diagnostics(_ texts: String...) -> [Diagnostic] {
        compile(files: texts.enumerated().map { SourceFile(path: "\($0.offset).tasks.yaml", text: $0.element) })
            .diagnostics
    }

    private func rules(_ diagnostics: [Diagnostic]) -> [String] { diagnostics.map(\.rule.id) }

    @Test func nothingIsSaidOfNothing() {
        #expect(compile(files: []).diagnostics.isEmpty)
        #expect(diagnostics("", "# only a comment", "---\n", "tasks:").isEmpty)
    }

    @Test(
        arguments: [
            ("encoding", 0xFF, 1), ("encoding", 0x00, 1), ("too-deep", 0x5B, 20_000), ("too-large", 0x61, 100 << 20),
            ("yaml-syntax", 0x27, 1), ("yaml-syntax", 0x27, 1_000_001),
        ] as [(String, UInt8, Int)])
    func hostileInputHasOneDiagnostic(_ rule: String, _ byte: UInt8, _ count: Int) {
        let bytes = Array(repeating: byte, count: count)
        let clock = ContinuousClock()
        let start = clock.now
        let result = compile(files: [SourceFile(path: "tasks.yaml", bytes: bytes)])
        #expect(rules(result.diagnostics) == [rule])
        #expect(result.outputs.isEmpty)
        #expect(!TextRenderer().render(result.diagnostics, files: result.files).isEmpty)
        #expect(clock.now - start < .seconds(10))
    }

    /// What the unreadable file declares is not known: nothing is said of references that may lead there.
    @Test func anUnreadableFileMakesNothingElseWrong() {
        let found = diagnostics("queues: { shared: {} ", "tasks: { a: { queue: shared, payload: T, waitsFor: [b] } }")
        #expect(rules(found) == ["yaml-syntax"])
        #expect(rules(diagnostics("queues: [", "tasks: { a: { ttl: 5 } }")) == ["yaml-syntax", "invalid-duration"])
    }

    /// One anchored value that is read through three aliases.
    @Test func aProblemIsReportedOnce() {
        let found = diagnostics(
            "tasks:\n  a: { retry: &r { minTimeout: 5 } }\n  b: { retry: *r }\n  c: { retry: *r }\n")
        #expect(rules(found) == ["invalid-duration"])
    }

    @Test func aMisspeltReferenceMakesNothingLookUnused() {
        #expect(rules(diagnostics("queues: { shared: {} }\ntasks: { a: { queue: sharde } }")) == ["unknown-queue"])
    }

    @Test func errorsAreNeverIgnored() {
        let text = "tasks:\n  # sluice:ignore invalid-duration\n  a: { ttl: 5 }  # sluice:ignore invalid-duration\n"
        #expect(rules(diagnostics(text)) == ["unused-ignore", "invalid-duration", "unused-ignore"])
    }

    @Test func warningsAreIgnoredByNameOnTheirLineOrAboveIt() {
        func found(_ above: String, _ beside: String) -> [String] {
            rules(diagnostics("queues:\n\(above)\n  q: {}\(beside)\ntasks: { a: {} }"))
        }
        #expect(found("", "") == ["unused-queue"])
        #expect(found("  # sluice:ignore unused-queue", "") == [])
        #expect(found("", "  # sluice:ignore unused-queue") == [])
        #expect(found("", "  # sluice:ignore unused-type, unused-queue") == ["unused-ignore"])
        #expect(found("  # sluice:ignore unused-type", "  # unused-queue") == ["unused-ignore", "unused-queue"])
        #expect(found("  p: {}  # sluice:ignore unused-queue", "") == ["unused-queue"])
    }

    /// A place in a text tells whether its lines were counted as people do.
    @Test(arguments: ["\n", "\r\n", "\r"])
    func commentsAreFoundWhateverEndsALine(_ end: String) {
        let lines = [
            "queues:", "  # sluice:ignore unused-queue", "  # größe \u{2028} \u{85}", "  q: {}",
            "  p: { description: \"größe # sluice:ignore unused-queue\" }  # größe # sluice:ignore wait-cycle",
            "tasks: { a: { description: '#", "  # sluice:ignore unused-queue' } }",
        ]
        for start in ["", "\u{FEFF}"] {
            let found = diagnostics(start + lines.joined(separator: end) + end)
            #expect(rules(found) == ["unused-queue", "unused-ignore"])
            #expect(found.map(\.place.start) == [.init(line: 5, column: 3), .init(line: 5, column: 85)])
        }
    }

    /// A long row of comments is about one line, and a word that is like no rule is looked for only as often as it is reported.
    @Test func manyCommentsTakeTimeInProportion() {
        func time(_ count: Int) -> Duration {
            let comments = (0..<count).map { "# sluice:ignore wait-cycel-\($0)\n" }.joined()
            let file = SourceFile(path: "a.yaml", text: "tasks:\n" + comments + "  a: # sluice:ignore x\n")
            return (0..<2).map { _ in ContinuousClock().measure { _ = compile(files: [file]) } }.min() ?? .zero
        }
        let small = time(1_000)
        #expect(time(8_000) < small * 24)
    }

    @Test func rulesThatWarnSaySo() throws {
        var warning: Set<Rule> = []
        for fixture in Fixture.all {
            let found = compile(files: try fixture.files()).diagnostics
            warning.formUnion(found.filter { $0.severity == .warning }.map(\.rule))
        }
        #expect(warning == Set(Rule.catalogue.filter(\.warns)))
    }

    /// One plan shows less than all: what a comment is there for may be elsewhere.
    @Test func onOnePlanNoCommentIsIdle() {
        let text = """
            organization: { plans: { free: { concurrencyLimit: 2 }, pro: { concurrencyLimit: 9 } }, plan: pro }
            tasks:
              a: { queue: { concurrencyLimit: 5 } }  # sluice:ignore limit-exceeds-organization
            """
        let file = SourceFile(path: "tasks.yaml", text: text)
        #expect(rules(CheckedDeclarations([file]).diagnostics) == [])
        #expect(rules(CheckedDeclarations([file], plan: "pro").diagnostics) == [])
        let onFree = rules(CheckedDeclarations([file], plan: "free").diagnostics)
        #expect(onFree == ["limit-exceeds-organization", "unused-ignore"])
    }

    @Test func aFileThatIsPassedTwiceIsOneFile() {
        let file = SourceFile(path: "a.yaml", text: "tasks: { a: }")
        #expect(compile(files: [file, file]).diagnostics.isEmpty)
    }

    @Test(arguments: [nil, CompileOptions.Mode.all, .client], ["", "generate: all", "generate: client"])
    func howMuchIsGeneratedIsForcedOrDeclared(_ forced: CompileOptions.Mode?, _ declared: String) {
        let text = "swift: { \(declared) }\ntasks: { parent: { maxDuration: 1m, waitsFor: [child] }, child: {} }"
        let files = [SourceFile(path: "tasks.yaml", text: text)]
        let result = compile(files: files, options: CompileOptions(mode: forced))
        let code = result.outputs.map(\.contents).joined()
        let isClient = forced.map { $0 == .client } ?? declared.hasSuffix("client")
        #expect(result.diagnostics.isEmpty)
        for part in ["protocol Handlers", "HandlerRegistry", "RunContext", "WaitTrigger"] {
            #expect(code.contains(part) == !isClient, "\(part)")
        }
        #expect(code.contains("TaskTrigger<Tasks.Child>"))
        #expect(code.contains("waitsFor: [\"child\"]"))
        #expect(code.contains("Another service runs them") == isClient)
    }

    /// Whatever is generated of them.
    @Test func whatOnlyTheWorkerNeedsIsChecked() {
        let text = "tasks: { a: { maxDuration: soon, waitsFor: [b], retry: { times: 3 } } }"
        let found = diagnostics("swift: { generate: client }", text)
        #expect(rules(found).sorted() == ["invalid-duration", "unknown-key", "unknown-task"])
    }

    @Test func manyMistakesTakeTimeInProportion() {
        func time(_ count: Int) -> Duration {
            let tasks = (0..<count).map { "  task-\($0): { queue: taks-\($0), waitsFor: [other-\($0)] }\n" }.joined()
            let file = SourceFile(path: "a.yaml", text: "tasks:\n" + tasks)
            return (0..<2).map { _ in ContinuousClock().measure { _ = compile(files: [file]) } }.min() ?? .zero
        }
        let small = time(500)
        #expect(time(4_000) < small * 24)
    }

    @Test func namesFollowFromPaths() {
        #expect(SourceFile(path: "/x/y/a.tasks.yaml", text: "").name == "a.tasks.yaml")
        #expect(SourceFile(path: "tasks.yaml", text: "").name == "tasks.yaml")
        #expect(SourceFile(path: "/x/y/a.yaml", name: "y/a.yaml", text: "").name == "y/a.yaml")
    }
}
