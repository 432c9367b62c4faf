/// What the present task has to do with an attempt; for libraries of this package that stand beside the worker.
package enum CurrentAttempt {
    /// The run whose handler called this, in its own task or in one that it started as a child.
    package static var run: RunID? { RunScope.current?.run.id }

    /// Whether this is the task that the handler was called in.
    package static var isHandlersOwnTask: Bool {
        guard let scope = RunScope.current else { return false }
        // An `UnsafeCurrentTask` may not be kept to be compared later. Both kinds of handle hash the task's address.
        let executor = scope.engine.state.withLock { _ in scope.executor.task?.hashValue }
        return withUnsafeCurrentTask { $0?.hashValue == executor }
    }
}
