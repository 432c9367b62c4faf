import Everything
import Sluice

/// A payload of another shape, of another task, or none.
func wrongPayload(_ tasks: Tasks) async throws {
    // expected-error: cannot convert value of type 'Int' to expected argument type 'String'
    _ = try await tasks.renderDiff.trigger(.init(branch: 1))
    // expected-error: missing argument for parameter 'branch' in call
    _ = try await tasks.renderDiff.trigger(.init())
    // expected-error: expected argument type 'Tasks.RenderDiff.Payload'
    _ = try await tasks.renderDiff.trigger(Tasks.BillUser.Payload.self)
    // expected-error: 'trigger(options:)' is unavailable: this task takes a payload: pass it first
    _ = try await tasks.renderDiff.trigger()
    // expected-error: expected argument type 'Tasks.CountWords.Payload' (aka 'String')
    _ = try await tasks.countWords.trigger(["a"])
    // expected-error: expected argument type 'Tasks.OneAtATime.Payload' (aka 'NoPayload')
    _ = try await tasks.oneAtATime.trigger("a")
}
