import Foundation
import SluiceTestSupport
import Testing

@Suite("sluice graph")
struct GraphCommandTests {
    private let plans = """
        organization: { plans: { free: { concurrencyLimit: 2 }, pro: { concurrencyLimit: 9 } }, plan: pro }
        tasks: { first: { queue: { concurrencyLimit: 5 } } }
        """

    private func sluice(
        _ arguments: String..., in folder: URL, environment: [String: String] = [:]
    ) throws -> Command {
        try Command.run(
            [Repository.program("sluice"), "graph"] + arguments, in: folder, environment: environment,
            keepingErrorsApart: true)
    }

    @Test("shows which limit binds on which plan")
    func plan() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "tasks.yaml").write(plans)
            let all = try sluice(in: folder)
            #expect(all.status == 0)
            #expect(all.output.contains("└─ first: 5 at once; plan free allows 2\n"))
            let free = try sluice("--plan", "free", in: folder)
            #expect(free.status == 0 && !free.output.contains("pro"))
            #expect(try sluice("--plan", "fre", in: folder).status == 64)
        }
    }

    @Test("draws nothing of declarations with errors")
    func errors() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "tasks.yaml").write("tasks: { a: { queue: nowhere } }\n")
            let run = try sluice("--format", "dot", in: folder)
            #expect(run.status == 1 && run.output.isEmpty)
            #expect(run.errors.contains("queue 'nowhere' is not declared"))
        }
    }

    @Test("says how to get Graphviz where it is missing, and needs it for nothing else")
    func withoutGraphviz() throws {
        try withTemporaryFolder { folder in
            try folder.appending(path: "tasks.yaml").write(plans)
            // 'env', which runs the tests' programs, is found by its own path.
            let nothing = ["PATH": folder.plainPath]
            let run = try sluice("--format", "svg", in: folder, environment: nothing)
            #expect(run.status == 70 && run.output.isEmpty)
            #expect(run.errors.hasPrefix("error: Graphviz draws 'svg', and its program 'dot' is not on the PATH"))
            for format in ["text", "dot", "mermaid"] {
                #expect(try sluice("--format", format, in: folder, environment: nothing).status == 0)
            }
        }
    }
}
