import Everything
import Sluice

/// A task whose own queue requires a key has no default to fall back on.
func noQueueWhereOneIsNeeded(_ tasks: Tasks) async throws {
    // expected-error: 'trigger(_:options:)' is unavailable: this task's queue requires a key: choose one with 'queue:'
    _ = try await tasks.perCustomer.trigger(.init(label: "a"))
    // expected-error: 'init(_:options:)' is unavailable: this task's queue requires a key: choose one with 'queue:'
    _ = try await tasks.perCustomer.batchTrigger([BatchItem(.init(label: "a"))])
}
