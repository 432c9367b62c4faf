/// A line of a text, taken apart as people read it: indentation, dashes, a key, its value, a comment.
///
/// Nothing here knows of lines before: in a text of several lines, what looks like a key may be none.
struct SourceLine {
    let number: UInt32
    /// The offset of its first byte in the text.
    let start: Int
    /// Without the end of the line; of a very long line only the beginning.
    let scalars: [Unicode.Scalar]
    /// How many spaces it begins with.
    let indentation: Int
    /// Where its own content begins: after the spaces and the dashes of list items.
    let contentStart: Int
    /// Where its content ends: before the comment and the spaces that precede it.
    let contentEnd: Int

    /// Lines that are longer are not looked at further: no one wrote them by hand.
    private static let longest = 4_000

    init(number: UInt32, _ bytes: UnsafeRawBufferPointer, start: Int) {
        self.number = number
        self.start = start
        let line = bytes[start...].prefix(Self.longest).prefix { $0 != 0x0A && $0 != 0x0D }
        let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
        indentation = scalars.firstIndex { $0 != " " } ?? scalars.count
        var first = indentation
        while first + 1 < scalars.count, scalars[first] == "-", scalars[first + 1] == " " {
            first = scalars[(first + 1)...].firstIndex { $0 != " " } ?? scalars.count
        }
        contentStart = first
        var end = Self.commentStart(scalars) ?? scalars.count
        while end > 0, scalars[end - 1] == " " || scalars[end - 1] == "\t" { end -= 1 }
        contentEnd = end
        self.scalars = scalars
    }

    /// Whether it holds nothing but spaces and a comment.
    var isBlank: Bool { contentEnd <= indentation }
    /// Whether it begins a list item.
    var isItem: Bool { contentStart > indentation || text(from: indentation, to: contentEnd) == "-" }
    /// Its content without indentation, dashes and comment.
    var content: String { text(from: contentStart, to: contentEnd) }

    /// The first `:` that ends a key, if there is one: it stands outside quotes and brackets, before a space or the end.
    var colon: Int? {
        var depth = 0
        var index = contentStart
        var quotes = Quotes(scalars)
        while index < contentEnd {
            switch scalars[index] {
            case "[", "{": depth += 1
            case "]", "}": depth -= 1
            case "\"", "'": index = quotes.end(from: index) ?? index
            case ":" where depth == 0 && (index + 1 == contentEnd || scalars[index + 1] == " "): return index
            default: break
            }
            index += 1
        }
        return nil
    }

    /// What stands before its first colon.
    var key: String? { colon.map { text(from: contentStart, to: $0) } }

    /// Where the value after the first colon begins; without a colon, where the content does.
    var valueStart: Int {
        guard let colon else { return contentStart }
        return scalars[(colon + 1)...].firstIndex { $0 != " " } ?? scalars.count
    }

    /// The index of the quote that ends the one at `opening`.
    func endOfQuotes(from opening: Int) -> Int? {
        var quotes = Quotes(scalars)
        return quotes.end(from: opening)
    }

    /// The scalars from an index up to another; indices outside are brought inside, and nothing stands between wrong ones.
    func part(from start: Int, to end: Int) -> ArraySlice<Unicode.Scalar> {
        let first = min(max(start, 0), scalars.count)
        return scalars[first..<min(max(end, first), scalars.count)]
    }

    /// A part of it, as text.
    func text(from start: Int, to end: Int) -> String {
        String(String.UnicodeScalarView(part(from: start, to: end)))
    }

    /// The whole line with another text in the place of a part, without its indentation.
    func replacing(from start: Int, to end: Int, with replacement: String) -> String {
        let corrected = text(from: 0, to: start) + replacement + text(from: end, to: scalars.count)
        return String(corrected.drop { $0 == " " })
    }

    func mark(_ index: Int) -> YAMLMark { YAMLMark(line: number, column: UInt32(clamping: index + 1)) }

    /// The index of a `#` that begins a comment: after a space, outside quotes.
    private static func commentStart(_ scalars: [Unicode.Scalar]) -> Int? {
        var index = 0
        var quotes = Quotes(scalars)
        while index < scalars.count {
            let before = index > 0 ? scalars[index - 1] : " "
            switch (scalars[index], before) {
            case ("#", " "), ("#", "\t"): return index
            case ("\"", " "), ("\"", "\t"), ("\"", "["), ("\"", "{"), ("\"", ","), ("\"", ":"), ("'", " "), ("'", "\t"),
                ("'", "["), ("'", "{"), ("'", ","), ("'", ":"):
                index = quotes.end(from: index) ?? index
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Finds the ends of quoted texts.
    private struct Quotes {
        private let scalars: [Unicode.Scalar]
        /// The quotes that are not closed up to the end: who has looked for one need not look for the next.
        private var unclosed: Set<Unicode.Scalar> = []

        init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

        mutating func end(from opening: Int) -> Int? {
            let quote = scalars[opening]
            guard !unclosed.contains(quote) else { return nil }
            var index = opening + 1
            while index < scalars.count {
                if scalars[index] == "\\", quote == "\"" {
                    index += 1
                } else if scalars[index] == quote {
                    guard quote == "'", index + 1 < scalars.count, scalars[index + 1] == "'" else { return index }
                    index += 1
                }
                index += 1
            }
            unclosed.insert(quote)
            return nil
        }
    }
}
