import ArgumentParser
import Sluice
import SluiceDeclarationCommands
import SluiceOperating

/// `sluice queues`.
struct Queues: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what every queue executes and holds, and its limits.",
        discussion: """
            EXAMPLES:
              sluice queues --store jobs.sqlite
              sluice queues --format json
            """)

    @OptionGroup var store: StoreOption

    @Option(help: "How they are shown.")
    var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            Console.say(QueueList(try await store.viewer().snapshot(), now: .now).render(format))
        }
    }
}
