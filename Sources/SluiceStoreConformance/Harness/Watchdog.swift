enum Watchdog {
    /// The present harness's.
    @TaskLocal static var patience = Duration.seconds(60)

    /// Sleeps in short steps, so that a time in which the whole process stood still counts as one of them.
    static func wait() async throws {
        let step = Duration.milliseconds(50)
        for _ in 0..<Int(patience / step) { try await Task.sleep(for: step) }
    }
}

/// Awaits what must happen by itself. Real time only bounds how long a store that never does it is waited for.
func awaiting<Value: Sendable>(
    _ what: String, fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Watchdog.wait()
            throw ConformanceFailure(
                expectation: what, observation: "nothing happened within \(Watchdog.patience)", fileID: fileID,
                line: line)
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { preconditionFailure("the group has two members") }
        return value
    }
}
