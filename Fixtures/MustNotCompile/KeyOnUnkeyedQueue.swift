import Everything
import Foundation
import Money
import Sluice

/// A key for a queue without keys, and one where the payload has it.
func keyOnUnkeyedQueue(_ tasks: Tasks) async throws {
    // expected-error: 'callAsFunction(key:)' is unavailable: this queue takes no key from a trigger
    _ = try await tasks.generatePullRequest.trigger(.init(branch: "a", userId: "b"), queue: .mainBranch(key: "c"))
    _ = try await tasks.billUser.trigger(
        // expected-error: 'callAsFunction(key:)' is unavailable: this queue takes no key from a trigger
        .init(userId: .init(), amount: .init(cents: 1, currency: "EUR")), queue: .paidUsers(key: "c"))
}
