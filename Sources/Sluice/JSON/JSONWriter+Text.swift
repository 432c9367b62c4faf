extension JSONWriter {
    mutating func write(text: String) {
        var text = text
        text.withUTF8 { write(utf8: $0) }
    }

    /// Writes valid UTF-8 as a JSON string: only what RFC 8259 demands is escaped, all else is copied in runs.
    mutating func write(utf8 text: UnsafeBufferPointer<UInt8>) {
        buffer.append(UInt8(ascii: "\""))
        var copied = 0
        while true {
            let special = JSONScan.firstSpecial(in: text, from: copied, includingNonASCII: false)
            buffer.append(UnsafeBufferPointer(rebasing: text[copied..<special]))
            if special == text.count { break }
            write(escaped: text[special])
            copied = special + 1
        }
        buffer.append(UInt8(ascii: "\""))
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
