public import Logging

/// What a handler knows of the run it executes. Generated code adds a property for each task in `waitsFor`.
public struct RunContext<Definition: TaskDefinition>: Sendable {
    /// The way back to the worker.
    @_spi(SluiceGenerated) public let scope: RunScope

    init(_ scope: RunScope) { self.scope = scope }

    /// The run's identifier: the same for every attempt.
    public var id: RunID { scope.run.id }
    /// Which attempt this is, from 1.
    public var attempt: Int { scope.run.attempt }
    /// The queue whose slot the run holds.
    public var queue: String { scope.run.queue }
    /// The run's concurrency key, if it has one.
    public var key: String? { scope.run.key }
    /// The trigger's tags.
    public var tags: [String] { scope.run.tags }
    /// When the run was triggered.
    public var triggeredAt: Timestamp { scope.run.triggeredAt }
    /// The scheduled time that the run is for, also where it starts late; `nil` where somebody triggered it.
    public var scheduledAt: Timestamp? { scope.run.tick }
    /// Triggers runs without waiting for them: `Tasks(run.client)`.
    public var client: Client { scope.engine.client }
    /// A logger that says which run, task, queue, key and attempt it speaks of.
    public var logger: Logger { scope.logger }
}
