public import Logging
public import ServiceLifecycle

/// Executes runs. A swift-service-lifecycle service: it executes until its task is cancelled or graceful shutdown is triggered.
///
/// ```swift
/// let worker = try Worker(client: client, handlers: AppHandlers(), logger: logger)
/// let services = ServiceGroup(services: [worker], gracefulShutdownSignals: [.sigterm], logger: logger)
/// try await services.run()
/// ```
///
/// It triggers the scheduled tasks that it serves, too.
///
/// On graceful shutdown it starts nothing more, waits for executing handlers up to ``WorkerOptions/gracePeriod``, then cancels them and
/// puts their runs back without spending an attempt; those of handlers that wait for other runs it puts back at once. Handlers are cancelled as
/// Swift tasks: one that does not look at `Task.isCancelled` keeps its slots, and the worker, until it returns.
///
/// A store that can't be reached is asked again until it is back. A worker that was not heard of for so long that its runs may be given
/// to others cancels its handlers by itself, and enters anew.
public struct Worker: Service {
    private let engine: WorkerEngine
    private var schedulers: [Scheduler]
    /// The tasks that it serves.
    package let tasks: Set<String>
    private let options: WorkerOptions
    private let time: any TimeSource
    private let logger: Logger

    /// Creates a worker.
    /// - Parameters:
    ///   - client: What registered the declarations; the worker executes runs of its store.
    ///   - handlers: The implementations of generated `Handlers` protocols.
    ///   - tasks: The identifiers of the tasks to serve, as where others have machines of their own. Default: all that there are handlers
    ///     for.
    ///   - options: How much at once, and how to stop.
    ///   - time: What tells the time; a test's own clock.
    ///   - logger: Where failures are logged; a run's context derives its logger from it.
    /// - Throws: ``SluiceError``: `handlerMismatch` if a task has two handlers, or one to serve has none; `invalidOption`.
    public init(
        client: Client, handlers: any TaskHandlers..., tasks: Set<String>? = nil,
        options: WorkerOptions = WorkerOptions(),
        time: any TimeSource = SystemTime(), logger: Logger = Logger(label: "sluice.worker")
    ) throws {
        try options.validate()
        var registry = HandlerRegistry()
        for part in handlers { part.register(in: &registry) }
        if let duplicate = registry.duplicates.min() {
            throw SluiceError(
                .handlerMismatch, "task '\(duplicate)' has two handlers; pass the implementation of a namespace once")
        }
        if let missing = tasks?.filter({ registry.handlers[$0] == nil }).min() {
            throw SluiceError(
                .handlerMismatch, "the worker is to serve task '\(missing)', but no handler for it was passed")
        }
        let declared = Dictionary(
            client.declarations.tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        if let undeclared = registry.handlers.keys.filter({ declared[$0] == nil }).min() {
            throw SluiceError(
                .handlerMismatch,
                "task '\(undeclared)' has a handler, but the client has not registered it; pass its namespace's 'declarations' to the client"
            )
        }
        let served = tasks ?? Set(registry.handlers.keys)
        self.tasks = served
        self.options = options
        self.time = time
        self.logger = logger
        var services: [String: TaskService] = [:]
        for (task, handler) in registry.handlers {
            services[task] = declared[task].map { TaskService(handler: handler, declaration: $0) }
        }
        engine = WorkerEngine(
            client: client, services: services, concurrency: options.concurrency, time: time, logger: logger)
        schedulers = try client.declarations.tasks.compactMap { task in
            guard let schedule = task.schedule, served.contains(task.id) else { return nil }
            return try Scheduler(task: task.id, schedule: schedule, client: client, time: time, logger: logger)
        }
    }

    /// Executes runs until the caller is cancelled or graceful shutdown is triggered, then stops as described above.
    /// - Throws: ``SluiceError`` with `alreadyRunning`; with `storeFailed` once the store has failed and the handlers, which are
    ///   cancelled then, have returned, so that whoever supervises the process can start it anew; what the store throws when the worker
    ///   enters or leaves it, unless it can't be reached.
    public func run() async throws {
        guard let lease = try await enter() else { return }
        logger.debug("worker started", metadata: ["worker": "\(lease.worker.rawValue)"])
        let background = Task.detached { [self] in await runBackground(lease) }
        await stopRequested()
        await stop()
        // Until now the store has been told that the worker is alive, so that it gives nothing up that may still finish.
        background.cancel()
        await background.value
        if let failure = engine.state.withLock({ $0.failure }) {
            engine.abandon()
            throw failure
        }
        try await Task.detached { [engine] in try await engine.close() }.value
        logger.debug("worker stopped")
    }

    /// The same worker, for who triggers the ticks of schedules by ``ScheduledTicks``.
    package func withoutSchedules() -> Worker {
        var copy = self
        copy.schedulers = []
        return copy
    }

    /// When the worker will cancel an attempt because it executes too long.
    package var nextTimeout: Timestamp? { engine.limits.next }

    /// The runs whose attempts the worker is about to cancel because they execute too long.
    package func overdue(at now: Timestamp) -> Set<RunID> { engine.limits.overdue(at: now) }

    /// Enters the store, as soon as it can be reached.
    /// - Returns: `nil` if the worker is to stop before.
    private func enter() async throws -> WorkerLease? {
        var pause = WorkerEngine.shortestPause
        while true {
            do {
                return try await cancelWhenGracefulShutdown { [engine, tasks] in try await engine.open(tasks: tasks) }
            } catch is CancellationError {
                return nil
            } catch let error as SluiceError where error.mayPass {
                logger.error(
                    "the store can't be reached; entering it is tried again", metadata: ["error": "\(error)"])
            }
            let wait = pause
            do {
                try await cancelWhenGracefulShutdown { [time] in try await time.sleep(until: time.now + wait) }
            } catch {
                return nil
            }
            pause = min(pause * 2, WorkerEngine.longestPause)
        }
    }

    private func stopRequested() async {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let hasFailed = engine.state.withLock { state in
            state.onFailure = { continuation.finish() }
            return state.failure != nil
        }
        if hasFailed { return }
        await withGracefulShutdownHandler {
            for await _ in stream {}
        } onGracefulShutdown: {
            continuation.finish()
        }
    }

    private func stop() async {
        engine.drain()
        let isCancelled = Task.isCancelled
        let grace = Task.detached { [engine, options, time] in
            if !isCancelled { try? await time.sleep(until: time.now + options.gracePeriod) }
            if !Task.isCancelled { engine.interrupt(.shutdown) }
        }
        await withTaskCancellationHandler {
            await engine.idle()
        } onCancel: {
            engine.interrupt(.shutdown)
        }
        grace.cancel()
        // What still waits for other runs holds no slot: it is put back.
        engine.interrupt(.shutdown)
        await engine.idle()
    }

    private func runBackground(_ lease: WorkerLease) async {
        await withDiscardingTaskGroup { group in
            if let interval = lease.renewalInterval { group.addTask { await renew(every: interval) } }
            group.addTask { await engine.keepEntering(tasks: tasks) }
            for scheduler in schedulers { group.addTask { await scheduler.run() } }
            if let interval = options.metricsInterval { group.addTask { await recordDepth(every: interval) } }
        }
    }

    private func renew(every interval: Duration) async {
        var pause = interval
        while (try? await time.sleep(until: time.now + pause)) != nil {
            do {
                try await engine.renew()
                pause = interval
            } catch {
                logger.warning("renewing the worker's lease failed", metadata: ["error": "\(error)"])
                // The store may be back long before the lease is over.
                pause = interval / 20
            }
        }
    }

    private func recordDepth(every interval: Duration) async {
        repeat {
            if let snapshot = try? await engine.client.store.snapshot() { snapshot.recordMetrics() }
        } while (try? await time.sleep(until: time.now + interval)) != nil
    }
}
