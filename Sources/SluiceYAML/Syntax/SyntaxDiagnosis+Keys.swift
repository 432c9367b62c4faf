extension SyntaxDiagnosis {
    /// A line that should begin with a key, and has none.
    func missingColon(on line: SourceLine) -> YAMLProblem {
        if let found = foreignText(on: line) ?? invisibleCharacter(in: line) { return found }
        let (start, end) = (line.contentStart, line.contentEnd)
        if (line.colon ?? start) - start > Self.longestKey { return tooLongKey(on: line) }
        let content = line.content
        func told(_ message: String, to last: Int? = nil, write corrected: String? = nil) -> YAMLProblem {
            YAMLProblem(.syntax, message, from: line.mark(start), to: line.mark(last ?? end), write: corrected)
        }

        if content.hasPrefix("//") {
            let corrected = line.replacing(from: start, to: start + 2, with: "#")
            return told("a comment begins with '#', not '//'", write: corrected)
        }
        if content.hasPrefix("-") {
            return told(
                "a space is missing after '-'", to: start + 1,
                write: line.replacing(from: start, to: start + 1, with: "- "))
        }
        if content.first == "\"" || content.first == "'", line.endOfQuotes(from: start) == nil {
            return told("a key stands on one line, but this one's quote is not closed there; close it")
        }
        let wordEnd = line.part(from: start, to: end).firstIndex { ":={[ ".unicodeScalars.contains($0) } ?? end
        let word = line.text(from: start, to: wordEnd)
        let rest = line.text(from: wordEnd, to: end)
        if rest.hasPrefix(":"), !rest.hasPrefix("://") {
            let message = "a space is missing after '\(word.shortened):'"
            return told(message, to: wordEnd + 1, write: line.replacing(from: wordEnd, to: wordEnd + 1, with: ": "))
        }
        let valueStart = line.part(from: wordEnd, to: end).firstIndex { $0 != " " } ?? end
        switch scalar(line, valueStart) {
        case "="? where valueStart < end:
            let corrected = line.replacing(from: wordEnd, to: valueStart + 1, with: ":")
            return told("a key and its value are separated by ':', not '='", write: corrected)
        case "{"?, "["?,
            _ where words.contains(word) && valueStart < end:
            let corrected = line.replacing(from: wordEnd, to: valueStart, with: ": ")
            return told("':' is missing after '\(word.shortened)'", to: wordEnd, write: corrected)
        default:
            return neitherKeyNorValue(line)
                ?? told("'\(content.shortened)' has no ':' after it, so it can't be a key", write: withColon(line))
        }
    }

    /// How long a key may be in characters, to YAML.
    private static let longestKey = 1_024

    private func tooLongKey(on line: SourceLine) -> YAMLProblem {
        YAMLProblem(
            .syntax, "a key has at most \(Self.longestKey) characters; give it a shorter name",
            from: line.mark(line.contentStart))
    }

    /// A line without a key that may belong to the one above.
    private func neitherKeyNorValue(_ line: SourceLine) -> YAMLProblem? {
        let content = line.content
        guard let above = text.lineBefore(line), !words.contains(content) else { return nil }
        let (start, end) = (line.mark(line.contentStart), line.mark(line.contentEnd))
        guard above.indentation == line.indentation else { return nil }
        if above.isItem, !line.isItem {
            let message = "'- ' is missing: the lines above are items of a list"
            return YAMLProblem(.syntax, message, from: start, to: end, write: "- \(line.content)")
        }
        guard let key = above.key else { return nil }
        let value = above.text(from: above.valueStart, to: above.contentEnd)
        if value.isEmpty || value.first == "|" || value.first == ">" {
            let message = "'\(content.shortened)' is no key; if it is the value of '\(key.shortened)', indent it deeper"
            return YAMLProblem(
                .syntax, message, from: start, to: end,
                note: YAMLProblem.Note(message: "'\(key.shortened)' is here", mark: above.mark(above.contentStart)))
        }
        guard content.contains(" ") else { return nil }
        let message =
            "'\(content.shortened)' has no ':', so it is no key; if it goes on with the text above, indent it deeper"
        return YAMLProblem(
            .syntax, message, from: start, to: end,
            note: YAMLProblem.Note(message: "the text begins here", mark: above.mark(above.valueStart)))
    }

    private func withColon(_ line: SourceLine) -> String? {
        line.content.contains(" ") ? nil : line.replacing(from: line.contentEnd, to: line.contentEnd, with: ":")
    }

    /// A `:` after something that can't be a key.
    var strayColon: YAMLProblem {
        if let first = line.colon, first < index(place) { return secondColon(after: first) }
        if index(place) - line.contentStart > Self.longestKey { return tooLongKey(on: line) }
        guard let above = text.lineBefore(line) else {
            return YAMLProblem(.syntax, "a ':' can't stand here; quote the text if it is part of one", from: place)
        }
        if above.colon == nil { return missingColon(on: above) }
        if above.indentation == line.indentation {
            let message = "a ':' can't stand here: a quote before it is missing, or opens too late"
            return YAMLProblem(.syntax, message, from: place)
        }
        return misaligned(line)
    }

    private func secondColon(after first: Int) -> YAMLProblem {
        let (start, end) = (line.valueStart, line.contentEnd)
        let key = line.text(from: line.contentStart, to: first)
        let before = line.text(from: start, to: index(place))
        if let found = curlyQuotes(from: start, to: end) { return found }
        if words.contains(before), before.first?.isLowercase == true {
            let message =
                "'\(before)' can't follow '\(key.shortened):' on its line; give it a line of its own, or braces"
            let value = line.text(from: start, to: end)
            let isClosed = value.filter { $0 == "}" }.count > value.filter { $0 == "{" }.count
            let corrected = line.replacing(from: start, to: end, with: "{ \(value)\(isClosed ? "" : " }")")
            return YAMLProblem(.syntax, message, from: line.mark(start), to: place, write: corrected)
        }
        let word = before.split(separator: " ").last.map(String.init) ?? before
        if words.contains(word), word.first?.isLowercase == true {
            let message = "'\(word)' needs a line of its own; if it is part of the text, quote the text"
            let wordStart = line.mark(index(place) - word.unicodeScalars.count)
            return YAMLProblem(.syntax, message, from: wordStart, to: place)
        }
        let message = "': ' inside the text after '\(key.shortened):' makes a second key of it; quote the text"
        let corrected = line.replacing(from: start, to: end, with: line.text(from: start, to: end).inQuotes)
        return YAMLProblem(.syntax, message, from: place, write: corrected)
    }
}
