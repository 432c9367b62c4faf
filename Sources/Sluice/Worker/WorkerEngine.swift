import Logging
import Synchronization

/// The worker's shared state: which attempts it executes, and how much room it has.
///
/// Room is counted, not handed out: `occupied` is raised before the store is asked for that many claims, and lowered by what came back
/// less. An attempt that ends or begins to wait passes its room on to what it claims in the same step of the store.
final class WorkerEngine: Sendable {
    /// How long a store that failed is left alone: twice as long each time.
    static let shortestPause = Duration.milliseconds(100)
    static let longestPause = Duration.seconds(10)

    let client: Client
    let logger: Logger
    let services: [String: TaskService]
    private let concurrency: Int
    let time: any TimeSource
    let limits: DurationLimits
    let state = AdaptiveLock(WorkerState())
    let leaseAlarm = Mutex<Alarm?>(nil)
    private let workerNumber = Atomic<UInt64>(0)

    init(client: Client, services: [String: TaskService], concurrency: Int, time: any TimeSource, logger: Logger) {
        self.client = client
        self.logger = logger
        self.services = services
        self.concurrency = concurrency
        self.time = time
        limits = DurationLimits(time: time) { scope in scope.engine.interrupt(scope, .timedOut) }
        leaseAlarm.withLock {
            $0 = Alarm(time: time) { [weak self] now in self?.checkLease(at: now) }
        }
    }

    var worker: WorkerID { WorkerID(rawValue: workerNumber.load(ordering: .acquiring)) }

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

    func enter(tasks: Set<String>?) async throws -> WorkerLease {
        // From before it was asked: the store counts from later.
        var asked = time.steadyNow
        let lease = try await client.store.openWorker(tasks: tasks) { [weak self] signal in self?.receive(signal) }
        if let length = lease.length, time.steadyNow - asked > length / 2 {
            // It took so long that most of the lease may be over.
            asked = time.steadyNow
            try await client.store.renew(lease.worker)
        }
        workerNumber.store(lease.worker.rawValue, ordering: .releasing)
        state.withLock { state in
            state.leaseLength = lease.length
            state.heldUntil = lease.length.map { asked + $0 }
            state.hasFencedItself = false
            if !state.isStopping { state.phase = .running }
        }
        watchLease()
        Task.detached { await self.fill() }
        return lease
    }

    /// Starts nothing more. What waits for other runs could not go on before the worker is gone, and is put back.
    func drain() {
        let waiting = state.withLock { state in
            state.isStopping = true
            guard state.phase == .running else { return [RunScope]() }
            state.phase = .draining
            return Array(state.waiting.values)
        }
        for scope in waiting { scope.putBack() }
    }

    /// Cancels every handler, waiting ones too.
    func interrupt(_ reason: RunScope.Interruption) { _ = interrupt(reason) { _ in true } }

    /// Cancels every handler, waiting ones too, if a condition holds.
    /// - Returns: Whether it did.
    func interrupt(_ reason: RunScope.Interruption, if condition: (inout WorkerState) -> Bool) -> Bool {
        let found = state.withLock { state -> ([RunScope], [CheckedContinuation<Void, Never>])? in
            guard condition(&state) else { return nil }
            state.phase = .interrupted(reason)
            return (state.executors.compactMap(\.scope), state.takeIdleIfReached())
        }
        guard let (scopes, idle) = found else { return false }
        for waiter in idle { waiter.resume() }
        for scope in scopes {
            interrupt(scope, reason)
            scope.abandonWait()
        }
        return true
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

    /// Leaves a store that is no more.
    func abandon() { state.withLock { $0.isOpen = false } }

    /// Leaves the store. One that can't be reached gives the worker up when its lease is over.
    func close() async throws {
        defer { state.withLock { $0.isOpen = false } }
        do {
            try await client.store.closeWorker(worker)
        } catch let error as SluiceError where error.mayPass {
            logger.warning(
                "the store could not be told that the worker leaves; it will notice", metadata: ["error": "\(error)"])
        }
    }

    /// Gives everything up: there is no store any more that would take it.
    private func fail(_ error: SluiceError) {
        logger.critical("the store has failed: every handler is cancelled", metadata: ["error": "\(error)"])
        let onFailure = state.withLock { state in
            state.failure = error
            return state.onFailure.take()
        }
        interrupt(.lost)
        onFailure?()
    }

    // MARK: Room

    private func receive(_ signal: WorkerSignal) {
        switch signal {
        case .workAvailable:
            Task.detached { await self.fill() }
        case .failed(let error):
            fail(error)
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
                state.isFillDue = room == 0
                return room
            }
            guard room > 0 else { return }
            let worker = worker
            do {
                return use(room, for: try await client.store.claim(worker, limit: room))
            } catch let error as SluiceError where error.code == .staleAttempt {
                vacate(room)
                return lose(worker)
            } catch {
                vacate(room)
                logger.error("claiming runs failed; it is tried again", metadata: ["error": "\(error)"])
                try? await time.sleep(until: time.now + pause)
                pause = min(pause * 2, Self.longestPause)
            }
        }
    }

    /// Starts what was claimed with room that is occupied already, and vacates the rest of it.
    func use(_ room: Int, for claims: [Claim]) {
        var unused = room
        fenceIfOverdue()
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

    func vacate(_ room: Int) {
        let (idle, isFillDue) = state.withLock { state in
            state.occupied -= room
            defer { state.isFillDue = false }
            return (state.takeIdleIfReached(), state.isFillDue)
        }
        for waiter in idle { waiter.resume() }
        if isFillDue { Task.detached { await self.fill() } }
    }
}
