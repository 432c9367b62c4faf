internal import SluiceYAML

/// A type such as `[String]?` or `[String] = []` without the quotes it needs: YAML takes the bracket for a list, and what
/// follows it for a mistake.
struct UnquotedType {
    /// Where it stands in the file's bytes.
    let range: Range<Int>
    let place: Place
    let text: String
    /// Its line as it should be, without indentation, and with quotes around every such type.
    let correctedLine: String

    /// Looks for one on the line where reading stopped, and on the line before.
    ///
    /// - Parameters:
    ///   - bytes: What is read, with other types in the place of those that were found before.
    ///   - written: The file as it is.
    init?(_ bytes: [UInt8], written: [UInt8], file: Int, near mark: YAMLMark) {
        var lines = SourceLines(bytes)
        for line in [Int(mark.line), Int(mark.line) - 1] {
            let content = lines.line(line)
            guard let range = Self.find(in: content) else { continue }
            let text = String(decoding: bytes[range], as: UTF8.self)
            let before = String(decoding: content[..<range.lowerBound], as: UTF8.self)
            let column = before.unicodeScalars.count + 1
            self.range = range
            self.text = text
            place = Place(
                file: file, start: SourcePosition(line: line, column: column),
                end: SourcePosition(line: line, column: column + text.unicodeScalars.count))
            correctedLine = Self.quoted(written[content.startIndex..<content.endIndex])
            return
        }
        return nil
    }

    /// Puts a type of the same width in its place, so that the rest of the file can be read and all columns stay.
    func replace(in bytes: inout [UInt8]) {
        let standIn = Array("Int".utf8)
        bytes.replaceSubrange(
            range, with: standIn + Array(repeating: UInt8(ascii: " "), count: range.count - standIn.count))
    }

    /// A line with quotes around its types that need them, as far as anybody wrote them by hand.
    private static func quoted(_ line: ArraySlice<UInt8>) -> String {
        var line = line
        for _ in 0..<20 {
            guard let range = find(in: line) else { break }
            let quote = UInt8(ascii: line[range].contains(UInt8(ascii: "\"")) ? "'" : "\"")
            line.replaceSubrange(range, with: [quote] + line[range] + [quote])
        }
        return String(String(decoding: line, as: UTF8.self).drop { $0 == " " })
    }

    /// A value after `:` that begins with brackets and goes on with `?` or `=` after them.
    private static func find(in line: ArraySlice<UInt8>) -> Range<Int>? {
        var search = line
        while let opening = search.firstIndex(of: UInt8(ascii: "[")) {
            search = line[(opening + 1)...]
            let isValue = line[..<opening].last { $0 != UInt8(ascii: " ") } == UInt8(ascii: ":")
            guard isValue, let closing = endOfBrackets(in: line, from: opening) else { continue }
            let next = line[closing...].first { $0 != UInt8(ascii: " ") }
            guard next == UInt8(ascii: "?") || next == UInt8(ascii: "=") else { continue }
            return opening..<endOfValue(in: line, from: closing)
        }
        return nil
    }

    private static func endOfBrackets(in line: ArraySlice<UInt8>, from opening: Int) -> Int? {
        var depth = 0
        for index in opening..<line.endIndex {
            if line[index] == UInt8(ascii: "[") { depth += 1 }
            if line[index] == UInt8(ascii: "]") { depth -= 1 }
            if depth == 0 { return index + 1 }
        }
        return nil
    }

    /// The end of the line, or the `,`, `}` or comment before it; spaces before these aside.
    private static func endOfValue(in line: ArraySlice<UInt8>, from start: Int) -> Int {
        var depth = 0
        var end = start
        while end < line.endIndex {
            switch line[end] {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
            let isAfterValue = depth < 0 || depth == 0 && line[end] == UInt8(ascii: ",")
            let isComment = line[end] == UInt8(ascii: "#") && line[end - 1] == UInt8(ascii: " ")
            if isAfterValue || isComment { break }
            end += 1
        }
        while end > start, line[end - 1] == UInt8(ascii: " ") { end -= 1 }
        return end
    }
}
