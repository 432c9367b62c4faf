/// Triggers runs of a task from inside a handler and waits for them. Only a run's own context gives it, for the tasks that the handler's
/// task declares in `waitsFor`: `run.renderDiff.triggerAndWait(…)`.
///
/// While it waits, the run gives its slots back (unless its queue says `onWait: hold`) and takes them again before it goes on. A handler
/// waits for one thing at a time; to wait for several runs at once, use ``batchTriggerAndWait(_:)``.
///
/// A run that is executed again, after a crash or an error, finds the children it had triggered by their order instead of triggering
/// them again: a handler must therefore trigger its children in the same order every time.
public struct WaitTrigger<Definition: TaskDefinition>: Sendable {
    let scope: RunScope

    /// Makes a trigger.
    @_spi(SluiceGenerated) public init(_ scope: RunScope) { self.scope = scope }

    /// Triggers a run in a queue and waits until it has ended.
    /// - Returns: The run's output.
    /// - Throws: ``SluiceError``: `runFailed`, `runCanceled`, `runExpired` or `runTimedOut` if the run did not complete, or what a trigger
    ///   throws; `CancellationError` if this run is cancelled.
    @discardableResult
    public func triggerAndWait(
        _ payload: Definition.Payload, queue: Definition.Queue, options: TriggerOptions = TriggerOptions()
    ) async throws -> Definition.Output {
        try await scope.triggerAndWait([BatchItem<Definition>(payload, queue: queue, options: options)])[0].get()
    }

    /// Triggers many runs, all or none, and waits until all of them have ended.
    /// - Returns: The runs' outputs or errors, in the order of the items.
    /// - Throws: ``SluiceError`` for the first item that can't be accepted; `CancellationError` if this run is cancelled.
    @discardableResult
    public func batchTriggerAndWait(_ items: [BatchItem<Definition>]) async throws -> [Result<
        Definition.Output, SluiceError
    >] {
        try await scope.triggerAndWait(items)
    }
}

extension WaitTrigger where Definition.Queue: DefaultQueueSelection {
    /// Triggers a run in the task's own queue and waits until it has ended.
    /// - Returns: The run's output.
    /// - Throws: As ``triggerAndWait(_:queue:options:)``.
    @discardableResult
    public func triggerAndWait(_ payload: Definition.Payload, options: TriggerOptions = TriggerOptions()) async throws
        -> Definition.Output
    {
        try await scope.triggerAndWait([BatchItem<Definition>(payload, options: options)])[0].get()
    }
}

extension WaitTrigger where Definition.Payload == NoPayload, Definition.Queue: DefaultQueueSelection {
    /// Triggers a run of a task without payload in its own queue and waits until it has ended.
    /// - Returns: The run's output.
    /// - Throws: As ``triggerAndWait(_:queue:options:)``.
    @discardableResult
    public func triggerAndWait(options: TriggerOptions = TriggerOptions()) async throws -> Definition.Output {
        try await scope.triggerAndWait([BatchItem<Definition>(NoPayload(), options: options)])[0].get()
    }
}

extension WaitTrigger where Definition.Payload == NoPayload {
    /// Triggers a run of a task without payload in a queue and waits until it has ended.
    /// - Returns: The run's output.
    /// - Throws: As ``triggerAndWait(_:queue:options:)``.
    @discardableResult
    public func triggerAndWait(queue: Definition.Queue, options: TriggerOptions = TriggerOptions()) async throws
        -> Definition.Output
    {
        try await scope.triggerAndWait([BatchItem<Definition>(NoPayload(), queue: queue, options: options)])[0].get()
    }
}
