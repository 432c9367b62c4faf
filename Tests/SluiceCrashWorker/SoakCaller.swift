@_spi(SluiceGenerated) import Sluice
import SluiceTestSupport
import Synchronization

/// How many runs were waited for to their end.
final class SoakCounter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add() { count.add(1, ordering: .relaxed) }
}

/// One of those who trigger, wait, cancel and look.
struct SoakCaller {
    private let client: Client
    private let counter: SoakCounter
    private var random: SeededGenerator
    /// Not waited for yet.
    private var outstanding: [(id: RunID, result: @Sendable () async throws -> Void)] = []

    init(client: Client, counter: SoakCounter, seed: UInt64) {
        self.client = client
        self.counter = counter
        random = SeededGenerator(seed: seed)
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<7: try await trigger(Step.self, .init(choice: QueueChoice("plain")))
        case 7..<9: try await trigger(Flaky.self, .init(choice: QueueChoice("plain")))
        case 9: try await trigger(Parent.self, .init(choice: QueueChoice("serial")))
        case 10..<17: try await trigger(Tenant.self, .init(key: "tenant-\(Int.random(in: 0..<1_000, using: &random))"))
        case 17: if let run = outstanding.randomElement(using: &random) { try await client.store.cancel(run.id) }
        case 18:
            if let run = outstanding.randomElement(using: &random) { _ = try await client.store.history(of: run.id) }
        default: _ = try await client.store.runs(matching: RunFilter(task: "step", limit: 10))
        }
        while outstanding.count > 64 { try await awaitFirst() }
    }

    mutating func drain() async throws {
        while !outstanding.isEmpty { try await awaitFirst() }
    }

    private mutating func awaitFirst() async throws {
        let codes: Set<SluiceError.Code> = [.runFailed, .runCanceled, .runExpired]
        do { try await outstanding.removeFirst().result() } catch let error as SluiceError
            where codes.contains(error.code)
        {}
        counter.add()
    }

    private mutating func trigger<Definition: NumberedTask>(
        _: Definition.Type, _ queue: Definition.Queue
    ) async throws {
        var options = TriggerOptions()
        if Int.random(in: 0..<4, using: &random) == 0 {
            options.idempotencyKey = "\(Int.random(in: 0..<100_000, using: &random))"
            options.idempotencyKeyTTL = .seconds(20)
        }
        if Int.random(in: 0..<6, using: &random) == 0 {
            options.delay = .milliseconds(Int.random(in: 1..<200, using: &random))
        }
        if Int.random(in: 0..<6, using: &random) == 0 {
            options.ttl = .milliseconds(Int.random(in: 1..<500, using: &random))
        }
        if Int.random(in: 0..<6, using: &random) == 0 { options.tags = ["soak"] }
        let handle = try await TaskTrigger<Definition>(client).trigger(1, queue: queue, options: options)
        outstanding.append((handle.id, { _ = try await handle.result() }))
    }
}

/// Handlers that do nothing, one that fails twice, and one that waits for others.
struct SoakHandlers: TaskHandlers {
    struct NotYet: Error {}

    func register(in registry: inout HandlerRegistry) {
        registry.add(Step.self) { number, _ in number }
        registry.add(Tenant.self) { number, _ in number }
        registry.add(Flaky.self) { number, run in
            if run.attempt < 3 { throw NotYet() }
            return number
        }
        registry.add(Parent.self) { number, run in
            let children = try await WaitTrigger<Step>(run.scope).batchTriggerAndWait(
                (0..<3).map { BatchItem<Step>($0) })
            for child in children { _ = try child.get() }
            return number
        }
    }
}
