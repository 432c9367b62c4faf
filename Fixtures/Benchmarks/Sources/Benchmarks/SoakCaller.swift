@_spi(SluiceGenerated) import Sluice

/// One of those who go on triggering, waiting and cancelling: as much as the store takes.
struct SoakCaller {
    private typealias Waiting = (id: RunID, result: @Sendable () async throws -> Void)

    private let client: Client
    private let isPatient: Bool
    private var waiting: [Waiting] = []

    /// - Parameter isPatient: Whether it triggers in batches.
    init(_ client: Client, isPatient: Bool) {
        self.client = client
        self.isPatient = isPatient
    }

    /// Until its task is cancelled.
    mutating func run() async throws {
        do {
            while !Task.isCancelled {
                if isPatient { try await batch() } else { try await step() }
                while waiting.count > (isPatient ? 800 : 16) { try await awaitFirst() }
            }
        } catch is CancellationError {}
    }

    private mutating func batch() async throws {
        let items = (0..<400).map { number in
            BatchItem<SoakTasks.Step>(number, queue: SoakTasks.tenant(.random(in: 0..<1_000)))
        }
        let runs = try await TaskTrigger<SoakTasks.Step>(client).batchTrigger(items)
        waiting += runs.map { run in (run.id, { _ = try await run.result() }) }
    }

    private mutating func step() async throws {
        let tenant = SoakTasks.tenant(.random(in: 0..<1_000))
        switch Int.random(in: 0..<20) {
        case 0..<6: try await trigger(SoakTasks.Step.self, SoakTasks.plain)
        case 6..<10: try await trigger(SoakTasks.Step.self, tenant)
        case 10..<12: try await trigger(SoakTasks.Flaky.self, tenant)
        case 12: try await trigger(SoakTasks.Parent.self, SoakTasks.parents)
        case 13..<15: try await trigger(SoakTasks.Step.self, tenant, .init(delay: .milliseconds(.random(in: 1..<500))))
        case 15..<17: try await trigger(SoakTasks.Step.self, tenant, .init(ttl: .milliseconds(.random(in: 5..<500))))
        case 17..<19:
            let key = "\(Int.random(in: 0..<2_000))"
            try await trigger(
                SoakTasks.Step.self, tenant, .init(idempotencyKey: key, idempotencyKeyTTL: .seconds(5)))
        default:
            // In time, or too late.
            if let run = waiting.randomElement() { try await client.store.cancel(run.id) }
            try await TaskTrigger<SoakTasks.Step>(client)
                .trigger(0, queue: tenant, options: .init(delay: .seconds(60))).cancel()
        }
    }

    private mutating func trigger<Definition: TaskDefinition>(
        _: Definition.Type, _ queue: Definition.Queue, _ options: TriggerOptions = TriggerOptions()
    ) async throws where Definition.Payload == Int {
        let run = try await TaskTrigger<Definition>(client).trigger(1, queue: queue, options: options)
        waiting.append((run.id, { _ = try await run.result() }))
    }

    private mutating func awaitFirst() async throws {
        let expected: Set<SluiceError.Code> = [.runFailed, .runCanceled, .runExpired, .unknownRun]
        do {
            try await waiting.removeFirst().result()
        } catch let error as SluiceError where expected.contains(error.code) {}
    }
}
