import ArgumentParser
import SluiceDeclarationCommands

/// The command line as the package's plugins have it: what they call, without the stores that would have to be built for the rest.
@main
struct SluicePluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice", abstract: "Checks declarations of tasks, queues and concurrency limits.",
        subcommands: DeclarationCommands.all)
}
