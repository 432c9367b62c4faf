import Logging
import Tracing

/// Attempts: executed, ended, suspended while they wait for other runs, and interrupted.
extension WorkerEngine {
    func execute(_ first: ClaimedRun, on executor: Executor) async {
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
        fenceIfOverdue()
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
        let span = client.tracing?.begin(run)
        scope.span = span
        let outcome: AttemptEnding.Outcome
        do {
            let output = try await RunScope.$current.withValue(scope) {
                guard let span else { return try await service.handler(scope, run.payload) }
                return try await ServiceContext.withValue(span.context) {
                    try await service.handler(scope, run.payload)
                }
            }
            outcome = await scope.close() == .timedOut ? .timedOut : .completed(output: output)
            span?.end(outcome, nil)
        } catch {
            outcome = service.outcome(of: scope, await scope.close(), after: error)
            span?.end(outcome, error)
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
            let worker = worker
            do {
                let receipt = try await client.store.finish([ending], claiming: limit, for: worker)
                if case .stale? = receipt.verdicts.first {
                    scope.log(.warning, "the attempt had been given up: its end changes nothing")
                }
                return receipt.claims
            } catch let error as SluiceError where error.code == .staleAttempt {
                scope.log(.warning, "this worker had been given up: the attempt's end changes nothing")
                lose(worker)
                return []
            } catch {
                let isStopping = state.withLock { $0.interruption != nil }
                scope.log(
                    .error, "the store did not take the attempt's end",
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
            let receipt = try await wait(scope, for: children, claiming: room)
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

    /// Asks the store until it answers: if it has made the attempt wait without anybody knowing, the slots are others' now, and the handler may not
    /// go on. An attempt that is interrupted meanwhile is given up by this worker, whatever the store has.
    private func wait(
        _ scope: RunScope, for children: [RunRequest], claiming room: Int
    ) async throws -> WaitReceipt {
        var pause = Self.shortestPause
        let ask = { @Sendable [client, worker] in
            try await client.store.wait(
                scope.run.token, of: scope.run.id, for: children, claiming: room, for: worker)
        }
        var isDoubtful = false
        while true {
            do {
                // Once it may have been done, cancelling the handler's task must not keep the store from answering.
                return isDoubtful ? try await Task.detached(operation: ask).value : try await ask()
            } catch let error as SluiceError where error.mayPass {
                isDoubtful = isDoubtful || error.code == .outcomeUnknown
                let isInterrupted = state.withLock { $0.interruption != nil }
                scope.log(
                    .error, "the store did not take the attempt's wait",
                    metadata: ["error": "\(error)", "again": "\(!isInterrupted)"])
                if isInterrupted { throw CancellationError() }
            }
            let end = time.now + pause
            // Nor make this a busy loop.
            await Task.detached { [time] in try? await time.sleep(until: end) }.value
            pause = min(pause * 2, Self.longestPause)
        }
    }

    private func staysAwake(_ scope: RunScope) {
        let wasResumed = state.withLock { $0.waiting.removeValue(forKey: scope.run.id) == nil }
        // The room that came with a resumption which nobody needs.
        if wasResumed { vacate(1) }
        limits.begin(scope)
    }

    /// An attempt waits from now on. Where the worker is about to stop, it could not go on here.
    func hasSuspended(_ scope: RunScope) {
        if state.withLock({ $0.phase == .draining }) { scope.putBack() }
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

    func interrupt(_ scope: RunScope, _ reason: RunScope.Interruption) {
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
