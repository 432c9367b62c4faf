import Synchronization

enum Watchdog {
    /// The present harness's.
    @TaskLocal static var patience = Duration.seconds(60)

    /// Sleeps in short steps, so that a time in which the whole process stood still counts as one of them.
    fileprivate static func wait() async throws {
        let step = Duration.milliseconds(50)
        for _ in 0..<Int(patience / step) { try await Task.sleep(for: step) }
    }
}

/// Awaits what must happen by itself. Real time only bounds how long a store that never does it is waited for, be it deaf to cancellation.
func awaiting<Value: Sendable>(
    _ what: String, fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let work = Task { try await body() }
    let alarm = Task { try await Watchdog.wait() }
    let failure = ConformanceFailure(
        expectation: what, observation: "nothing happened within \(Watchdog.patience)", fileID: fileID, line: line)
    return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
            let answer = FirstAnswer(continuation)
            Task {
                answer.give(await work.result)
                alarm.cancel()
            }
            Task {
                guard case .success = await alarm.result else { return }
                answer.give(.failure(failure))
                work.cancel()
            }
        }
    } onCancel: {
        work.cancel()
    }
}

/// Resumes a continuation with the first of several answers.
private final class FirstAnswer<Value: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Value, any Error>?>

    init(_ continuation: CheckedContinuation<Value, any Error>) { self.continuation = Mutex(continuation) }

    func give(_ answer: Result<Value, any Error>) {
        continuation.withLock { $0.take() }?.resume(with: answer)
    }
}
