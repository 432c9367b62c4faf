/// A Swift task that executes attempts one after the other. Taking the next run in the same task is what makes a run cost less than a task.
///
/// A task that was cancelled stays cancelled, so an executor whose attempt was interrupted executes no other. All of its state is
/// guarded by its worker's lock.
final class Executor: @unchecked Sendable {
    var task: Task<Void, Never>?
    var isSpent = false

    /// Cancels the attempt that executes now.
    func interrupt() {
        isSpent = true
        task?.cancel()
    }
}
