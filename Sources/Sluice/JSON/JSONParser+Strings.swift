extension JSONParser {
    /// Checks a string from its opening quote on: escapes, paired surrogates and UTF-8.
    mutating func parseString() throws(PayloadError) {
        position += 1
        let start = position
        var hasEscapes = false
        while true {
            position = JSONScan.firstSpecial(in: document.bytes, from: position, includingNonASCII: true)
            guard position < document.bytes.count else { throw syntaxError("a string does not end") }
            switch byte {
            case UInt8(ascii: "\""):
                append(.string, from: start, hasEscapes: hasEscapes)
                position += 1
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try parseEscape()
            case ..<0x20:
                throw syntaxError("a control character in a string is not escaped")
            default:
                guard let length = scalarLength() else { throw syntaxError("a string is not valid UTF-8") }
                position += length
            }
        }
    }

    private mutating func parseEscape() throws(PayloadError) {
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            let unit = try parseCodeUnit()
            if JSONText.isLowSurrogate(unit) { throw syntaxError("a low surrogate stands alone") }
            guard JSONText.isHighSurrogate(unit) else { return }
            guard byte == UInt8(ascii: "\\"), position + 1 < document.bytes.count,
                document.bytes[position + 1] == UInt8(ascii: "u")
            else { throw syntaxError("a high surrogate stands alone") }
            position += 1
            guard JSONText.isLowSurrogate(try parseCodeUnit()) else {
                throw syntaxError("a high surrogate stands alone")
            }
        default:
            throw syntaxError("expected an escape such as '\\n', found \(found)")
        }
    }

    private mutating func parseCodeUnit() throws(PayloadError) -> UInt32 {
        guard let unit = JSONText.codeUnit(document.bytes, at: position + 1) else {
            throw syntaxError("expected four hexadecimal digits after '\\u'")
        }
        position += 5
        return unit
    }

    /// How many bytes the scalar at the position has; nil for what RFC 3629, section 4, does not allow: stray or
    /// missing continuation bytes, overlong forms, surrogates, and what lies beyond U+10FFFF.
    private func scalarLength() -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch byte {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard document.bytes.count - position >= length, second.contains(document.bytes[position + 1]) else {
            return nil
        }
        for index in position + 2..<position + max(length, 2) where document.bytes[index] & 0xC0 != 0x80 {
            return nil
        }
        return length
    }
}
