import Hostile
import Sluice

/// Runs the generated code of every target against the runtime, and ends with an error where something is not as declared.
@main
struct Exercise {
    static func main() async throws {
        try await exerciseEverything()
        try await exerciseInside()
        try await exerciseHostile()
        try await exerciseChanging()
        print("exercised")
    }
}

/// What should have been, and was not.
struct Unexpected: Error {
    let what: String
}

func expect(_ condition: Bool, _ what: String) throws {
    if !condition { throw Unexpected(what: what) }
}

/// Executes runs while the body triggers them.
func withWorker(_ client: Client, _ handlers: any TaskHandlers, _ body: () async throws -> Void) async throws {
    let worker = try Worker(client: client, handlers: handlers)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await worker.run() }
        try await body()
        group.cancelAll()
    }
}
