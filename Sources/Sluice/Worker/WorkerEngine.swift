import Logging
import Synchronization

/// The worker's shared state: which attempts it executes, and how much room it has.
///
/// Room is counted, not handed out: `occupied` is raised before the store is asked for that many claims, and lowered by what came back
/// less. An attempt that ends or begins to wait passes its room on to what it claims in the same step of the store.
final class WorkerEngine: Sendable {
    /// How long a store that failed is left alone: twice as long each time.
    private static let shortestPause = Duration.milliseconds(100)
    private static let longestPause = Duration.seconds(10)

    let client: Client
    let logger: Logger
    private let services: [String: TaskService]
    private let concurrency: Int
    private let time: any TimeSource
    private let limits: DurationLimits
    private let state = AdaptiveLock(WorkerState())
    private let workerNumber = Atomic<UInt64>(0)

    init(client: Client, services: [String: TaskService], concurrency: Int, time: any TimeSource, logger: Logger) {
        self.client = client
        self.logger = logger
        self.services = services
        self.concurrency = concurrency
        self.time = time
        limits = DurationLimits(time: time) { scope in scope.engine.interrupt(scope, .timedOut) }
    }

    private var worker: WorkerID { WorkerID(rawValue: workerNumber.load(ordering: .acquiring)) }

    // MARK: Life

    /// Enters the store and begins to execute.
    func open(tasks: Set<String>?) async throws -> WorkerLease {
        let isFirst = state.withLock { state in
            if state.isOpen { return false }
            state.isOpen = true
            state.isStopping = false
            return true
        }
        guard isFirst else {
            throw SluiceError(.alreadyRunning, "the worker is running already; make another to execute more at once")
        }
        do {
            return try await enter(tasks: tasks)
        } catch {
            state.withLock { $0.isOpen = false }
            throw error
        }
    }

    /// Enters the store anew, unless the worker is about to stop.
    func reopen(tasks: Set<String>?) async throws {
        if state.withLock({ $0.isStopping }) { return }
        _ = try await enter(tasks: tasks)
    }

    private func enter(tasks: Set<String>?) async throws -> WorkerLease {
        let lease = try await client.store.openWorker(tasks: tasks) { [weak self] signal in self?.receive(signal) }
        workerNumber.store(lease.worker.rawValue, ordering: .releasing)
        state.withLock { if !$0.isStopping { $0.phase = .running } }
        Task.detached { await self.fill() }
        return lease
    }

    func renew() async throws {
        try await client.store.renew(worker)
    }

    /// Starts nothing more.
    func drain() {
        state.withLock { state in
            state.isStopping = true
            if state.phase == .running { state.phase = .draining }
        }
    }

    /// Cancels every handler, waiting ones too.
    func interrupt(_ reason: RunScope.Interruption) {
        let (scopes, idle) = state.withLock { state in
            state.phase = .interrupted(reason)
            return (state.executors.compactMap(\.scope), state.takeIdleIfReached())
        }
        for waiter in idle { waiter.resume() }
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
                state.idle.append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
    }

    func close() async throws {
        defer { state.withLock { $0.isOpen = false } }
        try await client.store.closeWorker(worker)
    }

    // MARK: Room

    private func receive(_ signal: WorkerSignal) {
        switch signal {
        case .workAvailable:
            Task.detached { await self.fill() }
        case .cancel(let run, let token):
            if let scope = state.withLock({ $0.scopeToCancel(run, token) }) { interrupt(scope, .canceled) }
        }
    }

    /// Claims as much as there is room for. Where that fails it is tried again: the store has no reason to signal once more.
    private func fill() async {
        var pause = Self.shortestPause
        while true {
            let room = state.withLock { state in
                guard state.phase == .running else { return 0 }
                let room = concurrency - state.occupied
                state.occupied += room
                return room
            }
            guard room > 0 else { return }
            do {
                return use(room, for: try await client.store.claim(worker, limit: room))
            } catch {
                vacate(room)
                logger.error("claiming runs failed; it is tried again", metadata: ["error": "\(error)"])
                try? await time.sleep(until: time.now + pause)
                pause = min(pause * 2, Self.longestPause)
            }
        }
    }

