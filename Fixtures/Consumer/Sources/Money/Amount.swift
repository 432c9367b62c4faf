/// A type that was there before its users' tasks were declared.
public struct Amount: Codable, Hashable, Sendable {
    /// The smallest unit.
    public var cents: Int
    /// By ISO 4217.
    public var currency: String

    /// So much money.
    public init(cents: Int, currency: String) {
        self.cents = cents
        self.currency = currency
    }
}
