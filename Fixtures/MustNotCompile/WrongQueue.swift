import Everything
import Foundation
import Money
import Sluice

/// A queue that the task does not list, and one of another task.
func wrongQueue(_ tasks: Tasks) async throws {
    // expected-error: type 'Tasks.GeneratePullRequest.Queue' has no member 'rendering'
    _ = try await tasks.generatePullRequest.trigger(.init(branch: "a", userId: "b"), queue: .rendering)
    // expected-error: type 'Tasks.RenderDiff.Queue' (aka 'DefaultQueue') has no member 'mainBranch'
    _ = try await tasks.renderDiff.trigger(.init(branch: "a"), queue: .mainBranch)
    _ = try await tasks.billUser.trigger(
        // expected-error: to expected argument type 'Tasks.BillUser.Queue'
        .init(userId: .init(), amount: .init(cents: 1, currency: "EUR")), queue: Tasks.PerCustomer.Queue.byRegion)
}
