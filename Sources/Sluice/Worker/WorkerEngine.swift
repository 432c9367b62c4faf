import Logging
import Synchronization

/// The worker's shared state: which attempts it executes, and how much room it has.
///
/// Room is counted, not handed out: `occupied` is raised before the store is asked for that many claims, and lowered by what came back
/// less. An attempt that ends or begins to wait passes its room on to what it claims in the same step of the store.
final class WorkerEngine: Sendable {
    private enum Phase {
        case running, draining, interrupted
    }

    private struct State {
        /// Attempts that execute, and claims that are under way: at most the worker's concurrency.
        var occupied = 0
        /// Attempts that execute or wait.
        var attempts: [RunID: RunScope] = [:]
        /// Cancellations that arrived before the claim they speak of.
        var earlyCancellations: [RunID: AttemptToken] = [:]
        var phase = Phase.running
        var idle: CheckedContinuation<Void, Never>?

        mutating func takeIdleIfReached() -> CheckedContinuation<Void, Never>? {
            if occupied == 0 { earlyCancellations.removeAll() }
            return isIdle ? idle.take() : nil
        }

        /// A draining worker lets handlers that wait for other runs wait until it is interrupted.
        var isIdle: Bool { occupied == 0 && (phase != .interrupted || attempts.isEmpty) }
    }

    let client: Client
    let logger: Logger
    private let handlers: [String: HandlerRegistry.Handler]
    private let retries: [String: RetryPolicy]
    private let concurrency: Int
    private let time: any TimeSource
    private let metrics: WorkerMetrics
    private let maxDurations: [String: Duration]
    private let state = Mutex(State())
    private let workerNumber = Atomic<UInt64>(0)
    private let limits: DurationLimits

    init(
        client: Client, handlers: [String: HandlerRegistry.Handler], concurrency: Int, time: any TimeSource,
        logger: Logger
    ) {
        self.client = client
        self.logger = logger
        self.handlers = handlers
        self.concurrency = concurrency
        self.time = time
        metrics = WorkerMetrics(tasks: handlers.keys.sorted())
        let tasks = client.declarations.tasks
        retries = Dictionary(tasks.map { ($0.id, $0.retry) }, uniquingKeysWith: { first, _ in first })
        maxDurations = Dictionary(
            tasks.compactMap { task in task.maxDuration.map { (task.id, $0) } }, uniquingKeysWith: { first, _ in first }
        )
        limits = DurationLimits(maxDurations, time: time) { scope in scope.engine.interrupt(scope, .timedOut) }
    }

    private var worker: WorkerID { WorkerID(rawValue: workerNumber.load(ordering: .acquiring)) }

    // MARK: Life

    /// Enters the store and begins to execute.
    func open(tasks: Set<String>?) async throws -> WorkerLease {
        let lease = try await client.store.openWorker(tasks: tasks) { [weak self] signal in self?.receive(signal) }
        workerNumber.store(lease.worker.rawValue, ordering: .releasing)
        state.withLock { $0.phase = .running }
        await fill()
        return lease
    }

    /// Starts nothing more.
    func drain() {
        state.withLock { if $0.phase == .running { $0.phase = .draining } }
    }

    /// Cancels every handler, waiting ones too.
    func interrupt(_ reason: RunScope.Interruption) {
        let (scopes, idle) = state.withLock { state in
            state.phase = .interrupted
            return (Array(state.attempts.values), state.takeIdleIfReached())
        }
        idle?.resume()
        for scope in scopes {
            interrupt(scope, reason)
            scope.abandonWait()
        }
    }

