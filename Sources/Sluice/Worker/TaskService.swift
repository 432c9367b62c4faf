import Logging

/// What a worker has for the runs of one task. A reference, so that an attempt carries one word.
final class TaskService: Sendable {
    let handler: HandlerRegistry.Handler
    let retry: RetryPolicy
    let maxDuration: Duration?
    let metrics: TaskMetrics?

    init(handler: @escaping HandlerRegistry.Handler, declaration: TaskDeclaration) {
        self.handler = handler
        retry = declaration.retry
        maxDuration = declaration.maxDuration
        metrics = TaskMetrics(task: declaration.id)
    }

    /// How an attempt that threw is to be reported.
    func outcome(
        of scope: RunScope, _ interruption: RunScope.Interruption?, after error: any Error
    ) -> AttemptEnding.Outcome {
        switch interruption {
        case .canceled: return .canceled
        case .timedOut: return .timedOut
        case .shutdown, .lost: return .returned
        case nil: break
        }
        // A payload that can't be read, or an output that can't be written, will be the same the next time.
        let isFinal = error is any FinalError || error is PayloadError
        scope.log(.warning, "attempt failed", metadata: ["error": "\(error)", "final": "\(isFinal)"])
        guard !isFinal else { return .failed(message: "\(error)", retryAfter: nil) }
        let delay = retry.delay(afterAttempt: scope.run.attempt, random: Double.random(in: 0..<1))
        return .failed(message: "\(error)", retryAfter: delay)
    }
}
