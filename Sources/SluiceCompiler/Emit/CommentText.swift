/// Text from a declaration file, made fit to stand in a `//` comment.
enum CommentText {
    /// Whether a text can stand on one line as it is.
    static func isOneLine(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.last != UInt8(ascii: " ") && !text.utf8.contains(where: \.isControl)
    }

    /// The lines of a text, without blank ones at its ends, trailing spaces or control characters.
    static func lines(of text: String) -> [String] {
        var lines = text.utf8
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map(clean)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return Array(lines.drop(while: \.isEmpty))
    }

    /// A text that is to stay on one line, such as the name of a file.
    static func line(_ text: String) -> String { clean(text.utf8[...]) }

    private static func clean(_ utf8: Substring.UTF8View) -> String {
        var bytes = utf8.map { $0.isControl ? UInt8(ascii: " ") : $0 }
        while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isControl: Bool { self < 0x20 || self == 0x7F }
}