    /// Waits until no handler executes; once interrupted, until no handler waits either.
    func idle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.isIdle { return true }
                state.idle = continuation
                return false
            }
            if isIdle { continuation.resume() }
        }
    }

    func renew() async throws {
        try await client.store.renew(worker)
    }

    func close() async throws {
        try await client.store.closeWorker(worker)
    }

    // MARK: Room

    private func receive(_ signal: WorkerSignal) {
        switch signal {
        case .workAvailable:
            Task.detached { await self.fill() }
        case .cancel(let run, let token):
            let scope = state.withLock { state in
                if let scope = state.attempts[run], scope.run.token == token { return scope as RunScope? }
                if state.occupied > 0 { state.earlyCancellations[run] = token }
                return nil
            }
            if let scope { interrupt(scope, .canceled) }
        }
    }

    /// Claims as much as there is room for.
    private func fill() async {
        let room = state.withLock { state in
            guard state.phase == .running else { return 0 }
            let room = concurrency - state.occupied
            state.occupied += room
            return room
        }
        guard room > 0 else { return }
        var claims: [Claim] = []
        do {
            claims = try await client.store.claim(worker, limit: room)
        } catch {
            logger.error("claiming runs failed", metadata: ["error": "\(error)"])
        }
        use(room, for: claims)
    }

    /// Starts what was claimed with room that is occupied already, and vacates the rest of it.
    private func use(_ room: Int, for claims: [Claim]) {
        var unused = room
        for claim in claims {
            switch claim {
            case .start(let run):
                let executor = Executor()
                state.withLock { _ in
                    executor.task = Task.detached { await self.execute(run, on: executor) }
                }
                unused -= 1
            case .resume(let run):
                let scope = state.withLock { $0.attempts[run.id] }
                guard let scope, scope.run.token == run.token else { continue }
                if run.endings == nil { _ = scope.interrupt(.canceled) }
                scope.resume(with: run.endings ?? [])
                unused -= 1
            }
        }
        if unused > 0 { vacate(unused) }
    }

    private func vacate(_ room: Int) {
        let idle = state.withLock { state in
            state.occupied -= room
            return state.takeIdleIfReached()
        }
        idle?.resume()
    }

    // MARK: Attempts

    private func execute(_ first: ClaimedRun, on executor: Executor) async {
        var next: ClaimedRun? = first
        while let run = next {
            next = nil
            let scope = RunScope(run: run, engine: self, executor: executor)
            let outcome = await attempt(scope)
            let (isSpent, room) = state.withLock { state in
                scope.hasEnded = true
                return (executor.isSpent, state.phase == .running ? 1 : 0)
            }
            guard !isSpent else {
                // A cancelled task can't be trusted to reach the store, or to execute another run.
                await Task.detached { self.use(1, for: await self.finish(scope, outcome, claiming: room)) }.value
                return
            }
            let claims = await finish(scope, outcome, claiming: room)
            if case .start(let claimed)? = claims.first { next = claimed } else { use(1, for: claims) }
        }
    }

    private func attempt(_ scope: RunScope) async -> AttemptEnding.Outcome {
        let run = scope.run
        let (phase, isCanceled) = state.withLock { state in
            state.attempts[run.id] = scope
            guard !state.earlyCancellations.isEmpty else { return (state.phase, false) }
            return (state.phase, state.earlyCancellations.removeValue(forKey: run.id) == run.token)
        }
        guard phase != .interrupted else { return .returned }
        if isCanceled { return .canceled }
        limits.begin(scope)
        metrics.started(run)
        let start = ContinuousClock.now
        var outcome: AttemptEnding.Outcome
        do {
            guard let handler = handlers[run.task] else { throw MissingHandler() }
            let output = try await RunScope.$current.withValue(scope) { try await handler(scope, run.payload) }
            outcome = scope.interruption == .timedOut ? .timedOut : .completed(output: output)
        } catch {
            outcome = self.outcome(of: scope, after: error)
        }
        limits.end(scope)
        metrics.ended(run, outcome, after: ContinuousClock.now - start)
        return outcome
    }

    private func outcome(of scope: RunScope, after error: any Error) -> AttemptEnding.Outcome {
        switch scope.interruption {
        case .canceled: return .canceled
        case .timedOut: return .timedOut
        case .shutdown, .lost: return .returned
        case nil: break
        }
        let isFinal = error is any FinalError
        scope.logger.warning("attempt failed", metadata: ["error": "\(error)", "final": "\(isFinal)"])
        guard !isFinal else { return .failed(message: "\(error)", retryAfter: nil) }
        let policy = retries[scope.task] ?? RetryPolicy()
        let delay = policy.delay(afterAttempt: scope.run.attempt, random: Double.random(in: 0..<1))
        return .failed(message: "\(error)", retryAfter: delay)
    }

    /// Tells the store how an attempt ended, until the store has it.
    private func finish(_ scope: RunScope, _ outcome: AttemptEnding.Outcome, claiming limit: Int) async -> [Claim] {
        let ending = AttemptEnding(id: scope.run.id, token: scope.run.token, outcome: outcome)
        defer {
            state.withLock { state in
                // A run that was put back may have been claimed again meanwhile.
                if state.attempts[ending.id] === scope { state.attempts[ending.id] = nil }
            }
        }
        var pause = Duration.milliseconds(100)
        while true {
            do {
                let receipt = try await client.store.finish([ending], claiming: limit, for: worker)
                if case .stale? = receipt.verdicts.first {
                    scope.logger.warning("the attempt had been given up: its end changes nothing")
                }
                return receipt.claims
            } catch {
                let isStopping = state.withLock { $0.phase == .interrupted }
                scope.logger.error(
                    "the store did not take the attempt's end",
                    metadata: ["error": "\(error)", "again": "\(!isStopping)"])
                // The store gives up a worker that it no longer hears of: the run is not lost.
                if isStopping { return [] }
                try? await time.sleep(until: time.now + pause)
                pause = min(pause * 2, .seconds(10))
            }
        }
    }

    /// Gives an attempt's room back while it waits for children.
    /// - Returns: The children's endings, if there is nothing to wait for.
    func suspend(_ scope: RunScope, for children: [RunRequest]) async throws -> [RunEnding]? {
        limits.end(scope)
        let room = state.withLock { $0.phase == .running ? 1 : 0 }
        let receipt: WaitReceipt
        do {
            receipt = try await client.store.wait(
                scope.run.token, of: scope.run.id, for: children, claiming: room, for: worker)
        } catch {
            limits.begin(scope)
            throw error
        }
        switch receipt.outcome {
        case .waiting:
            use(1, for: receipt.claims)
            if state.withLock({ $0.phase == .interrupted }) { scope.abandonWait() }
            return nil
        case .over(let endings):
            limits.begin(scope)
            return endings
        case .canceled:
            limits.begin(scope)
            throw CancellationError()
        }
    }

    /// An attempt that waited has its slots and its room again.
    func goesOn(_ scope: RunScope) {
        limits.begin(scope)
        if scope.interruption != nil { state.withLock { _ in scope.executor.interrupt() } }
    }

    /// An attempt that waited ends without its slots, because the worker stops.
    func unwinds(_ scope: RunScope) {
        state.withLock { state in
            state.occupied += 1
            scope.executor.interrupt()
        }
    }

    private func interrupt(_ scope: RunScope, _ reason: RunScope.Interruption) {
        guard scope.interrupt(reason) else { return }
        state.withLock { _ in
            // The executor may have gone on to another run.
            if !scope.hasEnded { scope.executor.interrupt() }
        }
    }

    private struct MissingHandler: FinalError, CustomStringConvertible {
        var description: String { "the worker has no handler for the task" }
    }
}
