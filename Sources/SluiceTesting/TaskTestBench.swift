public import Logging
@_spi(SluiceGenerated) public import Sluice

/// Runs tasks in a test: a client, a worker and a store in memory, with a clock that stands still until the test advances it.
///
/// ```swift
/// @Test func welcomesWhoSignsUp() async throws {
///     let bench = try await TaskTestBench(declarations: Tasks.declarations, handlers: AppHandlers())
///     try await Tasks(bench.client).signUp.trigger(.init(user: "ada"))
///     try await bench.runUntilIdle()
///     let mail = try await #require(bench.triggered(Tasks.SendMail.self).first)
///     #expect(mail.payload.subject == "Welcome")
///     #expect(mail.options.delay == .seconds(3600))
/// }
/// ```
///
/// Nothing executes by itself: a test triggers, runs to idle, and looks. Retries, delays and time limits count by ``clock``, so that none
/// of them takes real time, and the waits between attempts have no random part. One handler is awake at a time, so that a test sees the
/// same every time.
///
/// A bench shares nothing with another: tests that have one each run side by side. It works with any test library.
public final class TaskTestBench: Sendable {
    /// Triggers runs: `Tasks(bench.client)`. Its `store` pauses queues and overrides their limits.
    public let client: Client
    /// The time that delays, retries and time limits count by.
    public let clock: ManualTime

    let store: BenchStore
    let worker: Worker?
    let ticks: ScheduledTicks?
    private let patience: Duration
    private let serving: Task<Void, any Error>?
    private let listener: Int

    /// Creates a bench with nothing on it.
    /// - Parameters:
    ///   - declarations: What generated namespaces declare.
    ///   - handlers: The implementations of their `Handlers` protocols. None: runs are triggered, and never executed.
    ///   - plan: The organization's plan, as for `Client`.
    ///   - concurrency: How many handlers may be awake at once. With more than 1, what they do interleaves as it will.
    ///   - clock: For handlers that are to have the same.
    ///   - patience: How long, in real time, ``runUntilIdle()`` waits for handlers that seem to do nothing.
    ///   - logger: The worker's, which warns of attempts that fail.
    /// - Throws: `SluiceError`, as `Client` and `Worker` do.
    public init(
        declarations: Declarations..., handlers: any TaskHandlers..., plan: String? = nil, concurrency: Int = 1,
        clock: ManualTime = ManualTime(), patience: Duration = .seconds(10),
        logger: Logger = Logger(label: "sluice.test")
    ) async throws {
        precondition(concurrency >= 1, "a bench on which no handler may execute is made without handlers")
        let store = BenchStore(clock: clock, concurrency: concurrency)
        client = try await Client(
            store: store, declarations: Declarations.merged(declarations).withoutRandomWaits(), plan: plan)
        self.clock = clock
        self.store = store
        self.patience = patience
        listener = clock.listen { [weak store] in store?.noteSleep() }
        guard !handlers.isEmpty else {
            (worker, ticks, serving) = (nil, nil, nil)
            return
        }
        // How much is executed at once is the store's choice.
        let worker = try Worker(
            client: client, handlers: AllHandlers(parts: handlers),
            options: WorkerOptions(concurrency: 1 << 20, metricsInterval: nil), time: clock, logger: logger
        ).withoutSchedules()
        self.worker = worker
        ticks = try ScheduledTicks(client: client, worker: worker)
        store.watch { worker.overdue(at: $0) }
        serving = Task { try await worker.run() }
    }

    deinit {
        clock.unlisten(listener)
        store.watch { _ in [] }  // the worker and its store refer to each other
        serving?.cancel()
    }

