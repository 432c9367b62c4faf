/// The part of a line that a place is on, and what to write below it to point there.
struct Excerpt {
    let number: String
    let line: String
    /// As wide as what comes before the place; tabs stay tabs.
    let indentation: String
    let marker: String

    /// What is shown of a longer line, in scalars, and how much of it before the place.
    private static let longest = 160
    private static let lead = 60

    /// - Parameter line: The bytes of the line that the place begins on. What is not UTF-8 is shown as U+FFFD.
    init(_ line: ArraySlice<UInt8>, _ place: Place) {
        let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
        let start = min(place.start.column - 1, scalars.count)
        let isOneLine = place.end.line == place.start.line
        let end = max(start, isOneLine ? min(place.end.column - 1, scalars.count) : scalars.trimmedCount)

        let isLong = scalars.count > Self.longest
        let first = isLong ? min(max(0, start - Self.lead), scalars.count - Self.longest) : 0
        let last = min(scalars.count, first + Self.longest)

        number = String(place.start.line)
        let before = first > 0 ? "…" : ""
        self.line = before + String(scalars[first..<last].map(\.shown)) + (last < scalars.count ? "…" : "")
        indentation = (before.isEmpty ? "" : " ") + scalars[first..<start].map(\.blank).joined()
        let width = scalars[start..<max(start, min(end, last))].reduce(0) { $0 + $1.width }
        marker = "^" + String(repeating: "~", count: max(0, width - 1))
    }
}

extension [Unicode.Scalar] {
    /// The count without spaces at the end.
    fileprivate var trimmedCount: Int { (lastIndex { $0 != " " } ?? -1) + 1 }
}

extension String {
    fileprivate init(_ scalars: [Unicode.Scalar]) {
        self.init(String.UnicodeScalarView(scalars))
    }
}

extension Unicode.Scalar {
    /// Control characters would disturb the terminal.
    fileprivate var shown: Unicode.Scalar {
        self != "\t" && isDisturbing ? "\u{FFFD}" : self
    }

    /// Space of the same width.
    fileprivate var blank: String { self == "\t" ? "\t" : String(repeating: " ", count: width) }

    /// The columns that a terminal gives it: none to combining marks, two to East Asian wide characters and emoji.
    fileprivate var width: Int {
        if value < 0x300 || isDisturbing { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if properties.isEmojiPresentation { return 2 }
        return Self.wide.contains { $0.contains(value) } ? 2 : 1
    }

    /// The blocks that Unicode's EastAsianWidth.txt calls wide or fullwidth.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}
