// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What conformances implement is documented at the protocol.

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A value of a type that exists in Swift already, as a payload or output of its own: it travels through its `Codable`
/// conformance. Dates in it are written as everywhere, so that they stay exact.
public struct Bridged<Value: Codable & Sendable>: PayloadValue {
    /// The value itself.
    public var value: Value

    /// Wraps a value.
    public init(_ value: Value) {
        self.value = value
    }

    @_spi(SluiceGenerated) public func write(to json: inout JSONWriter) {
        json.write(encodable: value)
    }

    @_spi(SluiceGenerated) public static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
        Self(try json.decodable(Value.self))
    }
}

extension JSONWriter {
    mutating func write<Value: Encodable>(encodable value: Value) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            guard let text = DateText.write(date) else {
                throw EncodingError.invalidValue(
                    date, .init(codingPath: encoder.codingPath, debugDescription: DateText.range))
            }
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
        let encoded: Data
        do {
            encoded = try encoder.encode(value)
        } catch {
            return fail(.unwritable, "cannot be encoded: \(CodingProblem(error))")
        }
        encoded.withUnsafeBytes { bytes in
            let bytes = bytes.assumingMemoryBound(to: UInt8.self)
            guard Self.depth(of: bytes) <= remainingDepth else {
                return fail(.tooDeep, "is nested more than \(JSONLimits.depth) levels deep")
            }
            buffer.append(bytes)
        }
    }

    private static func depth(of json: UnsafeBufferPointer<UInt8>) -> Int {
        var (depth, deepest) = (0, 0)
        var isText = false
        var isEscaped = false
        for byte in json {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\"") {
                isText.toggle()
            } else if isText {
                isEscaped = byte == UInt8(ascii: "\\")
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
                deepest = max(deepest, depth)
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
            }
        }
        return deepest
    }
}

extension JSONReader {
    mutating func decodable<Value: Decodable>(_ type: Value.Type) throws(PayloadError) -> Value {
        let token = token
        // A missing field is given to the type as `null`: an optional takes it, others refuse.
        let source = token.kind == .absent ? Data("null".utf8) : Data(document.source(of: token))
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            guard let date = DateText.read(try container.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected \(DateText.expected)")
            }
            return date
        }
        do {
            return try decoder.decode(Value.self, from: source)
        } catch {
            if token.kind == .absent { throw mismatch(expecting: "a value that decodes as '\(Value.self)'") }
            throw failure(.wrongType, "cannot be decoded as '\(Value.self)': \(CodingProblem(error))")
        }
    }
}

/// What a `Codable` conformance complains of, with the place inside its value.
private struct CodingProblem: CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        let context: (path: [any CodingKey], text: String)? =
            switch error {
            case EncodingError.invalidValue(_, let context): (context.codingPath, context.debugDescription)
            case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
                DecodingError.keyNotFound(_, let context), DecodingError.dataCorrupted(let context):
                (context.codingPath, context.debugDescription)
            default: nil
            }
        guard let context else {
            description = String(describing: error)
            return
        }
        let path = context.path.map { key in key.intValue.map { "[\($0)]" } ?? JSONPath.field(key.stringValue) }
        description = path.isEmpty ? context.text : "\(path.joined().drop { $0 == "." }): \(context.text)"
    }
}