    /// Executes everything that can execute now: what was triggered, what that triggers, and so on. Runs that are delayed, or wait to be
    /// tried again, stay until time passes, and so do handlers that sleep by ``clock``.
    /// - Throws: ``TaskTestFailure`` if a handler still executes when nothing has happened for as long as the bench's patience, naming
    ///   it, or if the bench has no handlers.
    public func runUntilIdle() async throws {
        guard worker != nil else {
            throw TaskTestFailure(
                description: "the bench was made without handlers, so that nothing can execute; pass 'handlers:' to it")
        }
        let watchdog = Task { [store, patience] in
            let step = Duration.milliseconds(20)
            var (progress, quiet) = (store.progress, Duration.zero)
            // In short steps, so that a time in which the whole process stood still counts as one of them.
            while quiet < patience {
                try await Task.sleep(for: step)
                (progress, quiet) = (store.progress, store.progress == progress ? quiet + step : .zero)
            }
            store.giveUp()
        }
        defer { watchdog.cancel() }
        let rest = await withTaskCancellationHandler {
            await store.runUntilIdle()
        } onCancel: {
            store.giveUp()
        }
        try Task.checkCancellation()
        switch rest {
        case .idle: return
        case .givenUp: throw stuck()
        case .refused:
            throw TaskTestFailure(
                description: "the bench runs to idle already; let one part of the test do it, and the others wait")
        }
    }

    /// The runs of a task that were triggered, in order. A trigger whose idempotency key named a run that was there makes no other.
    /// - Throws: `SluiceError` with `invalidPayload` if a payload can't be read as the task declares it.
    public func triggered<Definition: TaskDefinition>(
        _: Definition.Type
    ) async throws -> [TriggeredRun<Definition>] {
        var runs: [TriggeredRun<Definition>] = []
        for entry in store.log.entries where entry.request.task == Definition.id {
            runs.append(try await triggeredRun(entry))
        }
        return runs
    }

    /// A run as it is now.
    /// - Throws: ``TaskTestFailure`` if it was not triggered on this bench; `SluiceError` with `invalidPayload`.
    public func run<Definition: TaskDefinition>(
        _ handle: RunHandle<Definition>
    ) async throws -> TriggeredRun<Definition> {
        guard let entry = store.log.entries.first(where: { $0.id == handle.id }) else {
            throw TaskTestFailure(
                description: "run \(handle.id) was not triggered on this bench; trigger it through 'bench.client'")
        }
        return try await triggeredRun(entry)
    }

    /// The tasks of all runs that were triggered, in order: what a test compares to say that nothing else was.
    public var triggeredTasks: [String] { store.log.entries.map(\.request.task) }

    private func triggeredRun<Definition: TaskDefinition>(
        _ entry: TriggerLog.Entry
    ) async throws -> TriggeredRun<Definition> {
        let payload: Definition.Payload
        do throws(PayloadError) {
            payload = try decodePayload(from: entry.request.payload)
        } catch {
            throw SluiceError(.invalidPayload, "\(error)", runID: entry.id)
        }
        guard let snapshot = try await store.run(entry.id) else {
            preconditionFailure("a bench's store forgets nothing")
        }
        let ending = snapshot.state.isTerminal ? try await store.ending(of: entry.id) : nil
        return TriggeredRun(
            id: entry.id, payload: payload, queue: entry.queue, key: entry.request.key,
            options: entry.request.options, triggeredAt: entry.triggeredAt, parent: entry.parent,
            isAwaited: entry.request.child != nil, state: snapshot.state, attempts: snapshot.attempts,
            result: ending.map { ending in
                Result { () throws(SluiceError) in try ending.output(of: Definition.self) }
            })
    }

    private func stuck() -> TaskTestFailure {
        let runs = store.executing.map { run in
            let key = run.key.map { ", key '\($0)'" } ?? ""
            return "\n- '\(run.task)' in queue '\(run.queue)'\(key), attempt \(run.attempt) (run \(run.id))"
        }
        return TaskTestFailure(
            description: """
                the bench is not idle: nothing has happened for \(patience), and these handlers still execute:\(runs.joined())
                a handler that waits for something must get it from the test, or from a handler that may execute beside it \
                ('concurrency:'); one that sleeps must do so by the bench's clock, in the task that it was called in
                """)
    }
}

/// Several implementations as one.
private struct AllHandlers: TaskHandlers {
    let parts: [any TaskHandlers]

    func register(in registry: inout HandlerRegistry) {
        for part in parts { part.register(in: &registry) }
    }
}
