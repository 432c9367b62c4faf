import Logging
import Synchronization

/// A worker's place in its store: kept up by saying that it is alive, lost when the store gives the worker up, or when the worker could not be
/// heard of for so long that the store may have done so.
extension WorkerEngine {
    /// Says that the worker is alive; nothing while it has no place.
    func renew() async throws {
        if state.withLock({ $0.interruption == .lost }) { return }
        let (worker, asked) = (worker, time.steadyNow)
        do {
            try await client.store.renew(worker)
        } catch let error as SluiceError where error.code == .staleAttempt {
            return lose(worker)
        }
        state.withLock { state in
            guard worker == self.worker, let held = state.heldUntil, let length = state.leaseLength else { return }
            state.heldUntil = max(held, asked + length)
        }
    }

    /// Gives up what the worker executes, because the store has given the worker up.
    /// - Parameter worker: The one that the store spoke of. Of an earlier one it means nothing any more.
    func lose(_ worker: WorkerID) {
        let isNews = interrupt(.lost) { state in
            state.heldUntil = worker == self.worker ? nil : state.heldUntil
            return worker == self.worker && state.isOpen && state.interruption == nil
        }
        guard isNews else { return }
        logger.error("the store gave this worker up: its attempts are cancelled, and it enters anew")
        state.withLock { $0.onLoss }?()
    }

    /// Makes sure that the end of the lease is noticed, also by a process that was stopped meanwhile.
    func watchLease() {
        let held = state.withLock { $0.heldUntil }
        if let held { leaseAlarm.withLock { $0?.ring(at: time.now + (held - time.steadyNow)) } }
    }

    /// Gives up what the worker executes once its lease is over: others may execute it by now.
    /// - Returns: When to look again.
    func checkLease(at now: Timestamp) -> Timestamp? {
        let steadyNow = time.steadyNow
        let isOver = interrupt(.lost) { state in
            guard let held = state.heldUntil, held <= steadyNow else { return false }
            state.heldUntil = nil
            guard state.isOpen, state.interruption == nil else { return false }
            state.hasFencedItself = true
            return true
        }
        guard isOver else { return state.withLock { $0.heldUntil }.map { now + ($0 - steadyNow) } }
        logger.error(
            "the worker could not tell the store in time that it is alive: its attempts are cancelled, and it enters anew"
        )
        state.withLock { $0.onLoss }?()
        return nil
    }

    /// Does what the alarm is about to do. A process that was stopped may have got something to execute that is others' by now.
    func fenceIfOverdue() {
        let isOverdue = state.withLock { state in state.heldUntil.map { $0 <= time.steadyNow } ?? false }
        if isOverdue { _ = checkLease(at: time.now) }
    }

    /// Enters anew each time that the worker has lost its place, once its handlers have returned, until the caller is cancelled.
    func keepEntering(tasks: Set<String>?) async {
        let (losses, teller) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let isLost = state.withLock { state in
            state.onLoss = { teller.yield() }
            return state.interruption == .lost
        }
        if isLost { teller.yield() }
        for await _ in losses {
            await idle()
            var pause = Self.shortestPause
            while !Task.isCancelled {
                do {
                    try await enterAnew(tasks: tasks)
                    break
                } catch {
                    logger.error("entering the store again failed; it is tried again", metadata: ["error": "\(error)"])
                }
                try? await time.sleep(until: time.now + pause)
                pause = min(pause * 2, Self.longestPause)
            }
        }
    }

    private func enterAnew(tasks: Set<String>?) async throws {
        let (isOut, hasFencedItself) = state.withLock { state in
            (state.interruption == .lost && !state.isStopping && state.failure == nil, state.hasFencedItself)
        }
        guard isOut else { return }
        if hasFencedItself {
            // Nothing of it executes any more, so that others need not wait until the store notices.
            do {
                try await client.store.abandonWorker(worker)
            } catch let error as SluiceError where error.code == .staleAttempt {
                // It has noticed.
            }
        }
        _ = try await enter(tasks: tasks)
        logger.info("the worker has entered the store anew")
    }
}

extension SluiceError {
    /// The store can't be reached, or was lost, and may be back later.
    var mayPass: Bool { code == .storeUnavailable || code == .outcomeUnknown }
}
