import Sluice

/// What the tasks of `tasks.yaml` do. Leave one out, and the build says which.
struct AppHandlers: Tasks.Handlers {
    let workspace: Workspace
    let observer: Observer

    func oneAtATime(_ payload: Tasks.Document, run: RunContext<Tasks.OneAtATime>) async throws {
        try await observer.observe(queue: run.queue, key: run.key) {
            try await workspace.addToTotal(payload.file)
        }
    }

    func parallelism(_ payload: Tasks.Document, run: RunContext<Tasks.Parallelism>) async throws -> UInt32 {
        try await checksum(of: payload, queue: run.queue, key: run.key)
    }

    func task1(_ payload: Tasks.Document, run: RunContext<Tasks.Task1>) async throws -> UInt32 {
        try await checksum(of: payload, queue: run.queue, key: run.key)
    }

    func task2(_ payload: Tasks.Document, run: RunContext<Tasks.Task2>) async throws -> UInt32 {
        try await checksum(of: payload, queue: run.queue, key: run.key)
    }

    func generatePullRequest(
        _ payload: Tasks.GeneratePullRequest.Payload, run: RunContext<Tasks.GeneratePullRequest>
    ) async throws -> UInt32 {
        try await checksum(of: payload.document, queue: run.queue, key: run.key)
    }

    private func checksum(of document: Tasks.Document, queue: String, key: String?) async throws -> UInt32 {
        try await observer.observe(queue: queue, key: key) {
            try await workspace.checksum(of: document.file)
        }
    }
}
