import ArgumentParser
import SluiceDeclarationCommands

/// The command line.
@main
struct SluiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract:
            "Checks declarations of tasks, queues and concurrency limits; looks at services that run them, and steers them.",
        discussion: """
            DECLARATIONS are checked by the YAML alone: no Swift project, no network, no configuration. Inputs are files, folders, or '-' \
            for standard input. Files are read as one target, and so is a folder with every 'tasks.yaml', 'tasks.yml', '*.tasks.yaml' \
            and '*.tasks.yml' below it; in a package's folder, each folder of its 'Sources' is a target. Without any, the current \
            folder is taken.

            SERVICES are named by their store, with '--store' or the environment's SLUICE_STORE. Of a store in a file, what is asked goes to \
            the process that owns it, through the socket beside the file; where none runs, what the file holds is shown. A store in \
            PostgreSQL is named as libpq names databases, and asked itself, whoever uses it.

            EXIT CODES:
              0   clean
              1   problems in the declarations, or the service refuses
              64  wrong usage
              70  a file that can't be read or written

            COMPLETIONS for bash, zsh and fish, where the shell looks for them:
              sluice --generate-completion-script zsh > ~/.zfunc/_sluice
            """,
        groupedSubcommands: [
            CommandGroup(name: "Declaration", subcommands: DeclarationCommands.all),
            CommandGroup(
                name: "Service",
                subcommands: [
                    Runs.self, ShowRun.self, Queues.self, Pause.self, Resume.self, Override.self, Reset.self,
                    Cancel.self, Replay.self, MigrationSQL.self,
                ]),
        ])

    static func main() async {
        DeclarationCommands.checkFirstWord(of: Self.self)
        await main(nil)
    }
}
