public import Foundation
public import Sluice

/// An order that another service ships.
public struct Order: Sendable {
    /// Its number.
    public var id: UUID
    /// Who placed it.
    public var customer: String

    /// Has the order shipped, after the customer's others.
    public func ship(_ client: Client) async throws -> RunHandle<Tasks.Ship> {
        try await Tasks(client).ship.trigger(.init(order: id), queue: .customers(key: customer))
    }
}
