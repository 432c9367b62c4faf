import InMemoryLogging
import Logging
import ServiceLifecycle
import Sluice
import SluiceStoreConformance
import SluiceTesting

/// A store, a client and a worker, as a service has them, with a test's clock.
struct Shop: Sendable {
    let time: ManualTime
    let store: any RunStore
    let client: Client
    let log = InMemoryLogHandler()

    /// - Parameters:
    ///   - limit: That of the queue `q`, in which every task's runs wait.
    ///   - store: Put around the memory store.
    init(
        limit: Int? = nil, organization: Int? = nil, retry: RetryPolicy = .quick, maxDuration: Duration? = nil,
        onWait: WaitMode = .release, store: (MemoryStore) -> any RunStore = { $0 }
    ) async throws {
        var declarations = Declarations()
        if let organization { declarations.setOrganization(concurrencyLimit: organization) }
        declarations.addQueue("q", concurrencyLimit: limit, onWait: onWait)
        declarations.addQueue("keyed", concurrencyKey: .required, perKey: 1)
        declarations.addQueue("shared")
        declarations.addTask("work", queue: "q", overrides: ["keyed"], retry: retry, maxDuration: maxDuration)
        declarations.addTask(
            "parent", queue: "q", retry: retry, maxDuration: maxDuration, waitsFor: ["work", "parent"])
        declarations.addTask("plain", queue: "q", retry: retry)
        declarations.addTask("letter", queue: "keyed", overrides: ["shared"], retry: retry)
        let time = ManualTime()
        self.time = time
        self.store = store(MemoryStore(time: time))
        client = try await Client(store: self.store, declarations: declarations)
    }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in log }
        logger.logLevel = .trace
        return logger
    }

    func worker(
        _ handlers: TestHandlers, tasks: Set<String>? = nil, concurrency: Int = 10,
        gracePeriod: Duration = .seconds(30)
    ) throws -> Worker {
        try Worker(
            client: client, handlers: handlers, tasks: tasks,
            options: WorkerOptions(concurrency: concurrency, gracePeriod: gracePeriod, metricsInterval: nil),
            time: time, logger: logger)
    }

    /// Executes runs while `body` does; stops the worker at once afterwards.
    func executing<Value: Sendable>(
        _ handlers: TestHandlers, tasks: Set<String>? = nil, concurrency: Int = 10,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let worker = try worker(handlers, tasks: tasks, concurrency: concurrency)
        let running = Task { try await worker.run() }
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        running.cancel()
        try await soon("the worker stops") { try await running.value }
        return try result.get()
    }

    /// Awaits a run's result.
    func result<Definition: TaskDefinition>(of run: RunHandle<Definition>) async throws -> Definition.Output {
        try await soon("the run ends") { try await run.result() }
    }

    /// Awaits a run's end, which is to be a failure.
    func failure<Definition: TaskDefinition>(of run: RunHandle<Definition>) async throws -> SluiceError {
        do {
            let output = try await result(of: run)
            throw Mishap(description: "the run was to fail, and returned \(output)")
        } catch let error as SluiceError {
            return error
        }
    }

    func attempts(of id: RunID) async throws -> Int? { try await store.run(id)?.attempts }
}

extension RetryPolicy {
    /// Waits of one second each, known beforehand.
    static let quick = RetryPolicy(maxAttempts: 3, factor: 1, minTimeout: .seconds(1), randomize: false)
}

/// An error of a handler.
struct Mishap: Error, CustomStringConvertible {
    var description = "mishap"
}

/// An error after which trying again makes no sense.
struct FinalMishap: FinalError, CustomStringConvertible {
    var description = "final mishap"
}
