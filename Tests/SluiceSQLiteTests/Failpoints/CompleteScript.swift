import Sluice

/// A script in which a store executes every kind of statement that it has.
struct CompleteScript {
    private typealias Choice = @Sendable (inout RequestSource, StoreModel) -> Step

    /// Takes a driver through the script until its store fails.
    static func run(_ driver: inout StoreDriver) async throws {
        var requests = RequestSource(seed: 1, time: driver.time)
        for choose in steps where driver.failures == 0 {
            try await driver.perform(choose(&requests, driver.model))
        }
    }

    static func makeDriver(in folder: StoreFolder? = nil) async throws -> StoreDriver {
        try await StoreDriver(.simulated(), organization: 4, retentionCount: 3, in: folder)
    }

    private static let steps: [Choice] = [
        { _, model in .register(model.declarations, organization: 5) },
        { _, _ in .override(queue: "keyed", ConcurrencyLimit(perKey: 2, total: 2)) },
        { _, _ in .setPaused(true, queue: "hold") },
        { requests, _ in
            let once = TriggerOptions(ttl: .seconds(100), idempotencyKey: "once", idempotencyKeyTTL: .seconds(10))
            return .enqueue([
                requests.request("parent"), requests.request("leaf", options: once),
                requests.request("tenant", key: "a", options: TriggerOptions(delay: .seconds(5), tags: ["x"])),
            ])
        },
        { requests, _ in .enqueue([requests.request("hourly", tick: Timestamp(microseconds: 1_750_003_200_000_000))]) },
        { _, _ in .claim(1) },
        { requests, model in .wait(id("parent", model), children(0..<2, &requests, model), claiming: 2) },
        { _, model in
            .finish(
                [end("leaf", .failed(message: "no", retryAfter: nil), model)], claiming: 1)
        },
        { _, _ in .pass(.seconds(20)) },
        { _, _ in .claim(5) },
        { _, model in .finish([endOfChild(.failed(message: "no", retryAfter: nil), model)], claiming: 5) },
        { _, model in .finish([endOfChild(.completed(output: Array("1".utf8)), model)], claiming: 5) },
        // It has seen one of its children fail: the next attempt is to trigger that one again.
        { _, model in .finish([end("parent", .failed(message: "child", retryAfter: .seconds(1)), model)], claiming: 0)
        },
        { _, model in .finish([end("hourly", .returned, model)], claiming: 0) },
        { requests, _ in
            .enqueue([requests.request("leaf", options: TriggerOptions(idempotencyKey: "twice"))])
        },
        { _, _ in .reopen(isKilled: false) },
        { _, _ in .pass(.seconds(5)) },
        { _, _ in .claim(2) },
        { _, model in .cancel(model.inOrder.first { $0.state == .executing && $0.request.task != "parent" }!.id) },
        { _, _ in .claim(5) },
        { _, _ in .leave(isLost: true) },
        { _, _ in .claim(5) },
        { requests, model in .wait(id("parent", model), children(0..<3, &requests, model), claiming: 5) },
        { _, _ in .leave(isLost: false) },
        { _, _ in .override(queue: "keyed", nil) },
        { _, _ in .reopen(isKilled: false) },
    ]

    /// The first run of a task that has not ended: the one with a worker, if there is such a one.
    private static func run(_ task: String, _ model: StoreModel) -> StoreModel.Run {
        let live = model.inOrder.filter { $0.request.task == task && !$0.state.isTerminal }
        return live.first { $0.state == .executing } ?? live[0]
    }

    private static func id(_ task: String, _ model: StoreModel) -> RunID { run(task, model).id }

    private static func end(
        _ task: String, _ outcome: AttemptEnding.Outcome, _ model: StoreModel
    ) -> AttemptEnding {
        let run = run(task, model)
        return AttemptEnding(id: run.id, token: run.token ?? AttemptToken(rawValue: 0), outcome: outcome)
    }

    private static func endOfChild(_ outcome: AttemptEnding.Outcome, _ model: StoreModel) -> AttemptEnding {
        let child = model.inOrder.first { $0.state == .executing && $0.request.child != nil }!
        return AttemptEnding(id: child.id, token: child.token!, outcome: outcome)
    }

    private static func children(
        _ ordinals: Range<Int>, _ requests: inout RequestSource, _ model: StoreModel
    ) -> [RunRequest] {
        let parent = id("parent", model)
        return ordinals.map { ordinal in
            requests.request("leaf", child: RunRequest.ChildPlace(parent: parent, ordinal: ordinal))
        }
    }
}
