import ArgumentParser
import Sluice
import SluiceDeclarationCommands
import SluiceOperating

/// `sluice runs`.
struct Runs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists runs, the newest first.",
        discussion: """
            EXAMPLES:
              sluice runs --store jobs.sqlite
              # what has failed of one task
              sluice runs --state failed --state timedOut --task send-email
              # what waits in a queue, for one tenant
              sluice runs --state queued --queue mail --key tenant-7
            """)

    @OptionGroup var store: StoreOption

    @Option(help: "Only runs in this state; may be given several times.")
    var state: [RunState] = []

    @Option(help: "Only runs of this task.")
    var task: String?

    @Option(help: "Only runs of this queue.")
    var queue: String?

    @Option(help: "Only runs with this concurrency key.")
    var key: String?

    @Option(help: "Only runs with this tag.")
    var tag: String?

    @Option(help: "The most runs to list, up to \(RunFilter.maximumLimit).")
    var limit = 50

    @Option(help: ArgumentHelp("Only runs older than this one: the last of the page before.", valueName: "run"))
    var before: RunID?

    @Option(help: "How they are listed.")
    var format = OutputFormat.text

    func run() async throws {
        try await reporting {
            let filter = RunFilter(
                states: Set(state), task: task, queue: queue, key: key, tag: tag, limit: limit, before: before)
            try filter.validate()
            let viewer = try await store.viewer()
            if let queue { try await viewer.checkQueue(queue) }
            let runs = try await viewer.runs(matching: filter)
            Console.say(RunList(runs, now: .now).render(format))
            if runs.isEmpty { Console.complain("no run is like that\n") }
            if let last = runs.last, runs.count == limit { Console.complain("for more: --before \(last.id)\n") }
        }
    }
}
