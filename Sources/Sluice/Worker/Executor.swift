/// A Swift task that executes attempts one after the other. Taking the next run in the same task is what makes a run cost less than a task.
///
/// A task that was cancelled stays cancelled, so an executor whose attempt was interrupted executes no other. All of its state is
/// guarded by its worker's lock.
final class Executor: @unchecked Sendable {
    var task: Task<Void, Never>?
    /// The attempt that it executes, or has executed last.
    var scope: RunScope?
    var isSpent = false
    /// Where its worker keeps it.
    var position = 0

    /// Cancels the attempt that executes now.
    func interrupt() {
        isSpent = true
        task?.cancel()
    }
}
