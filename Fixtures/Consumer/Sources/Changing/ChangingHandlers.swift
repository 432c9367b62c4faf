public import Sluice

/// What this target's tasks do.
public struct ChangingHandlers: Tasks.Handlers {
    public init() {}

    public func first(run: RunContext<Tasks.First>) async throws {}
}
