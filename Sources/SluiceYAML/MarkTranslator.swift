internal import CSluiceLibYAML

/// Turns libyaml's marks into ours.
///
/// libyaml also ends a line at U+0085, U+2028 and U+2029, as YAML 1.1 says and no editor does. In the rare text that has
/// one of them, lines are found anew from the index that a mark carries.
struct MarkTranslator {
    /// The scalar index at which each line starts; `nil` where libyaml's own lines are right.
    private let lineStarts: [Int]?
    /// Where a text ends whose last line has no break: libyaml speaks of a line after it.
    private let end: YAMLMark?

    init(_ text: UnsafeRawBufferPointer) {
        lineStarts = Self.hasUnusualBreak(text) ? Self.lineStarts(text) : nil
        end = lineStarts == nil ? Self.endWithoutBreak(text) : nil
    }

    func callAsFunction(_ mark: yaml_mark_t) -> YAMLMark {
        guard let lineStarts else {
            let plain = YAMLMark(
                line: UInt32(truncatingIfNeeded: mark.line) &+ 1, column: UInt32(truncatingIfNeeded: mark.column) &+ 1)
            return min(plain, end ?? plain)
        }
        let index = Int(mark.index)
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= index { low = middle } else { high = middle }
        }
        return YAMLMark(line: UInt32(low + 1), column: UInt32(index - lineStarts[low] + 1))
    }

    private static func endWithoutBreak(_ text: UnsafeRawBufferPointer) -> YAMLMark? {
        guard let last = text.last, last != 0x0A, last != 0x0D else { return nil }
        var (line, column) = (UInt32(1), UInt32(1))
        for (index, byte) in text.enumerated() {
            if byte == 0x0A || byte == 0x0D && text[index + 1] != 0x0A {
                (line, column) = (line &+ 1, 1)
            } else if byte & 0xC0 != 0x80, byte != 0x0D {
                column &+= 1
            }
        }
        return YAMLMark(line: line, column: column)
    }

    private static func hasUnusualBreak(_ text: UnsafeRawBufferPointer) -> Bool {
        contains(text, 0xC2) { $0 == 0x85 } || contains(text, 0xE2) { $0 == 0x80 }
    }

    /// Whether `lead` occurs before a byte that `accepts` takes. With `memchr`, so that plain ASCII costs next to nothing.
    private static func contains(_ text: UnsafeRawBufferPointer, _ lead: UInt8, accepts: (UInt8) -> Bool) -> Bool {
        guard let start = text.baseAddress else { return false }
        var offset = 0
        while let found = memchr(start + offset, Int32(lead), text.count - offset) {
            offset = UnsafeRawPointer(found) - start + 1
            if offset < text.count, accepts(text[offset]) { return true }
        }
        return false
    }

    private static func lineStarts(_ text: UnsafeRawBufferPointer) -> [Int] {
        var starts = [0]
        var scalars = 0
        for (index, byte) in text.enumerated() {
            let isContinuation = byte & 0xC0 == 0x80
            if !isContinuation { scalars += 1 }
            let next = index + 1 < text.count ? text[index + 1] : 0
            if byte == 0x0A || (byte == 0x0D && next != 0x0A) { starts.append(scalars) }
        }
        return starts
    }
}
