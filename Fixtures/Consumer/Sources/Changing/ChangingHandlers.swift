public import Sluice

/// What this target's tasks do.
public struct ChangingHandlers: Tasks.Handlers {
    /// Handlers without state.
    public init() {}

    /// Does nothing.
    public func first(run: RunContext<Tasks.First>) async throws {}
}
