import Foundation
@_spi(SluiceGenerated) import Sluice

/// A field of every built-in type, as the compiler would generate it.
struct Order: PayloadValue, Equatable {
    enum Priority: String, PayloadEnumeration { case low, normal, high }

    var text: String
    var flag: Bool
    var int: Int
    var int8: Int8
    var uint64: UInt64
    var float: Float
    var double: Double
    var date: Date
    var url: URL
    var uuid: UUID
    var data: Data
    var priority: Priority
    var optional: [String?]
    var parts: [Order]
    var counts: [String: [Int64]]
    var note: String?

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.write("text", text)
        json.write("flag", flag)
        json.write("int", int)
        json.write("int8", int8)
        json.write("uint64", uint64)
        json.write("float", float)
        json.write("double", double)
        json.write("date", date)
        json.write("url", url)
        json.write("uuid", uuid)
        json.write("data", data)
        json.write("priority", priority)
        json.write("optional", optional)
        json.write("parts", parts)
        json.write("counts", counts)
        json.write("note", note)
        json.endObject()
    }

    /// Each field but one has a default, so that short inputs reach far.
    static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.beginObject()
        return try Self(
            text: json.read("text", default: ""), flag: json.read("flag", default: false),
            int: json.read("int", default: 0), int8: json.read("int8", default: 0),
            uint64: json.read("uint64", default: 0), float: json.read("float", default: 0),
            double: json.read("double", default: 0),
            date: json.read("date", default: Date(timeIntervalSince1970: 0)),
            url: json.read("url", default: URL(string: "https://example.org")!),
            uuid: json.read("uuid", default: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))),
            data: json.read("data", default: Data()), priority: json.read("priority", default: .normal),
            optional: json.read("optional", default: []), parts: json.read("parts", default: []),
            counts: json.read("counts", default: [:]), note: json.read("note"))
    }
}
