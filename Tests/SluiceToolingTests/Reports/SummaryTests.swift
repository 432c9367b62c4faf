import SluiceCompiler
import SluiceTooling
import Testing

@Suite("the summary")
struct SummaryTests {
    private static let clean = """
        queues: { slow: { concurrencyLimit: 1 }, fast: {} }
        tasks: { first: { queue: slow, overrides: [fast] } }
        """

    @Test(
        "counts problems, or what was looked at",
        arguments: [
            ([clean], "no problems: 1 task and 2 queues in 1 file"),
            (["types: { Side: [left, right] }\n" + clean + "\n  # end"], "1 warning in 1 of 1 file"),
            ([clean, "# nothing"], "no problems: 1 task and 2 queues in 2 files"),
            (["# nothing"], "no problems: nothing is declared in 1 file"),
            (
                [clean, "tasks: { a: { ttl: 1 }, b: { ttl: 1, waitsFor: [b] } }"],
                "2 errors and 1 warning in 1 of 2 files"
            ),
            ([clean, "tasks: { a: { ttl: 1 } }"], "1 error in 1 of 2 files"),
        ])
    func oneTarget(_ texts: [String], _ expected: String) {
        let files = texts.enumerated().map { SourceFile(path: "\($0.offset).yaml", text: $0.element) }
        #expect(Summary([CheckedDeclarations(files)]).description == expected)
    }

    @Test("adds targets up")
    func manyTargets() {
        let targets = [Self.clean, "types: { Side: [left, right] }"].map {
            CheckedDeclarations([SourceFile(path: "tasks.yaml", text: $0)])
        }
        #expect(Summary([targets[0], targets[0]]).description == "no problems: 2 tasks and 4 queues in 2 files")
        #expect(Summary(targets).description == "1 warning in 1 of 2 files")
    }
}
