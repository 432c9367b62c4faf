/// A store does not behave as the suite says.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
    /// What should have happened.
    public let expectation: String
    /// What happened instead.
    public let observation: String
    /// The suite's file that says so.
    public let fileID: String
    /// The line in it.
    public let line: Int

    /// Both in one sentence, with the place.
    public var description: String { "expected \(expectation), but \(observation) (\(fileID):\(line))" }
}

/// Expects two values to be the same.
func expect<Value: Equatable>(
    _ actual: Value, is expected: Value, _ what: String, fileID: String = #fileID, line: Int = #line
) throws(ConformanceFailure) {
    guard actual != expected else { return }
    throw ConformanceFailure(
        expectation: "\(what): \(expected)", observation: "got \(actual)", fileID: fileID, line: line)
}

/// Expects a condition to hold.
func expect(
    _ condition: Bool, _ what: String, fileID: String = #fileID, line: Int = #line
) throws(ConformanceFailure) {
    guard !condition else { return }
    throw ConformanceFailure(expectation: what, observation: "it is not so", fileID: fileID, line: line)
}

/// Expects a value to be there.
func unwrap<Value>(
    _ value: Value?, _ what: String, fileID: String = #fileID, line: Int = #line
) throws(ConformanceFailure) -> Value {
    guard let value else {
        throw ConformanceFailure(expectation: what, observation: "there is none", fileID: fileID, line: line)
    }
    return value
}

/// Ends a case that got something unexpected.
func fail(_ expectation: String, got observation: Any, fileID: String = #fileID, line: Int = #line)
    -> ConformanceFailure
{
    ConformanceFailure(expectation: expectation, observation: "got \(observation)", fileID: fileID, line: line)
}