    /// Starts what was claimed with room that is occupied already, and vacates the rest of it.
    private func use(_ room: Int, for claims: [Claim]) {
        var unused = room
        for claim in claims {
            switch claim {
            case .start(let run):
                let executor = Executor()
                state.withLock { state in
                    state.add(executor)
                    executor.task = Task.detached { await self.execute(run, on: executor) }
                }
                unused -= 1
            case .resume(let run):
                let scope = state.withLock { $0.waiting.removeValue(forKey: run.id) }
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
        for waiter in idle { waiter.resume() }
    }

    // MARK: Attempts

    private func execute(_ first: ClaimedRun, on executor: Executor) async {
        var next: ClaimedRun? = first
        while let run = next {
            next = nil
            guard let service = services[run.task] else {
                preconditionFailure("the store gave a run of a task not served")
            }
            let scope = RunScope(run: run, engine: self, service: service, executor: executor)
            let outcome = await attempt(scope)
            let (isSpent, room) = state.withLock { state in
                scope.hasEnded = true
                return (executor.isSpent, state.phase == .running ? 1 : 0)
            }
            guard !isSpent else {
                // A cancelled task can't be trusted to reach the store, or to execute another run.
                return await Task.detached { self.retire(executor, await self.finish(scope, outcome, claiming: room)) }
                    .value
            }
            let claims = await finish(scope, outcome, claiming: room)
            guard case .start(let claimed)? = claims.first else { return retire(executor, claims) }
            next = claimed
        }
    }

    /// An executor that has nothing more to execute passes its room on.
    private func retire(_ executor: Executor, _ claims: [Claim]) {
        state.withLock { $0.remove(executor) }
        use(1, for: claims)
    }

    private func attempt(_ scope: RunScope) async -> AttemptEnding.Outcome {
        let run = scope.run
        let (phase, isCanceled) = state.withLock { state in
            scope.executor.scope = scope
            return (state.phase, state.takeEarlyCancellation(run.id, run.token))
        }
        guard phase == .running else { return .returned }
        if isCanceled { return .canceled }
        let service = scope.service
        limits.begin(scope)
        service.metrics?.started(after: run.waited)
        let start = service.metrics == nil ? nil : ContinuousClock.now
        let outcome: AttemptEnding.Outcome
        do {
            let output = try await RunScope.$current.withValue(scope) { try await service.handler(scope, run.payload) }
            outcome = await scope.close() == .timedOut ? .timedOut : .completed(output: output)
        } catch {
            outcome = service.outcome(of: scope, await scope.close(), after: error)
        }
        limits.end(scope)
        if let start { service.metrics?.ended(outcome, after: ContinuousClock.now - start) }
        return outcome
    }

    /// Tells the store how an attempt ended, until the store has it.
    private func finish(_ scope: RunScope, _ outcome: AttemptEnding.Outcome, claiming limit: Int) async -> [Claim] {
        let ending = AttemptEnding(id: scope.run.id, token: scope.run.token, outcome: outcome)
        var pause = Self.shortestPause
        while true {
            do {
                let receipt = try await client.store.finish([ending], claiming: limit, for: worker)
                if case .stale? = receipt.verdicts.first {
                    scope.logger.warning("the attempt had been given up: its end changes nothing")
                }
                return receipt.claims
            } catch let error as SluiceError where error.code == .staleAttempt {
                scope.logger.warning("this worker had been given up: the attempt's end changes nothing")
                return []
            } catch {
                let isStopping = state.withLock { $0.interruption != nil }
                scope.logger.error(
                    "the store did not take the attempt's end",
                    metadata: ["error": "\(error)", "again": "\(!isStopping)"])
                // The store gives up a worker that it no longer hears of: the run is not lost.
                if isStopping { return [] }
                try? await time.sleep(until: time.now + pause)
                pause = min(pause * 2, Self.longestPause)
            }
        }
    }

    /// Gives an attempt's room back while it waits for children.
    /// - Returns: The children's endings, if there is nothing to wait for.
    func suspend(_ scope: RunScope, for children: [RunRequest]) async throws -> [RunEnding]? {
        limits.end(scope)
        let room = state.withLock { state in
            // Before the store knows, because another thread may be given the resumption before this one has the receipt.
            state.waiting[scope.run.id] = scope
            return state.phase == .running ? 1 : 0
        }
        do {
            let receipt = try await client.store.wait(
                scope.run.token, of: scope.run.id, for: children, claiming: room, for: worker)
            switch receipt.outcome {
            case .waiting:
                use(1, for: receipt.claims)
                if let reason = state.withLock({ $0.interruption }) {
                    _ = scope.interrupt(reason)
                    scope.abandonWait()
                }
                return nil
            case .over(let endings):
                staysAwake(scope)
                return endings
            case .canceled:
                staysAwake(scope)
                _ = scope.interrupt(.canceled)
                return []
            }
        } catch {
            staysAwake(scope)
            throw error
        }
    }

    private func staysAwake(_ scope: RunScope) {
        state.withLock { state in _ = state.waiting.removeValue(forKey: scope.run.id) }
        limits.begin(scope)
    }

    /// An attempt that waited has its slots and its room again.
    func goesOn(_ scope: RunScope) {
        limits.begin(scope)
    }

    /// An attempt that waited ends without its slots, because the worker stops.
    func unwinds(_ scope: RunScope) {
        state.withLock { state in
            // Where the store's word that it may go on came all the same, the room came with it.
            if state.waiting.removeValue(forKey: scope.run.id) != nil { state.occupied += 1 }
        }
    }

    private func interrupt(_ scope: RunScope, _ reason: RunScope.Interruption) {
        if scope.interrupt(reason) { cancel(scope) }
    }

    /// Cancels the handler's task.
    func cancel(_ scope: RunScope) {
        state.withLock { _ in
            // The executor may have gone on to another run.
            if !scope.hasEnded { scope.executor.interrupt() }
        }
    }
}
