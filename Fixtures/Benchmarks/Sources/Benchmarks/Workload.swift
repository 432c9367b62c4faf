@_spi(SluiceGenerated) import Sluice

/// No-op runs from trigger to finish, through everything a run goes through: codec, store, admission, worker, handler.
struct Workload {
    /// The runs that are timed.
    var runs: Int
    /// How many are triggered in one step.
    var batch: Int
    /// What has a limit.
    var limits = Limits.all
    /// The limit of each key.
    var perKey = 25
    /// Runs that wait in the same queue, before the first one that is timed, for a key whose only slot is taken
    /// throughout.
    var blockedAhead = 0
    /// How many the worker executes at once.
    var concurrency = 100

    enum Limits {
        /// The organization, the queue and each of its keys.
        case all
        case none
        case organizationOnly
        /// The organization and the queue, which has no keys: all runs contend for the same slots.
        case withoutKeys
    }

    private static let keys = (0..<16).map { "tenant-\($0)" }
    private static let blocker = -1

    private enum Nothing: TaskDefinition {
        static let id = "nothing"
        typealias Payload = Int
        typealias Output = NoOutput
        typealias Queue = TenantQueue
    }

    private struct TenantQueue: QueueSelection {
        let choice: QueueChoice
        init(key: String?) { choice = key.map { QueueChoice("tenants", key: $0) } ?? QueueChoice("tenants") }
    }

    private struct Handlers: TaskHandlers {
        func register(in registry: inout HandlerRegistry) {
            registry.addWithoutOutput(Nothing.self) { payload, _ in
                if payload == Workload.blocker { try await Task.sleep(for: .seconds(86_400)) }
            }
        }
    }

    func changing(_ change: (inout Workload) -> Void) -> Workload {
        var other = self
        change(&other)
        return other
    }

    /// - Returns: The seconds that the timed runs took.
    func execute(in store: any RunStore) async throws -> Double {
        var declarations = Declarations()
        if limits != .none { declarations.setOrganization(concurrencyLimit: 2 * concurrency) }
        switch limits {
        case .all: declarations.addQueue("tenants", concurrencyKey: .required, perKey: perKey, total: concurrency)
        case .withoutKeys: declarations.addQueue("tenants", concurrencyLimit: concurrency)
        case .none, .organizationOnly: declarations.addQueue("tenants", concurrencyKey: .required)
        }
        declarations.addTask("nothing", queue: "tenants")
        let client = try await Client(store: store, declarations: declarations)
        let worker = try Worker(
            client: client, handlers: Handlers(), options: WorkerOptions(concurrency: concurrency, gracePeriod: .zero))
        let serving = Task { try await worker.run() }
        let trigger = TaskTrigger<Nothing>(client)
        try await block(trigger)
        let seconds = try await Timing.seconds { try await run(trigger) }
        serving.cancel()
        try await serving.value
        return seconds
    }

    private func run(_ trigger: TaskTrigger<Nothing>) async throws {
        var last: [RunHandle<Nothing>] = []
        for start in stride(from: 0, to: runs, by: batch) {
            let items = (start..<min(start + batch, runs)).map { number in
                let key = limits == .withoutKeys ? nil : Self.keys[number % Self.keys.count]
                return BatchItem<Nothing>(number, queue: TenantQueue(key: key))
            }
            last.append(contentsOf: try await trigger.batchTrigger(items).suffix(Self.keys.count))
            last = last.suffix(Self.keys.count)
        }
        // Runs of one key start in order: behind each key's last one there is nothing left but what executes.
        for handle in last { try await handle.result() }
    }

    private func block(_ trigger: TaskTrigger<Nothing>) async throws {
        guard blockedAhead > 0 else { return }
        let queue = TenantQueue(key: "noisy")
        for _ in 0..<perKey { try await trigger.trigger(Self.blocker, queue: queue) }
        for _ in 0..<blockedAhead / 1_000 {
            _ = try await trigger.batchTrigger((0..<1_000).map { _ in BatchItem<Nothing>(0, queue: queue) })
        }
    }
}
