/// Looks into a text for messages about it. Nothing here is called for a text without problems.
struct SourceText {
    let bytes: UnsafeRawBufferPointer

    /// How much of the text before a mistake is searched for what explains it.
    private static let reach = 1 << 20

    /// The position of a byte.
    func mark(offset: Int) -> YAMLMark {
        var line: UInt32 = 1
        var column: UInt32 = 1
        for index in 0..<min(offset, bytes.count) {
            if endsLine(index) {
                line += 1
                column = 1
            } else if bytes[index] & 0xC0 != 0x80 && bytes[index] != 0x0D {
                column += 1
            }
        }
        return YAMLMark(line: line, column: column)
    }

    /// A line, counted from 1; an empty one after the last.
    func line(_ number: UInt32) -> SourceLine {
        var found: UInt32 = 1
        var start = 0
        while found < number, start < bytes.count {
            if endsLine(start) { found += 1 }
            start += 1
        }
        return SourceLine(number: number, bytes, start: start)
    }

    /// The nearest line before that holds more than a comment.
    func lineBefore(_ line: SourceLine) -> SourceLine? {
        linesBefore(line).first { !$0.isBlank }
    }

    /// The lines before, the nearest first.
    func linesBefore(_ line: SourceLine) -> some Sequence<SourceLine> {
        sequence(state: line) { [bytes] next -> SourceLine? in
            // `start` follows the end of the line that is looked for.
            guard next.start > 0, next.number > 1, line.start - next.start < Self.reach else { return nil }
            var start = next.start - 1
            while start > 0, !endsLine(start - 1) { start -= 1 }
            next = SourceLine(number: next.number - 1, bytes, start: start)
            return next
        }
    }

    /// Whether a line ends with that byte: at LF, CR or CR LF.
    private func endsLine(_ index: Int) -> Bool {
        bytes[index] == 0x0A || bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
    }
}
