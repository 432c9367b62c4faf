/// Why a ``TaskTestBench`` could not do what a test asked for. Not thrown for what handlers do: a run's own error is in
/// ``TriggeredRun/result``.
public struct TaskTestFailure: Error, Sendable, CustomStringConvertible {
    /// The cause and the remedy.
    public let description: String
}
