/// Triggers runs. Generated namespaces wrap it with typed triggers: `Tasks(client).sendEmail.trigger(…)`.
///
/// ```swift
/// let client = try await Client(store: MemoryStore(), declarations: Tasks.declarations)
/// let tasks = Tasks(client)
/// ```
public struct Client: Sendable {
    /// The most bytes that a payload, or an output, may have as JSON: 1 MiB.
    public static let maximumPayloadSize = 1 << 20

    /// Where the runs live.
    public let store: any RunStore
    /// What the client registered.
    public let declarations: Declarations
    /// What an operator should know of the registration.
    public let report: RegistrationReport

    /// `nil` where the process was not traced when the client was made.
    let tracing = RunTracing()
    private let identifiers = IdentifierSource()
    private let keyModes: [String: ConcurrencyKeyMode]
    private let defaultQueues: [String: String]

    /// Registers the declarations with the store.
    /// - Parameters:
    ///   - store: Where the runs live.
    ///   - declarations: What generated namespaces declare; several targets' are merged.
    ///   - plan: The organization's plan, where plans are declared. Default: the environment's `SLUICE_PLAN`, else the declared default.
    /// - Throws: ``SluiceError``: `unknownPlan`, `conflictingDeclarations`; whatever the store throws.
    public init(store: any RunStore, declarations: Declarations..., plan: String? = nil) async throws {
        self.store = store
        let merged = try Declarations.merged(declarations)
        self.declarations = merged
        let limit = try merged.organization.resolve(
            plan: plan, environmentPlan: Environment.value(of: OrganizationLimit.planVariable))
        keyModes = Dictionary(
            merged.queues.map { ($0.name, $0.concurrencyKey) }, uniquingKeysWith: { first, _ in first })
        defaultQueues = Dictionary(merged.tasks.map { ($0.id, $0.queue) }, uniquingKeysWith: { first, _ in first })
        report = try await store.register(merged, organizationLimit: limit)
    }

    func trigger<Definition: TaskDefinition>(
        _: Definition.Type, _ payload: Definition.Payload, _ choice: QueueChoice, _ options: TriggerOptions
    ) async throws -> RunHandle<Definition> {
        let request = try request(Definition.self, payload, choice, options)
        let run = try await accept([request]) { try await store.enqueue($0) }[0]
        return RunHandle(id: run.id, isExisting: run.isExisting, store: store)
    }

    func batchTrigger<Definition: TaskDefinition>(_ items: [BatchItem<Definition>]) async throws -> [RunHandle<
        Definition
    >] {
        let runs = try await accept(requests(items)) { try await store.enqueue($0) }
        return runs.map { RunHandle(id: $0.id, isExisting: $0.isExisting, store: store) }
    }

    /// Has runs of one task accepted, within a span where the process is traced.
    func accept<Answer>(
        _ requests: [RunRequest], by accept: ([RunRequest]) async throws -> Answer
    ) async throws -> Answer {
        guard let tracing else { return try await accept(requests) }
        return try await tracing.accept(requests, by: accept)
    }

    func requests<Definition: TaskDefinition>(_ items: [BatchItem<Definition>]) throws(SluiceError) -> [RunRequest] {
        var requests: [RunRequest] = []
        requests.reserveCapacity(items.count)
        for item in items {
            requests.append(try request(Definition.self, item.payload, item.choice, item.options))
        }
        return requests
    }

    private func request<Definition: TaskDefinition>(
        _: Definition.Type, _ payload: Definition.Payload, _ choice: QueueChoice, _ options: TriggerOptions
    ) throws(SluiceError) -> RunRequest {
        let bytes: [UInt8]
        do throws(PayloadError) {
            bytes = try encodePayload(payload)
        } catch {
            throw SluiceError(.invalidPayload, "\(error)")
        }
        return RunRequest(
            id: identifiers.next(), task: Definition.id, queue: choice.queue,
            key: key(Definition.self, payload, choice),
            payload: bytes, options: options)
    }

    /// A run that a schedule triggers: nobody is there to pass a payload or a key.
    func request(forTick tick: Timestamp, of task: String) -> RunRequest {
        RunRequest(id: identifiers.next(), task: task, payload: Array("{}".utf8), tick: tick)
    }

    /// The trigger's key, or the payload's where the task names a key field and the chosen queue takes a key.
    private func key<Definition: TaskDefinition>(
        _: Definition.Type, _ payload: Definition.Payload, _ choice: QueueChoice
    ) -> String? {
        if let key = choice.key { return key }
        guard let key = Definition.concurrencyKey(of: payload) else { return nil }
        guard let queue = choice.queue ?? defaultQueues[Definition.id], keyModes[queue] ?? .none != .none else {
            return nil
        }
        return key
    }
}
