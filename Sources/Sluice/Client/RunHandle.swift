/// A run that was triggered: its identifier, its state, and in the end its output.
public struct RunHandle<Definition: TaskDefinition>: Sendable {
    /// The run's identifier.
    public let id: RunID
    /// Whether the run was there before: its idempotency key named it, or it was looked up.
    public let isExisting: Bool
    let store: any RunStore

    /// Waits until the run has ended.
    ///
    /// For code outside handlers. A handler waits with `run.<task>.triggerAndWait`, which gives its slots back meanwhile.
    /// - Returns: The run's output.
    /// - Throws: ``SluiceError``: `runFailed`, `runCanceled`, `runExpired` or `runTimedOut` if the run did not complete; `waitNotDeclared`
    ///   inside a handler; `unknownRun` if it ended longer ago than the store keeps results. `CancellationError` if the caller is
    ///   cancelled.
    @discardableResult
    public func result() async throws -> Definition.Output {
        if let waiter = RunScope.current {
            throw SluiceError(
                .waitNotDeclared,
                """
                a handler of '\(waiter.task)' called result() of a '\(Definition.id)' run, which would keep its slots while it waits; declare \
                'waitsFor: [\(Definition.id)]' for '\(waiter.task)' and use triggerAndWait on the run's context
                """, runID: id)
        }
        return try await store.ending(of: id).output(of: Definition.self)
    }

    /// The run's state now.
    /// - Throws: ``SluiceError`` with `unknownRun`.
    public func status() async throws -> RunState {
        guard let run = try await store.run(id) else {
            throw SluiceError(
                .unknownRun, "no run has this identifier, or it ended longer ago than the store keeps results",
                runID: id)
        }
        return run.state
    }

    /// Cancels the run: at once if it has not started, else through Swift's task cancellation. A run that has ended is left alone.
    /// - Returns: The run's state now.
    /// - Throws: ``SluiceError`` with `unknownRun`.
    @discardableResult
    public func cancel() async throws -> RunState {
        try await store.cancel(id)
    }
}

extension RunEnding {
    /// The typed output.
    /// - Throws: ``SluiceError`` if the run did not complete, or its output is not what the task declares.
    package func output<Definition: TaskDefinition>(of: Definition.Type) throws(SluiceError) -> Definition.Output {
        switch state {
        case .completed:
            do throws(PayloadError) {
                return try decodePayload(Definition.Output.self, from: output ?? [], root: .output)
            } catch {
                throw SluiceError(.invalidPayload, "\(error)", runID: id)
            }
        case .failed:
            throw SluiceError(.runFailed, message ?? "the run failed", runID: id)
        case .canceled:
            throw SluiceError(.runCanceled, "the run of '\(Definition.id)' was cancelled", runID: id)
        case .expired:
            throw SluiceError(
                .runExpired, "the run of '\(Definition.id)' waited in its queue longer than its 'ttl'", runID: id)
        case .timedOut:
            throw SluiceError(
                .runTimedOut, "the run of '\(Definition.id)' executed longer than its 'maxDuration'", runID: id)
        case .delayed, .queued, .executing, .waiting:
            throw SluiceError(.unknownRun, "the store reported an ending in the state '\(state.rawValue)'", runID: id)
        }
    }
}
