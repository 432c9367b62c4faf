import Foundation
import Inside
import Money
import Sluice

func exerciseInside() async throws {
    let client = try await Client(store: MemoryStore(), declarations: Messungen.declarations)
    try await withWorker(client, InsideHandlers()) {
        let date = Date(timeIntervalSince1970: 1)
        let price = Amount(cents: 1, currency: "EUR")
        let handle = try await Messungen(client).messen.trigger(.init(wann: date, preis: price), queue: .own(key: "ä"))
        try await expect(handle.result() == date, "a date")
    }
}
