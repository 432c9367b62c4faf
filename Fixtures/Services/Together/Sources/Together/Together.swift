import Backend
import Foundation
import Frontend
import Sluice

/// Runs the two services over one store: they share nothing else.
@main
struct Together {
    static func main() async throws {
        try checkWireForms()
        let store = MemoryStore()
        let floor = Floor(capacity: 6)
        let warehouse = try await Warehouse(store: store, floor: floor)
        let shop = try await Shop(store: store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await warehouse.run()
                throw Unexpected(what: "the warehouse works until it is told to stop")
            }
            group.addTask {
                try await Task.sleep(for: .seconds(60))
                throw Unexpected(what: "every order is shipped within a minute")
            }
            group.addTask { try await placeOrders(shop) }
            // Whichever ends first decides: orders that are never shipped would be waited for without end.
            _ = try await group.next()
            group.cancelAll()
        }
        try checkLimits(floor.most)
        print("shipped")
    }

    /// Ten customers' orders, eight each, and sixteen that go overnight: more of each than may be shipped at once.
    private static func placeOrders(_ shop: Shop) async throws {
        let article = Shop.Article(id: UUID(), grams: 125.5)
        let placedAt = Date(timeIntervalSince1970: 1_800_000_000.125)
        var orders: [(number: UInt64, isOvernight: Bool, run: RunHandle<Tasks.ShipOrder>)] = []
        for number in UInt64(1)...96 {
            let isOvernight = number % 6 == 0
            let run = try await shop.order(
                UInt64.max - number, of: article, count: 2, for: "customer-\(number % 10)", overnight: isOvernight,
                placedAt: placedAt)
            orders.append((UInt64.max - number, isOvernight, run))
        }
        for order in orders {
            let parcel = try await order.run.result()
            try expect(parcel.number == order.number, "a parcel's number is its order's")
            try expect(
                parcel.urgency == (order.isOvernight ? .overnight : .standard), "an order is as urgent as it was")
            try expect(parcel.weights == [article.id.uuidString: 251], "two pieces weigh twice as much as one")
            try expect(parcel.packedAt == placedAt.addingTimeInterval(90), "dates keep their milliseconds")
            try expect(parcel.label == Data("\(order.number) \(parcel.urgency.rawValue)".utf8), "labels are printed")
        }
        try expect(try await shop.stock() == ["shelf": 12, "cellar": 0], "stock is taken")
    }

    private static func checkLimits(_ most: [String: Int]) throws {
        try expect(most["all"] == 6, "the organization's limit is filled and never passed")
        try expect(most["customers"] == 4, "the customers' limit is filled and never passed")
        try expect(most["express"] == 2, "the express limit is filled and never passed")
        let keys = most.filter { $0.key.hasPrefix("customers/") }
        try expect(!keys.isEmpty && keys.allSatisfy { $0.value == 1 }, "orders of one customer never overlap")
    }
}

/// What should have been, and was not.
struct Unexpected: Error {
    let what: String
}

func expect(_ condition: Bool, _ what: String) throws {
    if !condition { throw Unexpected(what: what) }
}
