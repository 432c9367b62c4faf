import Foundation
import SluiceTestSupport
import Testing

/// What `sluice` says of itself.
@Suite("sluice, asked about itself")
struct HelpTests {
    @Test("lists its commands")
    func commands() {
        #expect(subcommands.contains("validate") && subcommands.contains("schema"))
    }

    @Test("shows examples of each command that are lines to be copied", arguments: subcommands)
    func examples(_ subcommand: String) throws {
        let help = try sluice("help", subcommand).output
        let lines = try #require(help.firstRange(of: "EXAMPLES:\n").map { help[$0.upperBound...] })
            .split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        #expect(lines.contains { $0.hasPrefix("  sluice \(subcommand)") })
        // What is longer is broken in the middle.
        for line in lines { #expect(line.hasPrefix("  ") && line.count <= 80, "\(line)") }
    }

    @Test("completes commands in every shell that it knows", arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) throws {
        let script = try sluice("--generate-completion-script", shell)
        #expect(script.status == 0)
        for word in subcommands + ["sarif"] { #expect(script.output.contains(word)) }
    }

    @Test(
        "guesses at misspelt commands and options",
        arguments: [
            (["valdate"], "there is no command 'valdate'; did you mean 'validate'?"),
            (["lint", "."], "there is no command 'lint'; the commands are 'validate', "),
            (["validate", "--formt", "json"], "Did you mean '--format'?"),
        ])
    func misspelt(_ arguments: [String], _ remedy: String) throws {
        let run = try Command.run([Repository.program("sluice")] + arguments, keepingErrorsApart: true)
        #expect(run.status == 64)
        #expect(run.errors.contains(remedy), "\(run.errors)")
    }

    @Test("prints a schema")
    func schema() throws {
        let run = try sluice("schema")
        #expect(run.status == 0)
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    }
}

private func sluice(_ arguments: String...) throws -> Command {
    try Command.run([Repository.program("sluice")] + arguments, keepingErrorsApart: true)
}

/// The commands that the overview lists, each in a line that begins with two spaces.
private let subcommands: [String] = {
    guard let overview = try? sluice("--help").output else { return [] }
    // In groups, each under a heading such as "DECLARATIONS SUBCOMMANDS:".
    let list = overview.split(separator: "\n").drop { !$0.hasSuffix("SUBCOMMANDS:") }.dropFirst()
    return list.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
        .map { String($0.split(separator: " ")[0]) }.filter { $0 != "See" }
}()
