// What people write by mistake, caught here so that the Swift compiler says what to write instead of which generic
// requirement failed. Being less specific than what is meant, none of it is ever chosen over that.

extension QueueSelection {
    /// A key for a queue that takes none from a trigger.
    @available(
        *, unavailable, message: "this queue takes no key from a trigger: write it without '(key:)'"
    )
    public func callAsFunction(key: String) -> Self { self }
}

extension TaskTrigger {
    /// A trigger without a queue, of a task whose own queue requires a key.
    @available(*, unavailable, message: "this task's queue requires a key: choose one with 'queue:'")
    public func trigger(
        _ payload: Definition.Payload, options: TriggerOptions = TriggerOptions()
    ) async throws -> RunHandle<Definition> { fatalError() }

    /// A trigger without a payload, of a task that takes one.
    @available(*, unavailable, message: "this task takes a payload: pass it first")
    public func trigger(options: TriggerOptions = TriggerOptions()) async throws -> RunHandle<Definition> {
        fatalError()
    }
}

extension TaskTrigger where Definition.Payload == NoPayload {
    /// A trigger without a queue, of a task whose own queue requires a key.
    @available(*, unavailable, message: "this task's queue requires a key: choose one with 'queue:'")
    public func trigger(options: TriggerOptions = TriggerOptions()) async throws -> RunHandle<Definition> {
        fatalError()
    }
}

extension BatchItem {
    /// An item without a queue, of a task whose own queue requires a key.
    @available(*, unavailable, message: "this task's queue requires a key: choose one with 'queue:'")
    public init(_ payload: Definition.Payload, options: TriggerOptions = TriggerOptions()) { fatalError() }
}

extension WaitTrigger {
    /// A trigger without a queue, of a task whose own queue requires a key.
    @available(*, unavailable, message: "this task's queue requires a key: choose one with 'queue:'")
    public func triggerAndWait(
        _ payload: Definition.Payload, options: TriggerOptions = TriggerOptions()
    ) async throws -> Definition.Output { fatalError() }

    /// A trigger without a payload, of a task that takes one.
    @available(*, unavailable, message: "this task takes a payload: pass it first")
    public func triggerAndWait(options: TriggerOptions = TriggerOptions()) async throws -> Definition.Output {
        fatalError()
    }
}

extension WaitTrigger where Definition.Payload == NoPayload {
    /// A trigger without a queue, of a task whose own queue requires a key.
    @available(*, unavailable, message: "this task's queue requires a key: choose one with 'queue:'")
    public func triggerAndWait(options: TriggerOptions = TriggerOptions()) async throws -> Definition.Output {
        fatalError()
    }
}
