/// What the compiler knows of a task: its name and the types of what goes in, comes out, and chooses its queue. Generated code conforms.
public protocol TaskDefinition: Sendable {
    /// What a trigger passes to the handler.
    associatedtype Payload: PayloadValue
    /// What the handler returns.
    associatedtype Output: PayloadValue
    /// The queues that a trigger may choose.
    associatedtype Queue: QueueSelection

    /// The identifier, as in YAML.
    static var id: String { get }

    /// The concurrency key that a payload carries, where the task names a key field; `nil` where it does not.
    static func concurrencyKey(of payload: Payload) -> String?
}

extension TaskDefinition {
    /// No key field: triggers pass the key.
    public static func concurrencyKey(of payload: Payload) -> String? { nil }
}
