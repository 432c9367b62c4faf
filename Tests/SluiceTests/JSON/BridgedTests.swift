import Foundation
@_spi(SluiceGenerated) import Sluice
import Testing

private struct Invoice: Codable, Equatable {
    var total: Double
    var due: Date
    var lines: [String: [Int]]
    var note: String?
}

private struct Order: PayloadValue, Equatable {
    var invoice: Invoice
    var former: [Invoice]
    var draft: Invoice?
    var fallback: Invoice

    static let standard = Invoice(total: 0, due: .distantPast, lines: [:])

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.writeCodable("invoice", invoice)
        json.writeCodable("former", former)
        json.writeCodable("draft", draft)
        json.writeCodable("fallback", fallback)
        json.endObject()
    }

    static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.beginObject()
        return try Self(
            invoice: json.readCodable("invoice"), former: json.readCodable("former", default: []),
            draft: json.readCodable("draft"), fallback: json.readCodable("fallback", default: standard))
    }
}

/// Types that exist in Swift already.
@Suite struct BridgedTests {
    private let invoice = Invoice(
        total: 0.1, due: Date(timeIntervalSinceReferenceDate: 785_605_978.1234567), lines: ["é\"/": [1], "a": []])

    @Test func survives() throws {
        for draft in [nil, invoice] {
            let order = Order(invoice: invoice, former: [invoice, invoice], draft: draft, fallback: invoice)
            #expect(try decode(encode(order)) == order)
        }
        #expect(try decodePayload(Bridged<Invoice>.self, from: encodePayload(Bridged(invoice))).value == invoice)
        #expect(try decodePayload(Bridged<String>.self, from: encodePayload(Bridged("a\n"))).value == "a\n")
    }

    @Test func writesDatesAsEverywhereAndKeysInOrder() throws {
        #expect(
            try encode(Bridged(invoice))
                == #"{"due":"2025-11-23T15:52:58.1234567Z","lines":{"a":[],"é\"/":[1]},"total":0.1}"#)
    }

    @Test func fillsInWhatIsLeftOut() throws {
        let order = try decode(#"{"invoice":{"total":1,"due":"2001-01-01T00:00:00Z","lines":{}}}"#, as: Order.self)
        #expect(order.former.isEmpty)
        #expect(order.draft == nil)
        #expect(order.fallback == Order.standard)
    }

    @Test(arguments: [
        ("{}", "payload.invoice is missing, expected a value that decodes as 'Invoice'"),
        (#"{"invoice":7}"#, "payload.invoice cannot be decoded as 'Invoice': "),
        (
            #"{"invoice":{"total":1,"due":"2001-01-01T00:00:00Z","lines":{"a":["x"]}}}"#,
            "payload.invoice cannot be decoded as 'Invoice': lines.a[0]: "
        ),
        (
            #"{"invoice":{"total":1,"due":"yesterday","lines":{}}}"#,
            "payload.invoice cannot be decoded as 'Invoice': due: expected a date and time in ISO 8601"
        ),
    ])
    func namesThePlace(_ json: String, _ message: String) {
        let complaint = complaint { () throws(PayloadError) in try decode(json, as: Order.self) }
        #expect(complaint.hasPrefix(message), "\(complaint)")
    }

    @Test func refusesToWriteWhatJSONCannotHold() {
        let infinite = Invoice(total: .infinity, due: .distantPast, lines: [:])
        let order = Order(invoice: invoice, former: [], draft: infinite, fallback: invoice)
        let complaint = complaint { () throws(PayloadError) in try encode(order) }
        #expect(complaint.hasPrefix("payload.draft cannot be encoded: total: "), "\(complaint)")
        let late = Invoice(total: 0, due: Date(timeIntervalSinceReferenceDate: 1e12), lines: [:])
        #expect(complaintOf(late).hasPrefix("payload cannot be encoded: due: is outside the years 0000 to 9999"))
    }

    @Test func countsItsDepth() throws {
        #expect(complaintOf(Deep(levels: JSONLimits.depth)) == "")
        #expect(complaintOf(Deep(levels: JSONLimits.depth + 1)) == "payload is nested more than 64 levels deep")
        #expect(
            complaint { () throws(PayloadError) in try encode([Bridged(Deep(levels: JSONLimits.depth))]) }
                == "payload[0] is nested more than 64 levels deep")
    }

    private func complaintOf(_ value: some Codable & Sendable) -> String {
        complaint { () throws(PayloadError) in try encode(Bridged(value)) }
    }
}

/// Encodes as so many arrays in each other, the innermost holding brackets as text.
private struct Deep: Codable {
    let levels: Int

    init(levels: Int) { self.levels = levels }

    init(from decoder: any Decoder) throws { levels = 0 }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        if levels > 1 { try container.encode(Deep(levels: levels - 1)) } else { try container.encode("[[\"{{\\") }
    }
}
