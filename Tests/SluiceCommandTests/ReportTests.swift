import Foundation
import SluiceTestSupport
import Testing

/// What `sluice validate` writes, and where.
@Suite("sluice validate")
struct ReportTests {
    private let bad = "tasks:\n  first: { queue: nowhere }\n"

    private func validate(
        _ options: String..., in folder: URL, input: String = "", environment: [String: String] = [:]
    ) throws -> Command {
        try Command.run(
            [Repository.program("sluice"), "validate"] + options, in: folder, input: input, environment: environment,
            keepingErrorsApart: true)
    }

    @Test("sums up on standard error, for people alone")
    func summary() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "tasks.yaml").write("tasks: { first: {} }\n")
            let clean = try validate(in: folder)
            #expect(clean.output == "")
            #expect(clean.errors == "no problems: 1 task in 1 file\n")
            try folder.appending(path: "tasks.yaml").write(bad)
            #expect(try validate(in: folder).errors == "1 error in 1 of 1 file\n")
            for format in ["json", "github", "sarif"] {
                let run = try validate("--format", format, in: folder)
                #expect(run.status == 1)
                #expect(run.errors == "")
                #expect(run.output.contains("unknown-queue"))
            }
        }
    }

    @Test("prints JSON that is whole", arguments: ["json", "sarif"])
    func json(_ format: String) throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "tasks.yaml").write(bad)
            for inputs in [["."], ["-"]] {
                let run = try Command.run(
                    [Repository.program("sluice"), "validate", "--format", format] + inputs, in: folder, input: bad,
                    keepingErrorsApart: true)
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output.utf8)) }
            }
        }
    }

    @Test("names files from the root of the repository in a workflow, whatever folder its step runs in")
    func workflow() throws {
        try withTemporaryFolder { folder in
            let step = folder.appending(path: "services/app")
            try step.appending(path: "tasks.yaml").write(bad)
            let workspace = ["GITHUB_WORKSPACE": folder.plainPath]
            let annotations = try validate("--format", "github", in: step, environment: workspace)
            #expect(annotations.output.hasPrefix("::error file=services/app/tasks.yaml,line=2,endLine=2,col=19,"))
            let log = try validate("--format", "sarif", in: step, environment: workspace)
            #expect(log.output.contains("\"services/app/tasks.yaml\""))
        }
    }
}
