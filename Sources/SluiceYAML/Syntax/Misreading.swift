/// A value that YAML reads, but hardly as it was meant: `queue:mail` is one text, and so is `mail# the main one`.
///
/// For values that turned out to mean nothing: a remark for their diagnostics.
package struct Misreading {
    /// What YAML makes of it.
    package let reason: String
    /// The line as it was probably meant, without indentation.
    package let correctedLine: String?

    /// Looks at a value of a text.
    ///
    /// - Parameters:
    ///   - bytes: The whole text; it is gone through up to the value.
    ///   - range: Where the value stands.
    package init?(_ bytes: [UInt8], _ range: Range<YAMLMark>) {
        let found = bytes.withUnsafeBytes { buffer in
            let hasMark = buffer.starts(with: [0xEF, 0xBB, 0xBF])
            let text = SourceText(bytes: UnsafeRawBufferPointer(rebasing: buffer[(hasMark ? 3 : 0)...]))
            return Self.find(text, range)
        }
        guard let found else { return nil }
        self = found
    }

    private init(_ reason: String, _ correctedLine: String? = nil) {
        self.reason = reason
        self.correctedLine = correctedLine
    }

    private static func find(_ text: SourceText, _ range: Range<YAMLMark>) -> Misreading? {
        let line = text.line(range.lowerBound.line)
        let start = Int(range.lowerBound.column) - 1
        let isOneLine = range.upperBound.line == range.lowerBound.line
        let end = isOneLine ? Int(range.upperBound.column) - 1 : line.contentEnd
        guard start < end, end <= line.scalars.count else { return nil }
        let value = line.scalars[start..<end]
        if value.first == "\"" || value.first == "'" { return nil }
        return curlyQuotes(line, value) ?? missingSpace(line, value) ?? comment(line, value) ?? punctuation(line, value)
            ?? (isOneLine || value.first == "-" ? nil : deeperItem(text.line(range.lowerBound.line + 1), below: line))
    }

    private static func curlyQuotes(_ line: SourceLine, _ value: ArraySlice<Unicode.Scalar>) -> Misreading? {
        guard let first = value.first, CurlyQuotes.contains(first) else { return nil }
        return Misreading("'\(first)' is no quote to YAML", CurlyQuotes.straightened(line))
    }

    /// `queue:mail`, `payload:{ to: String }`, `payload { to: String }`, `-a`.
    private static func missingSpace(_ line: SourceLine, _ value: ArraySlice<Unicode.Scalar>) -> Misreading? {
        let wordEnd = value.firstIndex { ": {[".unicodeScalars.contains($0) } ?? value.endIndex
        let word = line.text(from: value.startIndex, to: wordEnd)
        let rest = line.text(from: wordEnd, to: value.endIndex)
        if word.hasPrefix("-"), word.count > 1, value.startIndex == line.indentation {
            let start = value.startIndex
            return Misreading("YAML wants a space after '-'", line.replacing(from: start, to: start + 1, with: "- "))
        }
        if word == "-", rest.hasPrefix(" "), line.colon != nil {
            let start = value.startIndex
            return Misreading("keys are written without '-'", line.replacing(from: start, to: start + 2, with: ""))
        }
        guard word.isName else { return nil }
        if rest.hasPrefix(":"), rest.count > 1, !rest.hasPrefix(": "), !rest.hasPrefix("://") {
            return Misreading(
                "YAML wants a space after ':'", line.replacing(from: wordEnd, to: wordEnd + 1, with: ": "))
        }
        if rest.hasPrefix(" {") || rest.hasPrefix(" [") || rest.hasPrefix("{") || rest.hasPrefix("[") {
            return Misreading(
                "':' is missing after '\(word)'",
                line.replacing(from: wordEnd, to: wordEnd + (rest.hasPrefix(" ") ? 1 : 0), with: ": "))
        }
        return nil
    }

    private static func comment(_ line: SourceLine, _ value: ArraySlice<Unicode.Scalar>) -> Misreading? {
        if let hash = value.firstIndex(of: "#"), hash > value.startIndex {
            return Misreading("a comment needs a space before its '#'", line.replacing(from: hash, to: hash, with: " "))
        }
        let slashes = value.indices.dropFirst().first { index in
            value[index] == "/" && value[index - 1] == " " && index + 1 < value.endIndex && value[index + 1] == "/"
        }
        return slashes.map {
            Misreading("a comment begins with '#', not '//'", line.replacing(from: $0, to: $0 + 2, with: "#"))
        }
    }

    /// What other languages end a value with.
    private static func punctuation(_ line: SourceLine, _ value: ArraySlice<Unicode.Scalar>) -> Misreading? {
        guard let last = value.last, value.count > 1, ",;}]".unicodeScalars.contains(last) else { return nil }
        if last == "}" && value.contains("{") || last == "]" && value.contains("[") { return nil }
        var start = value.endIndex - 1
        while start > value.startIndex, value[start - 1] == " " { start -= 1 }
        return Misreading(
            "'\(last)' is part of the text here; remove it", line.replacing(from: start, to: value.endIndex, with: ""))
    }

    /// A text that goes on with what looks like a list item.
    private static func deeperItem(_ next: SourceLine, below line: SourceLine) -> Misreading? {
        guard line.isItem, next.isItem, next.indentation > line.indentation else { return nil }
        return Misreading("line \(next.number) goes on with this text, since its '-' is indented deeper; align the two")
    }
}
