public import Sluice

/// A run that was triggered on a ``TaskTestBench``, as it was when the bench was asked.
public struct TriggeredRun<Definition: TaskDefinition>: Sendable, Identifiable {
    /// The run's identifier.
    public let id: RunID
    /// What the trigger passed.
    public let payload: Definition.Payload
    /// The queue: the trigger's choice, else the task's own.
    public let queue: String
    /// The concurrency key: the trigger's choice, or the payload's where the task names a key field.
    public let key: String?
    /// The trigger's options: delay, priority, tags, idempotency key and the rest. What is `nil` is as declared.
    public let options: TriggerOptions
    /// When it was triggered, by the bench's clock.
    public let triggeredAt: Timestamp
    /// The run whose handler triggered it; `nil`: the test, or code that the test called.
    public let parent: RunID?
    /// Whether the parent's handler waits for it, or did, through `triggerAndWait`.
    public let isAwaited: Bool
    /// Where the run is in its life.
    public let state: RunState
    /// Attempts started so far.
    public let attempts: Int
    /// How the run ended: its output, or why there is none. `nil` as long as it has not ended.
    public let result: Result<Definition.Output, SluiceError>?

    /// The output, if the run completed.
    public var output: Definition.Output? { try? result?.get() }

    /// The error, if the run ended otherwise than completed.
    public var error: SluiceError? {
        guard case .failure(let error)? = result else { return nil }
        return error
    }
}
