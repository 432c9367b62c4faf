import ArgumentParser
import SluiceCompiler

/// The command line.
@main
struct SluiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "Checks declarations of tasks, queues and concurrency limits, and tells what they mean.",
        discussion: """
            Every command works on the YAML alone: no Swift project, no network, no configuration.

            INPUTS are files, folders, or '-' for standard input. Files are read as one target, and so is a folder with every \
            'tasks.yaml', 'tasks.yml', '*.tasks.yaml' and '*.tasks.yml' below it; in a package's folder, each folder of its \
            'Sources' is a target. Without any, the current folder is taken.

            EXIT CODES:
              0   clean
              1   problems in the declarations
              64  wrong usage
              70  a file that can't be read or written

            COMPLETIONS for bash, zsh and fish, where the shell looks for them:
              sluice --generate-completion-script zsh > ~/.zfunc/_sluice
            """,
        subcommands: [Validate.self, Explain.self, Generate.self, Init.self, Schema.self, Graph.self, Diff.self])

    /// The parser takes a misspelt command for a stray argument, and guesses at options only.
    static func main() {
        let commands = configuration.subcommands.map { $0._commandName } + ["help"]
        if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !commands.contains(word) {
            let remedy = NearestName.find(word, among: commands).map { "did you mean '\($0)'?" }
            exit(
                withError: ValidationError(
                    "there is no command '\(word)'; \(remedy ?? "the commands are \(commands.quotedList)")"))
        }
        main(nil)
    }
}
