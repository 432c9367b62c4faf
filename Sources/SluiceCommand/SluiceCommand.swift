import ArgumentParser

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

            EXIT CODES: 0 clean, 1 problems in the declarations, 64 wrong usage, 70 a file that can't be read or written.
            """,
        subcommands: [Validate.self, Generate.self, Init.self, Schema.self, Diff.self])
}
