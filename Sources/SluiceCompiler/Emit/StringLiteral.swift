extension [UInt8] {
    /// Appends a Swift string literal of that value: on one line, whatever the value holds.
    mutating func appendStringLiteral(_ value: String) {
        append(UInt8(ascii: "\""))
        guard value.utf8.contains(where: \.isSpecialInStringLiteral) else {
            append(utf8Of: value)
            return append(UInt8(ascii: "\""))
        }
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case UInt8(ascii: "\n"): append(utf8Of: "\\n")
            case UInt8(ascii: "\r"): append(utf8Of: "\\r")
            case UInt8(ascii: "\t"): append(utf8Of: "\\t")
            case _ where byte.isSpecialInStringLiteral: append(utf8Of: "\\u{\(String(byte, radix: 16))}")
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}

extension UInt8 {
    fileprivate var isSpecialInStringLiteral: Bool {
        self < 0x20 || self == 0x7F || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
    }
}
