import Foundation
import SluiceCompiler
import SluiceTestSupport
import SluiceTooling
import Testing

@Suite("report formats")
struct ReportFormatTests {
    private static let root = SourceRoot(currentFolder: "/home/ada/app")

    /// Two targets: mistakes as people make them, and what is made to break a report.
    private static let reports = [mistakes, hostile].map { files in
        let result = check(files: files)
        return Report(files: result.files, diagnostics: result.diagnostics)
    }

    private static let mistakes = [
        SourceFile(
            path: "Sources/App/tasks.yaml",
            text: """
                queues:
                  spare: { concurrencyLimit: 1 }
                tasks:
                  send-email:
                    payload: { to: [String]?, at: Date }
                    queue: [
                      spare,
                    ]
                  send_email: { overrides: [spar] }

                """),
        SourceFile(path: "Sources/App/größe/more.tasks.yaml", text: "tasks:\n  send-email: {}\n"),
    ]

    private static let hostile = [
        SourceFile(
            path: "a b,c:d%25::\n\"é🙂\\.yaml",
            text: """
                tasks:
                  "🙂 a\\"b\\n::error::x%0A": {}
                  second: { queue: "::no,where%0D\\r\\n\\e[31m\\u2028" }

                """),
        SourceFile(path: "/elsewhere/latin-1.yaml", bytes: Array("tasks: { gr".utf8) + [0xFC]),
        .standardInput(Array("tasks: { first: { queue: [nowhere](1) } }\n".utf8)),
    ]

    @Test("write what they have always written", arguments: ReportFormat.allCases)
    func golden(_ format: ReportFormat) throws {
        var text = format.render(Self.reports, root: Self.root)
        if format == .sarif { text = try JSONValue(parsing: text).withoutRules.text(isIndented: true) + "\n" }
        let suffix = [.json, .sarif].contains(format) ? "json" : "txt"
        try expect(text, equalsGolden: "Reports/\(format.rawValue).\(suffix)")
    }

    @Test("say that there is nothing to say", arguments: [(ReportFormat.text, ""), (.json, "[]\n"), (.github, "")])
    func clean(_ format: ReportFormat, _ expected: String) {
        let files = [SourceFile(path: "tasks.yaml", text: "tasks: { first: {} }\n")]
        #expect(format.render([Report(files: files, diagnostics: [])], root: Self.root) == expected)
        #expect(format.render([], root: Self.root) == expected)
    }

    @Test("json holds every problem as it is")
    func json() throws {
        let text = ReportFormat.json.render(Self.reports, root: Self.root)
        let problems = try #require(try JSONValue(parsing: text).elements)
        let expected = Self.reports.flatMap { report in report.diagnostics.map { ($0, report.files[$0.place.file]) } }
        #expect(problems.count == expected.count)
        for (problem, (diagnostic, file)) in zip(problems, expected) {
            #expect(problem.value(at: "/file") == .string(file.path))
            #expect(problem.value(at: "/message") == .string(diagnostic.message))
            #expect(problem.value(at: "/help") == diagnostic.help.map(JSONValue.string) ?? .null)
            #expect(problem.value(at: "/notes")?.elements?.count == diagnostic.notes.count)
            #expect(problem.members?.count == 10)
        }
    }

    @Test("github's commands come back as they were meant, read as the runner reads them")
    func github() throws {
        let text = ReportFormat.github.render(Self.reports, root: Self.root)
        let commands = try text.split(separator: "\n").map { try #require(WorkflowCommand($0), "\($0)") }
        let diagnostics = Self.reports.flatMap { report in report.diagnostics.map { ($0, report.files) } }
        #expect(commands.count == diagnostics.count)
        for (command, (diagnostic, files)) in zip(commands, diagnostics) {
            let (start, end, file) = (diagnostic.place.start, diagnostic.place.end, files[diagnostic.place.file])
            #expect(command.name == diagnostic.severity.rawValue)
            #expect(command.properties["title"] == "sluice (\(diagnostic.rule.id))")
            #expect(command.properties["file"] == (file.isStandardInput ? nil : file.path))
            #expect(command.properties["line"] == (file.isStandardInput ? nil : "\(start.line)"))
            #expect((command.properties["col"] != nil) == (start.line == end.line && !file.isStandardInput))
            #expect(diagnostic.help.map(command.message.contains) ?? true)
        }
    }

    @Test("sarif is valid, and names each rule of the catalogue")
    func sarif() throws {
        let logs = try [Self.reports, []].map { reports in
            try JSONValue(parsing: ReportFormat.sarif.render(reports, root: Self.root))
        }
        #expect(try SchemaValidator.flaws(in: logs, by: SchemaValidator.sarif) == [[], []])
        let run = try #require(logs[0].value(at: "/runs")?.elements?.first)
        let rules = try #require(run.value(at: "/tool/driver/rules")?.elements)
        #expect(rules.map { $0.value(at: "/id") } == Rule.catalogue.map { .string($0.id) })
        #expect(
            rules.map { $0.value(at: "/help/text") }
                == Rule.catalogue.map { Explanation.of($0).map { .string($0.remedy) } })
        for result in try #require(run.value(at: "/results")?.elements) {
            guard case .integer(let index)? = result.value(at: "/ruleIndex") else {
                Issue.record("no index of a rule")
                continue
            }
            #expect(rules[index].value(at: "/id") == result.value(at: "/ruleId"))
        }
    }

    @Test("what is no sarif is refused")
    func invalidSARIF() throws {
        let log: JSONValue = [
            "version": "2.1.0",
            "runs": [
                [
                    "tool": ["driver": ["name": "sluice", "colour": "red"]],
                    "artifacts": [["location": ["uri": "a b.yaml"]]],
                ]
            ],
        ]
        let flaws = try SchemaValidator.flaws(in: [log], by: SchemaValidator.sarif)[0]
        #expect(Set(flaws.map(\.path)) == ["/runs/0/tool/driver", "/runs/0/artifacts/0/location/uri"])
    }
}

extension JSONValue {
    /// A log in SARIF without what changes with every new rule.
    fileprivate var withoutRules: JSONValue {
        switch self {
        case .object(let members):
            .object(members.filter { !["rules", "ruleIndex"].contains($0.key) }.mapValues(\.withoutRules))
        case .array(let elements): .array(elements.map(\.withoutRules))
        default: self
        }
    }
}
