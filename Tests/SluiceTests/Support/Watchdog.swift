/// What a test waited for did not happen.
struct NothingHappened: Error, CustomStringConvertible {
    let description: String
}

/// Awaits what must happen by itself. Real time only bounds how long is waited for what never does.
func soon<Value: Sendable>(
    _ what: String, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await body() }
        group.addTask {
            // In short steps, so that a time in which the whole process stood still counts as one of them.
            for _ in 0..<1_200 { try await Task.sleep(for: .milliseconds(50)) }
            throw NothingHappened(description: "within a minute, not so: \(what)")
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { preconditionFailure("the group has two members") }
        return value
    }
}
