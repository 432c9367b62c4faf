/// A type that was there before its users' tasks were declared.
public struct Amount: Codable, Hashable, Sendable {
    public var cents: Int
    public var currency: String

    public init(cents: Int, currency: String) {
        self.cents = cents
        self.currency = currency
    }
}
