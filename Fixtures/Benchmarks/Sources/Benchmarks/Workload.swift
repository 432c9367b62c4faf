@_spi(SluiceGenerated) import Sluice

/// No-op runs from trigger to finish, through everything a run goes through: codec, store, admission, worker, handler.
struct Workload: Codable {
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
    /// How many a worker executes at once.
    var concurrency = 100
    /// How many workers there are.
    var workers = 1

    enum Limits: String, Codable {
        /// The organization, the queue and each of its keys.
        case all
        case none
        case organizationOnly
        /// The organization and the queue, which has no keys: all runs contend for the same slots.
        case withoutKeys
    }

    private static let keys = (0..<16).map { "tenant-\($0)" }
    private static let blocker = -1

    enum Nothing: TaskDefinition {
        static let id = "nothing"
        typealias Payload = Int
        typealias Output = NoOutput
        typealias Queue = TenantQueue
    }

    struct TenantQueue: QueueSelection {
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

    var declarations: Declarations {
        let most = concurrency * workers
        var declarations = Declarations()
        if limits != .none { declarations.setOrganization(concurrencyLimit: 2 * most) }
        switch limits {
        case .all: declarations.addQueue("tenants", concurrencyKey: .required, perKey: perKey, total: most)
        case .withoutKeys: declarations.addQueue("tenants", concurrencyLimit: most)
        case .none, .organizationOnly: declarations.addQueue("tenants", concurrencyKey: .required)
        }
        declarations.addTask("nothing", queue: "tenants")
        return declarations
    }

    func worker(for client: Client) throws -> Worker {
        try Worker(
            client: client, handlers: Handlers(), options: WorkerOptions(concurrency: concurrency, gracePeriod: .zero))
    }

    /// - Returns: The seconds that the timed runs took.
    func execute(in store: any RunStore) async throws -> Double {
        let client = try await Client(store: store, declarations: declarations)
        let worker = try worker(for: client)
        let serving = Task { try await worker.run() }
        let seconds = try await seconds(triggeringBy: [client])
        serving.cancel()
        try await serving.value
        return seconds
    }

    /// - Returns: The seconds that the timed runs took, each client triggering its share of them; somebody executes
    ///   them.
    func seconds(triggeringBy clients: [Client]) async throws -> Double {
        let triggers = clients.map { TaskTrigger<Nothing>($0) }
        try await block(triggers[0])
        // Whoever executes has begun to, with all its connections, before something is timed.
        for trigger in triggers { try await run(2 * concurrency * workers, trigger) }
        return try await Timing.seconds {
            try await withThrowingTaskGroup { group in
                for trigger in triggers { group.addTask { try await run(runs / triggers.count, trigger) } }
                try await group.waitForAll()
            }
        }
    }

    private func run(_ count: Int, _ trigger: TaskTrigger<Nothing>) async throws {
        var last: [RunHandle<Nothing>] = []
        for start in stride(from: 0, to: count, by: batch) {
            let items = (start..<min(start + batch, count)).map { number in
                BatchItem<Nothing>(number, queue: TenantQueue(key: key(of: number)))
            }
            last.append(contentsOf: try await trigger.batchTrigger(items).suffix(Self.keys.count))
            last = last.suffix(Self.keys.count)
        }
        // Runs of one key start in order: behind each key's last one there is nothing left but what executes.
        for handle in last { try await handle.result() }
    }

    private func key(of number: Int) -> String? {
        limits == .withoutKeys ? nil : Self.keys[number % Self.keys.count]
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
