/// A type of the target's own that its declarations bring in.
public struct Receipt: Codable, Hashable, Sendable {
    /// What was bought.
    public var lines: [String]

    /// A receipt for those.
    public init(lines: [String]) { self.lines = lines }
}
