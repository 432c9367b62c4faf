public import Foundation
public import Sluice

/// Takes orders, and has them shipped by whatever works on the same store.
public struct Shop: Sendable {
    /// Something that can be ordered.
    public struct Article: Sendable {
        /// Its identifier.
        public let id: UUID
        let grams: Double

        /// An article and its weight.
        public init(id: UUID, grams: Double) {
            self.id = id
            self.grams = grams
        }
    }

    private let tasks: Tasks

    /// A shop whose orders go to that store.
    public init(store: any RunStore) async throws {
        tasks = Tasks(try await Client(store: store, declarations: Tasks.declarations))
    }

    /// Orders pieces of an article. Overnight orders pass the customer's others.
    public func order(
        _ number: UInt64, of article: Article, count: Int, for customer: String, overnight: Bool = false,
        placedAt: Date = .now
    ) async throws -> RunHandle<Tasks.ShipOrder> {
        let item = Tasks.Item(article: article.id, count: count, grams: article.grams, remark: "für \(customer)")
        let order = Tasks.ShipOrder.Payload(
            order: number, customer: customer, items: [item], urgency: overnight ? .overnight : .standard,
            placedAt: placedAt, invoice: URL(string: "https://shop.example/invoices/\(number)?for=\(number)"))
        return try await tasks.shipOrder.trigger(order, queue: overnight ? .express : .customers(key: customer))
    }

    /// What is left of everything.
    public func stock() async throws -> [String: Int] {
        try await tasks.takeStock.trigger().result()
    }
}
