import ArgumentParser
import Sluice
import SluiceDeclarationCommands

/// `sluice cancel`.
struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cancels a run.",
        discussion: """
            At once if it has not started; a handler that executes is told to stop. The runs that it waits for are cancelled, too.

            EXAMPLES:
              sluice cancel 01957f2e-5a3c-7d10-8000-0123456789ab --store jobs.sqlite
            """)

    @OptionGroup var store: StoreOption

    @Argument(help: "The run's identifier.")
    var id: RunID

    func run() async throws {
        try await reporting {
            let state = try await store.owner().cancel(id)
            switch state {
            case .canceled: Console.say("run \(id) is cancelled\n")
            case .completed, .failed, .expired, .timedOut:
                throw Failure.problems("error: there is nothing to cancel: run \(id) has ended as \(state.rawValue)")
            case .delayed, .queued, .executing, .waiting: Console.say("run \(id) was told to stop\n")
            }
        }
    }
}

/// `sluice replay`.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Triggers a run like one that has ended.",
        discussion: """
            It has the same task, queue, key, payload and tags, and begins at once. Its identifier is printed.

            EXAMPLES:
              sluice replay 01957f2e-5a3c-7d10-8000-0123456789ab --store jobs.sqlite
            """)

    @OptionGroup var store: StoreOption

    @Argument(help: "The identifier of the run that has ended.")
    var id: RunID

    func run() async throws {
        try await reporting { Console.say("\(try await store.owner().replay(id))\n") }
    }
}
