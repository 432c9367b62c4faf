extension JSONWriter {
    mutating func write(text: String) {
        var text = text
        text.withUTF8 { write(utf8: $0) }
    }

    /// Writes valid UTF-8 as a JSON string: only what RFC 8259 demands is escaped, all else is copied in runs.
    mutating func write(utf8 text: UnsafeBufferPointer<UInt8>) {
        buffer.append(UInt8(ascii: "\""))
        var copied = 0
        for index in text.indices where Self.needsEscape(text[index]) {
            buffer.append(UnsafeBufferPointer(rebasing: text[copied..<index]))
            write(escaped: text[index])
            copied = index + 1
        }
        buffer.append(UnsafeBufferPointer(rebasing: text[copied...]))
        buffer.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func write(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write(raw: #"\""#)
        case UInt8(ascii: "\\"): write(raw: #"\\"#)
        case 0x08: write(raw: #"\b"#)
        case 0x09: write(raw: #"\t"#)
        case 0x0A: write(raw: #"\n"#)
        case 0x0C: write(raw: #"\f"#)
        case 0x0D: write(raw: #"\r"#)
        default:
            write(raw: byte < 0x10 ? #"\u000"# : #"\u001"#)
            let digit = byte & 0x0F
            buffer.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
