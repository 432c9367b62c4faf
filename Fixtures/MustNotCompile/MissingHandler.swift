import Changing
import Sluice

/// No function for a task.
// expected-error: type 'MissingHandler' does not conform to protocol 'Tasks.Handlers'
struct MissingHandler: Tasks.Handlers {
}

/// A function for a task with another payload.
// expected-error: type 'HandlerOfAnotherShape' does not conform to protocol 'Tasks.Handlers'
struct HandlerOfAnotherShape: Tasks.Handlers {
    func first(_ payload: String, run: RunContext<Tasks.First>) async throws {}
}
