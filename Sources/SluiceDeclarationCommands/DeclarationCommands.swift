package import ArgumentParser
import SluiceCompiler

/// The commands about declarations, which need no store and no service: for the command line as people have it, and for the plugins'.
package enum DeclarationCommands {
    /// In the order in which help lists them.
    package static let all: [any ParsableCommand.Type] = [
        Validate.self, Explain.self, Generate.self, Init.self, Schema.self, Graph.self, Diff.self,
    ]

    /// Ends the process if its first word is no command: the parser takes a misspelt one for a stray argument, and guesses at options
    /// only.
    package static func checkFirstWord(of root: (some ParsableCommand).Type) {
        let commands = root.configuration.subcommands.map { $0._commandName } + ["help"]
        guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !commands.contains(word) else {
            return
        }
        let remedy = NearestName.find(word, among: commands).map { "did you mean '\($0)'?" }
        root.exit(
            withError: ValidationError(
                "there is no command '\(word)'; \(remedy ?? "the commands are \(commands.quotedList)")"))
    }
}
