import Logging
import Synchronization
import Tracing

/// One attempt, as its worker sees it: what its handler may do, and what may be done to it.
@_spi(SluiceGenerated) public final class RunScope: Sendable {
    /// The attempt whose handler the current task executes.
    @TaskLocal static var current: RunScope?

    /// Why the handler's task was cancelled.
    enum Interruption: Sendable {
        case canceled, timedOut, shutdown, lost
    }

    private enum Wait {
        case none
        case entering
        case suspended(CheckedContinuation<[RunEnding]?, Never>)
        case resumed([RunEnding])
        case interrupted
    }

    private struct State {
        var wait = Wait.none
        var children = 0
        var interruption: Interruption?
        var executed = Duration.zero
        /// The handler has returned.
        var isOver = false
        /// Who waits for a wait that the handler has left behind.
        var settlement: CheckedContinuation<Void, Never>?
    }

    /// Whether the handler has returned; guarded by the worker's lock, like its executor.
    nonisolated(unsafe) var hasEnded = false

    /// Where the process is traced, the attempt's span; only its executor's task uses it.
    nonisolated(unsafe) var span: AttemptSpan?

    let run: ClaimedRun
    let engine: WorkerEngine
    let service: TaskService
    let executor: Executor
    private let state = Mutex(State())

    init(run: ClaimedRun, engine: WorkerEngine, service: TaskService, executor: Executor) {
        self.run = run
        self.engine = engine
        self.service = service
        self.executor = executor
    }

    var task: String { run.task }

    var interruption: Interruption? { state.withLock { $0.interruption } }

    /// How long the attempt executed before it last began to wait.
    var executed: Duration { state.withLock { $0.executed } }

    func addExecuted(_ duration: Duration) {
        state.withLock { $0.executed += duration }
    }

    var logger: Logger {
        var logger = engine.logger
        logger[metadataKey: "run"] = "\(run.id)"
        logger[metadataKey: "task"] = "\(run.task)"
        logger[metadataKey: "queue"] = "\(run.queue)"
        logger[metadataKey: "attempt"] = "\(run.attempt)"
        if let key = run.key { logger[metadataKey: "key"] = "\(key)" }
        return logger
    }

    /// Logs what a worker has to say of the attempt, as part of its trace: the logger's metadata provider looks for that in the
    /// present context.
    func log(_ level: Logger.Level, _ message: Logger.Message, metadata: Logger.Metadata = [:]) {
        ServiceContext.withValue(span?.context) { logger.log(level: level, message, metadata: metadata) }
    }

    /// Notes why the handler is being cancelled; the first reason counts.
    /// - Returns: Whether the handler executes now, so that its task must be cancelled; a waiting one is told when it goes on.
    func interrupt(_ reason: Interruption) -> Bool {
        state.withLock { state in
            guard state.interruption == nil else { return false }
            state.interruption = reason
            if case .none = state.wait { return true }
            return false
        }
    }

    /// Triggers children and waits for their endings.
    func triggerAndWait<Child: TaskDefinition>(
        _ items: [BatchItem<Child>]
    ) async throws -> [Result<Child.Output, SluiceError>] {
        guard !items.isEmpty else { return [] }
        var requests = try engine.client.requests(items)
        let first = try enterWait(children: items.count)
        for index in requests.indices {
            requests[index].child = RunRequest.ChildPlace(parent: run.id, ordinal: first + index)
        }
        let endings = try await wait(for: requests)
        return endings.map { ending in
            Result { () throws(SluiceError) in try ending.output(of: Child.self) }
        }
    }

    private func enterWait(children count: Int) throws -> Int {
        try state.withLock { state in
            guard state.interruption == nil else { throw CancellationError() }
            guard !state.isOver else {
                throw SluiceError(
                    .staleAttempt,
                    "the handler of '\(run.task)' has returned; a run waits only while its handler executes",
                    runID: run.id)
            }
            guard case .none = state.wait else {
                throw SluiceError(
                    .concurrentWait,
                    "a handler of '\(run.task)' waits for two things at once; wait one after the other, or use batchTriggerAndWait",
                    runID: run.id)
            }
            state.wait = .entering
            defer { state.children += count }
            return state.children
        }
    }

    private func wait(for requests: [RunRequest]) async throws -> [RunEnding] {
        defer { leaveWait() }
        var endings = try await engine.client.accept(requests) { try await engine.suspend(self, for: $0) }
        if endings == nil {
            endings = await resumption()
            if endings == nil { engine.unwinds(self) } else { engine.goesOn(self) }
        }
        guard let endings, interruption == nil else { throw CancellationError() }
        precondition(endings.count == requests.count, "a store gives an ending for each run that was waited for")
        return endings
    }

    /// - Returns: What the store said when it gave the slots back; `nil`: the worker stops.
    private func resumption() async -> [RunEnding]? {
        await withCheckedContinuation { continuation in
            let early = state.withLock { state -> [RunEnding]?? in
                switch state.wait {
                case .resumed(let endings): return .some(endings)
                case .interrupted: return .some(nil)
                case .none, .entering, .suspended:
                    state.wait = .suspended(continuation)
                    return nil
                }
            }
            if let early { continuation.resume(returning: early) } else { engine.hasSuspended(self) }
        }
    }

    /// The handler executes again. Who interrupted it since it began to wait has left it to this to cancel its task.
    private func leaveWait() {
        let (isInterrupted, settlement) = state.withLock { state in
            state.wait = .none
            return (state.interruption != nil, state.settlement.take())
        }
        if isInterrupted { engine.cancel(self) }
        settlement?.resume()
    }

    /// Ends the attempt's waiting once its handler has returned: a wait in a task of its own that the handler did not await is awaited
    /// here, because the attempt has neither slots nor room meanwhile.
    /// - Returns: Why the handler was cancelled, if it was.
    func close() async -> Interruption? {
        let (isWaiting, interruption) = state.withLock { state in
            state.isOver = true
            if case .none = state.wait { return (false, state.interruption) }
            return (true, state.interruption)
        }
        guard isWaiting else { return interruption }
        await withCheckedContinuation { continuation in
            let isSettled = state.withLock { state in
                if case .none = state.wait { return true }
                state.settlement = continuation
                return false
            }
            if isSettled { continuation.resume() }
        }
        return self.interruption
    }

    /// The store gave the slots back: the handler goes on.
    func resume(with endings: [RunEnding]) {
        let continuation = state.withLock { state -> CheckedContinuation<[RunEnding]?, Never>? in
            if case .suspended(let continuation) = state.wait {
                state.wait = .resumed(endings)
                return continuation
            }
            state.wait = .resumed(endings)
            return nil
        }
        continuation?.resume(returning: endings)
    }

    /// Ends the waiting of a handler that could not go on here, because its worker is about to stop. One that is just entering its wait is left
    /// alone: what it waits for may have ended already.
    func putBack() {
        let continuation = state.withLock { state -> CheckedContinuation<[RunEnding]?, Never>? in
            guard case .suspended(let continuation) = state.wait else { return nil }
            state.wait = .interrupted
            if state.interruption == nil { state.interruption = .shutdown }
            return continuation
        }
        continuation?.resume(returning: nil)
    }

    /// Lets a waiting handler end without its slots, because its worker stops.
    func abandonWait() {
        let continuation = state.withLock { state -> CheckedContinuation<[RunEnding]?, Never>? in
            switch state.wait {
            case .suspended(let continuation):
                state.wait = .interrupted
                return continuation
            case .entering:
                state.wait = .interrupted
                return nil
            case .none, .resumed, .interrupted:
                return nil
            }
        }
        continuation?.resume(returning: nil)
    }
}
