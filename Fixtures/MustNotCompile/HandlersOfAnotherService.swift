import Sluice
import Triggering

/// Handlers where only triggers were generated.
// expected-error: 'Handlers' is not a member type of struct 'Triggering.Tasks'
struct HandlersOfAnotherService: Tasks.Handlers {
}

/// A wait where only triggers were generated, though the task may wait.
func waitOfAnotherService(run: RunContext<Tasks.Ship>, payload: Tasks.Label.Payload) async throws {
    // expected-error: value of type 'RunContext<Tasks.Ship>' has no member 'label'
    _ = try await run.label.triggerAndWait(payload)
}
