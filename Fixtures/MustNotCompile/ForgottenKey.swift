import Everything
import Sluice

/// A queue with keys, chosen without one.
func forgottenKey(_ tasks: Tasks) async throws {
    // expected-error: member 'freeUsers(key:)' expects argument of type 'String'
    _ = try await tasks.generatePullRequest.trigger(.init(branch: "a", userId: "b"), queue: .freeUsers)
    // expected-error: missing argument for parameter 'key' in call
    _ = try await tasks.generatePullRequest.trigger(.init(branch: "a", userId: "b"), queue: .freeUsers())
    // expected-error: member 'own(key:)' expects argument of type 'String'
    _ = try await tasks.perCustomer.trigger(.init(label: "a"), queue: .own)
}
