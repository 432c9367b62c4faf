import Everything
import Sluice

/// A wait that `waitsFor` does not list, and a trigger that is no wait.
func undeclaredWait(run: RunContext<Tasks.RenderDiff>, other: RunContext<Tasks.GeneratePullRequest>) async throws {
    // expected-error: 'countWords' is unavailable: list 'count-words' in 'waitsFor' of the task that waits
    _ = try await run.countWords.triggerAndWait("a")
    // expected-error: value of type 'RunContext<Tasks.GeneratePullRequest>' has no member 'nightly'
    _ = try await other.nightly.triggerAndWait()
    // expected-error: value of type 'TaskTrigger<Tasks.CountWords>' has no member 'triggerAndWait'
    _ = try await Tasks(run.client).countWords.triggerAndWait("a")
}
