@testable import SluiceStoreConformance

/// Awaits what must happen by itself. Real time only bounds how long is waited for what never does.
func soon<Value: Sendable>(
    _ what: String, fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await awaiting(what, fileID: fileID, line: line, body)
}
