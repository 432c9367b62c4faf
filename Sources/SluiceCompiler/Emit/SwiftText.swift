/// A piece of Swift code, written as an interpolated string and kept as UTF-8.
///
/// It exists for speed: a target of thousands of tasks is hundreds of thousands of lines, and a `String` per token
/// would cost more than everything else the compiler does.
struct SwiftText: ExpressibleByStringInterpolation {
    private(set) var bytes: [UInt8]

    init() { bytes = [] }

    init(_ string: String) { bytes = Array(string.utf8) }

    init(stringLiteral literal: String) { self.init(literal) }

    init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate(set) var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { bytes.append(utf8Of: literal) }

        /// Code as it is.
        mutating func appendInterpolation(_ code: String) { bytes.append(utf8Of: code) }

        /// Code as it is.
        mutating func appendInterpolation(_ code: SwiftText) { bytes.append(contentsOf: code.bytes) }

        mutating func appendInterpolation(_ number: some BinaryInteger) { bytes.append(utf8Of: String(number)) }

        /// A string literal of that value.
        mutating func appendInterpolation(literal value: String) { bytes.appendStringLiteral(value) }
    }

    static func += (text: inout SwiftText, more: SwiftText) { text.bytes.append(contentsOf: more.bytes) }

    var isEmpty: Bool { bytes.isEmpty }
}

extension [SwiftText] {
    /// The pieces one after another, with commas between.
    func commaSeparated() -> SwiftText {
        var result = SwiftText()
        for (index, piece) in enumerated() {
            if index > 0 { result += ", " }
            result += piece
        }
        return result
    }
}

extension [UInt8] {
    /// Appends a string's UTF-8 in one copy.
    mutating func append(utf8Of string: String) {
        let copied: Void? = string.utf8.withContiguousStorageIfAvailable { append(contentsOf: $0) }
        if copied == nil { append(contentsOf: string.utf8) }
    }
}
