import Foundation
import Frontend
import Sluice

/// The shop as a program: places an order and does not wait for it. With a store of its own nobody ships it; give it the store that
/// the other service works on.
@main
struct PlaceOrder {
    static func main() async throws {
        let store = MemoryStore()
        let shop = try await Shop(store: store)
        let order = try await shop.order(1, of: Shop.Article(id: UUID(), grams: 250), count: 2, for: "ada")
        print("order 1: \(try await order.status().rawValue)")
    }
}
