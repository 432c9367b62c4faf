/// A type of the target's own that its declarations bring in.
public struct Receipt: Codable, Hashable, Sendable {
    public var lines: [String]

    public init(lines: [String]) { self.lines = lines }
}
