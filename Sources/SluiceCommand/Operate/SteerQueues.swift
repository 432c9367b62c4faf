import ArgumentParser
import Sluice
import SluiceDeclarationCommands
import SluiceOperating

/// What the commands about one queue are called with.
struct QueueArguments: ParsableArguments {
    @OptionGroup var store: StoreOption

    @Argument(help: "The queue's name.")
    var queue: String

    /// Has the store do something with the queue, and says what it has come to.
    func steer(_ body: (any RunController) async throws -> Void) async throws {
        let owner = try await store.owner()
        do {
            try await body(owner)
        } catch let error as SluiceError where error.code == .unknownQueue {
            try await owner.checkQueue(queue)
            throw error
        }
        let snapshot = try await owner.snapshot()
        let queues = snapshot.queues.filter { $0.name == queue }
        Console.say(QueueList(StoreSnapshot(executing: 0, limit: nil, queues: queues), now: .now).lines)
    }
}

/// `sluice pause`.
struct Pause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Starts nothing more of a queue, until it is resumed.",
        discussion: """
            What executes goes on, and triggers are accepted. It stays so over restarts and deployments.

            EXAMPLES:
              sluice pause mail --store jobs.sqlite
            """)

    @OptionGroup var arguments: QueueArguments

    func run() async throws {
        try await reporting { try await arguments.steer { try await $0.pause(queue: arguments.queue) } }
    }
}

/// `sluice resume`.
struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ends a pause.",
        discussion: """
            EXAMPLES:
              sluice resume mail --store jobs.sqlite
            """)

    @OptionGroup var arguments: QueueArguments

    func run() async throws {
        try await reporting { try await arguments.steer { try await $0.resume(queue: arguments.queue) } }
    }
}

/// `sluice override`.
struct Override: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts other limits in the place of a queue's declared ones.",
        discussion: """
            Both limits are replaced: one that is not given is lifted. A lower limit stops nothing; nothing starts until fewer execute. It \
            stays so over restarts and deployments, until it is reset.

            EXAMPLES:
              sluice override mail --limit 2 --store jobs.sqlite
              # a queue with concurrency keys
              sluice override mail --per-key 1 --total 20
            """)

    @OptionGroup var arguments: QueueArguments

    @Option(name: [.long, .customLong("total")], help: "The most runs of the queue that execute at once.")
    var limit: Int?

    @Option(help: "The most runs of one concurrency key that execute at once.")
    var perKey: Int?

    func validate() throws {
        guard limit != nil || perKey != nil else {
            throw ValidationError("no limit is given; pass '--limit', or '--per-key' and '--total'")
        }
    }

    func run() async throws {
        let limit = ConcurrencyLimit(perKey: perKey, total: limit)
        try await reporting {
            try await arguments.steer { try await $0.override(queue: arguments.queue, limit: limit) }
        }
    }
}

/// `sluice reset`.
struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Goes back to a queue's declared limits.",
        discussion: """
            EXAMPLES:
              sluice reset mail --store jobs.sqlite
            """)

    @OptionGroup var arguments: QueueArguments

    func run() async throws {
        try await reporting { try await arguments.steer { try await $0.reset(queue: arguments.queue) } }
    }
}
