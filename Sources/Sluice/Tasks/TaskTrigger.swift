/// Triggers runs of one task. A property of the generated namespace gives it: `Tasks(client).generatePullRequest`.
public struct TaskTrigger<Definition: TaskDefinition>: Sendable {
    let client: Client

    /// Makes a trigger.
    @_spi(SluiceGenerated) public init(_ client: Client) { self.client = client }

    /// Triggers a run in a queue. It is accepted, as durably as the store keeps anything, when this returns.
    ///
    /// ```swift
    /// let handle = try await tasks.generatePullRequest.trigger(payload, queue: .freeUsers(key: user.id))
    /// ```
    /// - Throws: ``SluiceError``: a payload or an option that can't be, an empty key.
    @discardableResult
    public func trigger(
        _ payload: Definition.Payload, queue: Definition.Queue, options: TriggerOptions = TriggerOptions()
    ) async throws -> RunHandle<Definition> {
        try await client.trigger(Definition.self, payload, queue.choice, options)
    }

    /// Triggers many runs, all or none, in one step of the store. It means the same as triggering them in a loop.
    /// - Returns: A handle for each item, in order.
    /// - Throws: ``SluiceError`` for the first item that can't be accepted.
    @discardableResult
    public func batchTrigger(_ items: [BatchItem<Definition>]) async throws -> [RunHandle<Definition>] {
        try await client.batchTrigger(items)
    }

    /// The handle of a run that was triggered before, as by another process.
    public func handle(for id: RunID) -> RunHandle<Definition> {
        RunHandle(id: id, isExisting: true, store: client.store)
    }
}

extension TaskTrigger where Definition.Queue: DefaultQueueSelection {
    /// Triggers a run in the task's own queue. It is accepted, as durably as the store keeps anything, when this returns.
    /// - Throws: ``SluiceError``: a payload or an option that can't be.
    @discardableResult
    public func trigger(_ payload: Definition.Payload, options: TriggerOptions = TriggerOptions()) async throws
        -> RunHandle<Definition>
    {
        try await client.trigger(Definition.self, payload, .taskDefault, options)
    }
}

extension TaskTrigger where Definition.Payload == NoPayload {
    /// Triggers a run of a task without payload in a queue.
    /// - Throws: ``SluiceError``: an option that can't be, an empty key.
    @discardableResult
    public func trigger(queue: Definition.Queue, options: TriggerOptions = TriggerOptions()) async throws -> RunHandle<
        Definition
    > {
        try await client.trigger(Definition.self, NoPayload(), queue.choice, options)
    }
}

extension TaskTrigger where Definition.Payload == NoPayload, Definition.Queue: DefaultQueueSelection {
    /// Triggers a run of a task without payload in its own queue.
    /// - Throws: ``SluiceError``: an option that can't be.
    @discardableResult
    public func trigger(options: TriggerOptions = TriggerOptions()) async throws -> RunHandle<Definition> {
        try await client.trigger(Definition.self, NoPayload(), .taskDefault, options)
    }
}
