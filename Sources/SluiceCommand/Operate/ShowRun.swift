import ArgumentParser
import Sluice
import SluiceDeclarationCommands
import SluiceOperating

/// `sluice run`.
struct ShowRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Tells all about a run: its attempts, its payload, and why it waits.",
        discussion: """
            A run that waits names every limit that holds it, who has the slots, and its place in line.

            EXAMPLES:
              sluice run 01957f2e-5a3c-7d10-8000-0123456789ab --store jobs.sqlite
            """)

    @OptionGroup var store: StoreOption

    @Argument(help: "The run's identifier, as 'sluice runs' lists it.")
    var id: RunID

    @Option(help: "How it is told.")
    var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            guard let history = try await store.viewer().history(of: id) else {
                throw SluiceError(
                    .unknownRun, "no run has this identifier, or it ended longer ago than the store keeps runs",
                    runID: id)
            }
            Console.say(RunReport(history, now: .now).render(format))
        }
    }
}
