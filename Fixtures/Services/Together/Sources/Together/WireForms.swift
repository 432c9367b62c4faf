import Foundation
import Frontend
import SharedTasks
@_spi(SluiceGenerated) import Sluice

/// What one service writes, the other reads, and would have written the same: each has types of its own, generated from one file.
func checkWireForms() throws {
    let article = UUID()
    let (date, url) = (Date(timeIntervalSince1970: 1_800_000_000.125), URL(string: "https://shop.example/ü?a=1"))
    let bare = Frontend.Tasks.ShipOrder.Payload(order: 0, customer: "", items: [], placedAt: date)
    let full = Frontend.Tasks.ShipOrder.Payload(
        order: .max, customer: "\"ü\" \\ \u{2028}",
        items: [.init(article: article, grams: 0.1), .init(article: article, count: -3, grams: 1e300, remark: "🚦\n")],
        urgency: .overnight, placedAt: date, invoice: url)
    for payload in [bare, full] {
        try compare(payload, through: SharedTasks.Tasks.ShipOrder.Payload.self)
    }
    try compare(
        SharedTasks.Tasks.Parcel(
            number: .max, urgency: .standard, items: [.init(article: article, grams: -0.0)],
            weights: ["a": 1, "": .pi],
            packedAt: date, tracking: url!, label: Data([0, 255])),
        through: Frontend.Tasks.Parcel.self)
    try expect(
        Frontend.Tasks.declarations == SharedTasks.Tasks.declarations, "both services register the same limits")
}

private func compare<Mine: PayloadValue, Theirs: PayloadValue>(_ value: Mine, through: Theirs.Type) throws {
    let written = try encodePayload(value)
    let writtenByThem = try encodePayload(decodePayload(Theirs.self, from: written))
    try expect(
        writtenByThem == written,
        "what is written as \(String(decoding: written, as: UTF8.self)) is read and written alike by the other service")
}
