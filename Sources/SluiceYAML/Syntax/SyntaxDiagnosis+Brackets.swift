extension SyntaxDiagnosis {
    private typealias Bracket = (opening: Unicode.Scalar, closing: Unicode.Scalar, what: String)

    private func bracket(at mark: YAMLMark) -> Bracket {
        scalar(text.line(mark.line), index(mark)) == "[" ? ("[", "]", "list") : ("{", "}", "mapping")
    }

    /// A place between brackets that is neither `,` nor the end.
    var brokenBrackets: YAMLProblem {
        let bracket = bracket(at: context)
        let index = index(place)
        let opened = Note(message: "the \(bracket.what) begins here", mark: context)
        if isAtEnd { return unclosed(context) }
        if let found = curlyQuotes(from: line.contentStart, to: line.contentEnd) { return found }
        if let character = scalar(line, index), character == "]" || character == "}" {
            let message = "'\(character)' can't close what '\(bracket.opening)' opens; write '\(bracket.closing)'"
            let corrected = line.replacing(
                from: index, to: isMissingBracket ? index : index + 1, with: String(bracket.closing))
            return YAMLProblem(.syntax, message, from: place, write: corrected, note: opened)
        }
        if place.line > context.line, line.indentation <= text.line(context.line).indentation {
            return unclosed(context, noticed: line.mark(line.indentation))
        }
        return missingComma(at: index, opened)
    }

    /// Whether a bracket that closes another than the last one is right, and one is missing before it: then the rest of its
    /// line does not close all that is open.
    private var isMissingBracket: Bool {
        func depth(_ part: ArraySlice<Unicode.Scalar>) -> Int {
            part.reduce(0) { $0 + ("[{".unicodeScalars.contains($1) ? 1 : "]}".unicodeScalars.contains($1) ? -1 : 0) }
        }
        return depth(line.part(from: line.contentStart, to: line.contentEnd)) > 0
    }

    private func missingComma(at index: Int, _ opened: Note) -> YAMLProblem {
        // Of a key that lacks a comma before it, libyaml minds the colon.
        var start = index
        if scalar(line, index) == ":" {
            while start > line.contentStart, !" ,[{".unicodeScalars.contains(line.scalars[start - 1]) { start -= 1 }
        }
        if start == line.contentStart, let above = text.lineBefore(line) {
            // Keys in a block below it: nobody meant the bracket to hold them.
            if above.colon == above.contentEnd - 1 { return unclosed(context, noticed: line.mark(start)) }
            let end = above.contentEnd
            return YAMLProblem(
                .syntax, "',' is missing at the end of this line", from: above.mark(end),
                write: above.replacing(from: end, to: end, with: ","), note: opened)
        }
        var before = start
        while before > 0, line.scalars[before - 1] == " " { before -= 1 }
        if before > 0, line.scalars[before - 1] == ":" {
            let end = endOfValueInBrackets(from: start)
            let message = "': ' inside a text makes a key of it; quote the text"
            let corrected = line.replacing(from: start, to: end, with: line.text(from: start, to: end).inQuotes)
            return YAMLProblem(.syntax, message, from: place, write: corrected)
        }
        return YAMLProblem(
            .syntax, "',' is missing before this", from: line.mark(start), to: start < index ? place : nil,
            write: line.replacing(from: before, to: start, with: ", "), note: opened)
    }

    private func endOfValueInBrackets(from start: Int) -> Int {
        var end = start
        while end < line.contentEnd, !",]}".unicodeScalars.contains(line.scalars[end]) { end += 1 }
        while end > start, line.scalars[end - 1] == " " { end -= 1 }
        return end
    }

    private func unclosed(_ opening: YAMLMark, noticed: YAMLMark? = nil) -> YAMLProblem {
        let bracket = bracket(at: opening)
        let line = text.line(opening.line)
        // Where the content goes on below, so does the list, and nobody knows how far.
        let isOneLine = line.contentEnd > index(opening) + 1 && !isOpenEnded(line)
        let corrected = line.replacing(
            from: line.contentEnd, to: line.contentEnd, with: bracket.opening == "[" ? "]" : " }")
        return YAMLProblem(
            .syntax, "this '\(bracket.opening)' is not closed; add '\(bracket.closing)'", from: opening,
            write: isOneLine ? corrected : nil,
            note: noticed.map { Note(message: "this can't belong to the \(bracket.what)", mark: $0) })
    }

    private func isOpenEnded(_ line: SourceLine) -> Bool {
        guard let last = scalar(line, line.contentEnd - 1) else { return true }
        return last == "," || last == "[" || last == "{" || line.number + 1 < place.line
    }

    /// A place where a value should begin.
    var valueExpected: YAMLProblem {
        let index = index(place)
        switch (scalar(line, index), openBracket) {
        case (_, let opening?) where isAtEnd: return unclosed(opening)
        case (","?, _?):
            let message = "a value is missing before this ','; remove it"
            return YAMLProblem(
                .syntax, message, from: place, write: line.replacing(from: index, to: index + 1, with: ""))
        case ("]"?, let opening?), ("}"?, let opening?):
            let bracket = bracket(at: opening)
            return YAMLProblem(
                .syntax, "a value is missing before this, or '\(bracket.closing)'", from: place,
                note: Note(message: "the \(bracket.what) begins here", mark: opening))
        case (","?, nil), ("]"?, nil), ("}"?, nil):
            return index > line.contentStart ? strayCharacter(at: place) : strayClosing(at: index)
        default: return YAMLProblem(.syntax, "a value is missing here", from: place)
        }
    }

    /// A bracket that closes nothing.
    func strayClosing(at index: Int) -> YAMLProblem {
        let character = line.scalars[index]
        let message = "this '\(character)' closes nothing; remove it"
        let corrected = line.replacing(from: index, to: index + 1, with: "")
        return YAMLProblem(.syntax, message, from: line.mark(index), write: corrected.isEmpty ? nil : corrected)
    }

    /// Whether nothing but space and comments follow.
    private var isAtEnd: Bool {
        guard index(place) >= line.contentEnd else { return false }
        var start = line.start
        while start < text.bytes.count, text.bytes[start] != 0x0A, text.bytes[start] != 0x0D { start += 1 }
        return text.bytes[start...].allSatisfy { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
    }
}
