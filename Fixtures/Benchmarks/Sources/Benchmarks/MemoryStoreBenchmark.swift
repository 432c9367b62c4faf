@_spi(SluiceGenerated) import Sluice
import Synchronization

/// No-op runs from trigger to finish, through everything a run goes through: codec, store, admission, worker, handler.
enum MemoryStoreBenchmark {
    private static let runs = 200_000

    enum Nothing: TaskDefinition {
        static let id = "nothing"
        typealias Payload = Int
        typealias Output = NoOutput
        typealias Queue = DefaultQueue
    }

    struct Handlers: TaskHandlers {
        func register(in registry: inout HandlerRegistry) {
            registry.addWithoutOutput(Nothing.self) { _, _ in }
        }
    }

    static func measure() async throws -> [Figure] {
        let bare: () async throws -> Void = {
            await withDiscardingTaskGroup { group in
                for _ in 0..<runs { group.addTask {} }
            }
        }
        let seconds = try await Timing.medians(
            rounds: 5,
            [
                bare,
                { try await execute(batch: 1_000) },
                { try await execute(batch: 1) },
            ])
        let perSecond = seconds.map { Double(runs) / $0 }
        return [
            Figure(name: "bare task group", value: perSecond[0], unit: "tasks/s", bar: .none),
            Figure(
                name: "memory store, triggered in batches of 1,000", value: perSecond[1], unit: "runs/s", bar: .none),
            Figure(name: "memory store, triggered one by one", value: perSecond[2], unit: "runs/s", bar: .none),
            Figure(
                name: "memory store (batches) ÷ bare task group", value: perSecond[1] / perSecond[0], unit: "×",
                bar: .atLeast(0.6)),
            Figure(
                name: "memory store (one by one) ÷ bare task group", value: perSecond[2] / perSecond[0], unit: "×",
                bar: .none),
        ]
    }

    private static func execute(batch: Int) async throws {
        var declarations = Declarations()
        declarations.setOrganization(concurrencyLimit: 1_000)
        declarations.addQueue("nothing", concurrencyLimit: 100)
        declarations.addTask("nothing", queue: "nothing")
        let client = try await Client(store: MemoryStore(), declarations: declarations)
        let worker = try Worker(client: client, handlers: Handlers())
        let serving = Task { try await worker.run() }
        let trigger = TaskTrigger<Nothing>(client)
        var last: [RunHandle<Nothing>] = []
        for start in stride(from: 0, to: runs, by: batch) {
            if batch == 1 {
                last = [try await trigger.trigger(start)]
            } else {
                last = try await trigger.batchTrigger((start..<start + batch).map { BatchItem($0) })
            }
        }
        // Runs of one queue start in order: behind the last one there is nothing left but what executes.
        for handle in last { try await handle.result() }
        serving.cancel()
        try await serving.value
    }
}
