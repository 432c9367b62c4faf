extension JSONParser {
    /// Checks a number, and tells integers (no fraction, no exponent) from the others.
    mutating func parseNumber() throws(PayloadError) {
        let start = position
        var kind = JSONToken.Kind.integer
        if byte == UInt8(ascii: "-") { position += 1 }
        if byte == UInt8(ascii: "0") {
            position += 1
            if isDigit { throw syntaxError("a number has a leading zero") }
        } else {
            try parseDigits()
        }
        if byte == UInt8(ascii: ".") {
            kind = .decimal
            position += 1
            try parseDigits()
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            kind = .decimal
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            try parseDigits()
        }
        append(kind, from: start)
    }

    private mutating func parseDigits() throws(PayloadError) {
        guard isDigit else { throw syntaxError("expected a digit, found \(found)") }
        repeat { position += 1 } while isDigit
    }

    private var isDigit: Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
