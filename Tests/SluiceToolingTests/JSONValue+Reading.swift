import Foundation
import SluiceTooling

extension JSONValue {
    var members: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

    /// What a JSON pointer leads to.
    func value(at pointer: String) -> JSONValue? {
        pointer.split(separator: "/").reduce(self) { value, name in
            switch value {
            case .object(let members): members[String(name)]
            case .array(let elements): Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            default: nil
            }
        }
    }

    /// Passes a JSON Schema and every schema in it.
    func eachSchema(_ body: (JSONValue) -> Void) {
        body(self)
        for keyword in ["properties", "$defs"] {
            for schema in value(at: keyword)?.members?.values.map(\.self) ?? [] { schema.eachSchema(body) }
        }
        for keyword in ["items", "additionalProperties", "propertyNames"] { value(at: keyword)?.eachSchema(body) }
        for keyword in ["anyOf", "oneOf"] { value(at: keyword)?.elements?.forEach { $0.eachSchema(body) } }
    }
}

extension JSONValue {
    init(parsing text: String) throws {
        self = try JSONDecoder().decode(Parsed.self, from: Data(text.utf8)).value
    }

    private struct Parsed: Decodable {
        let value: JSONValue

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                value = nil
            } else if let bool = try? container.decode(Bool.self) {
                value = .bool(bool)
            } else if let integer = try? container.decode(Int.self) {
                value = .integer(integer)
            } else if let number = try? container.decode(Double.self) {
                value = .number(number)
            } else if let string = try? container.decode(String.self) {
                value = .string(string)
            } else if let elements = try? container.decode([Parsed].self) {
                value = .array(elements.map(\.value))
            } else {
                value = .object(try container.decode([String: Parsed].self).mapValues(\.value))
            }
        }
    }
}
