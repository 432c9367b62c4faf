/// The text of a JSON string that has been checked already.
enum JSONText {
    /// - Parameter bytes: what stands between the quotes.
    static func string(_ bytes: UnsafeBufferPointer<UInt8>, hasEscapes: Bool) -> String {
        guard hasEscapes else { return String(decoding: bytes, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: bytes.count) { unescape(bytes, into: $0) }
    }

    static func utf8(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count) { text, count in count = unescape(bytes, into: text) }
    }

    /// Resolves escapes; the result is never longer than the source.
    private static func unescape(
        _ bytes: UnsafeBufferPointer<UInt8>, into text: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var count = 0
        var index = 0
        func append(_ byte: UInt8) {
            text.initializeElement(at: count, to: byte)
            count += 1
        }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                append(byte)
                continue
            }
            let escape = bytes[index]
            index += 1
            switch escape {
            case UInt8(ascii: "b"): append(0x08)
            case UInt8(ascii: "t"): append(0x09)
            case UInt8(ascii: "n"): append(0x0A)
            case UInt8(ascii: "f"): append(0x0C)
            case UInt8(ascii: "r"): append(0x0D)
            case UInt8(ascii: "u"):
                var scalar = codeUnit(bytes, at: index)!
                index += 4
                if isHighSurrogate(scalar) {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (codeUnit(bytes, at: index + 2)! - 0xDC00)
                    index += 6
                }
                for unit in UTF8.encode(Unicode.Scalar(scalar)!)! { append(unit) }
            default: append(escape)
            }
        }
        return count
    }

    /// The four hexadecimal digits at `index`; nil if there are not four.
    static func codeUnit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
        guard bytes.count - index >= 4 else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return unit
    }

    static func isHighSurrogate(_ unit: UInt32) -> Bool { unit & 0xFC00 == 0xD800 }
    static func isLowSurrogate(_ unit: UInt32) -> Bool { unit & 0xFC00 == 0xDC00 }
}
