/// Looks into a text for messages about it. Nothing here is called for a text without problems.
enum SourceText {
    /// The position of a byte.
    static func mark(in text: UnsafeRawBufferPointer, offset: Int) -> YAMLMark {
        var line: UInt32 = 1
        var column: UInt32 = 1
        for index in 0..<min(offset, text.count) {
            let byte = text[index]
            let next = index + 1 < text.count ? text[index + 1] : 0
            if byte == 0x0A || (byte == 0x0D && next != 0x0A) {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 && byte != 0x0D {
                column += 1
            }
        }
        return YAMLMark(line: line, column: column)
    }

    /// The scalar at a position.
    static func scalar(in text: UnsafeRawBufferPointer, at mark: YAMLMark) -> Unicode.Scalar? {
        rest(of: text, from: mark).unicodeScalars.first
    }

    /// What stands at a position up to the next space, or the end of the line.
    static func word(in text: UnsafeRawBufferPointer, at mark: YAMLMark) -> String {
        let line = rest(of: text, from: mark)
        let word = String(line.prefix { $0 != " " && $0 != "\t" }.prefix(60))
        return word
    }

    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// A line, counted from 1, without the comment at its end; at most 1,000 bytes of it.
    static func line(in text: UnsafeRawBufferPointer, _ number: Int) -> String {
        let line = rest(of: text, from: YAMLMark(line: UInt32(number), column: 1))
        let end = line.firstRange(of: " #")?.lowerBound ?? line.endIndex
        return String(line[..<(line.hasPrefix("#") ? line.startIndex : end)])
    }

    /// The nearest line before that holds more than a comment, without spaces at its end.
    static func lineBefore(_ number: Int, in text: UnsafeRawBufferPointer) -> (number: Int, text: String)? {
        for candidate in stride(from: number - 1, through: max(1, number - 20), by: -1) {
            var line = line(in: text, candidate)
            while line.last == " " { line.removeLast() }
            if !line.isEmpty { return (candidate, line) }
        }
        return nil
    }

    /// The line from a position on, at most 1,000 bytes of it.
    private static func rest(of text: UnsafeRawBufferPointer, from mark: YAMLMark) -> String {
        var line = 1
        var column = 1
        var index = 0
        while index < text.count, line < mark.line || column < mark.column {
            let byte = text[index]
            index += 1
            let next = index < text.count ? text[index] : 0
            if byte == 0x0A || (byte == 0x0D && next != 0x0A) {
                line += 1
                column = 1
            } else if next & 0xC0 != 0x80 && byte != 0x0D {
                column += 1
            }
        }
        let bytes = text[index...].prefix { $0 != 0x0A && $0 != 0x0D }.prefix(1_000)
        return String(decoding: bytes, as: UTF8.self)
    }
}
