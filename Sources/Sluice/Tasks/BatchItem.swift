/// One run of a `batchTrigger` or `batchTriggerAndWait`.
public struct BatchItem<Definition: TaskDefinition>: Sendable {
    /// What the handler gets.
    public var payload: Definition.Payload
    /// The options of this run.
    public var options: TriggerOptions
    let choice: QueueChoice

    /// An item for a queue.
    public init(_ payload: Definition.Payload, queue: Definition.Queue, options: TriggerOptions = TriggerOptions()) {
        self.payload = payload
        self.options = options
        self.choice = queue.choice
    }
}

extension BatchItem where Definition.Queue: DefaultQueueSelection {
    /// An item for the task's own queue.
    public init(_ payload: Definition.Payload, options: TriggerOptions = TriggerOptions()) {
        self.payload = payload
        self.options = options
        self.choice = .taskDefault
    }
}
