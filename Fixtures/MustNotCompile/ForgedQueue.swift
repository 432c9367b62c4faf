import Everything
import Sluice

/// Nobody but generated code makes a choice of queue.
func forgedQueue(_ tasks: Tasks) async throws {
    // expected-error: 'QueueChoice' initializer is inaccessible due to '@_spi' protection level
    let choice = QueueChoice("rendering")
    _ = try await tasks.generatePullRequest.trigger(.init(branch: "a", userId: "b"), queue: .init(choice: choice))
}
