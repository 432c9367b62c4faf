import Foundation
@_spi(SluiceGenerated) import Sluice

// What the compiler generates, by hand.

struct PullRequest: PayloadValue, Equatable {
    var branch: String
    var labels: [String]
    var priority: Priority
    var number: Int?

    init(branch: String, labels: [String] = [], priority: Priority = .normal, number: Int? = nil) {
        self.branch = branch
        self.labels = labels
        self.priority = priority
        self.number = number
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.write("branch", branch)
        json.write("labels", labels)
        json.write("priority", priority)
        json.write("number", number)
        json.endObject()
    }

    static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.beginObject()
        return try Self(
            branch: json.read("branch"), labels: json.read("labels", default: []),
            priority: json.read("priority", default: .normal), number: json.read("number"))
    }
}

enum Priority: String, PayloadEnumeration { case low, normal, high }

struct Tree: PayloadValue, Equatable {
    var name: String
    var children: [Tree]
    var attributes: [String: Tree]

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.write("name", name)
        json.write("children", children)
        json.write("attributes", attributes)
        json.endObject()
    }

    static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.beginObject()
        return try Self(
            name: json.read("name"), children: json.read("children", default: []),
            attributes: json.read("attributes", default: [:]))
    }
}

/// A field of every built-in type.
struct Everything: PayloadValue, Equatable {
    var string: String
    var bool: Bool
    var int: Int
    var int8: Int8
    var uint64: UInt64
    var float: Float
    var double: Double
    var date: Date
    var url: URL
    var uuid: UUID
    var data: Data
    var pullRequest: PullRequest
    var optional: [String?]
    var dictionary: [String: [Int64]]

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.write("string", string)
        json.write("bool", bool)
        json.write("int", int)
        json.write("int8", int8)
        json.write("uint64", uint64)
        json.write("float", float)
        json.write("double", double)
        json.write("date", date)
        json.write("url", url)
        json.write("uuid", uuid)
        json.write("data", data)
        json.write("pullRequest", pullRequest)
        json.write("optional", optional)
        json.write("dictionary", dictionary)
        json.endObject()
    }

    static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        try json.beginObject()
        return try Self(
            string: json.read("string"), bool: json.read("bool"), int: json.read("int"), int8: json.read("int8"),
            uint64: json.read("uint64"), float: json.read("float"), double: json.read("double"),
            date: json.read("date"), url: json.read("url"), uuid: json.read("uuid"), data: json.read("data"),
            pullRequest: json.read("pullRequest"), optional: json.read("optional"),
            dictionary: json.read("dictionary"))
    }
}

func decode<Value: PayloadValue>(_ json: String, as type: Value.Type = Value.self) throws(PayloadError) -> Value {
    try decodePayload(Value.self, from: Array(json.utf8))
}

func encode<Value: PayloadValue>(_ value: Value) throws(PayloadError) -> String {
    String(decoding: try encodePayload(value), as: UTF8.self)
}

/// Whether the bytes are JSON; ``NoOutput`` takes any value.
func isJSON(_ bytes: some Sequence<UInt8>) -> Bool {
    (try? decodePayload(NoOutput.self, from: Array(bytes))) != nil
}

/// What an operation complains of, or "" if it does not.
func complaint<Value>(_ operation: () throws(PayloadError) -> Value) -> String {
    do throws(PayloadError) {
        _ = try operation()
        return ""
    } catch {
        return error.description
    }
}
