extension SyntaxDiagnosis {
    /// Something on the line of a value that has ended: after quotes, brackets or an alias.
    func trailingText(at index: Int) -> YAMLProblem {
        let end = line.contentEnd
        let rest = line.text(from: index, to: end)
        if rest.hasPrefix("//") {
            let corrected = line.replacing(from: index, to: index + 2, with: "#")
            return YAMLProblem(
                .syntax, "a comment begins with '#', not '//'", from: line.mark(index), to: line.mark(end),
                write: corrected)
        }
        if let value = lastValue, value.upperBound <= line.mark(index), value.lowerBound.line < line.number,
            let quote = quote(at: value.lowerBound)
        {
            let message =
                "this quote is closed on line \(value.upperBound.line) only; add '\(quote)' where its text ends"
            return YAMLProblem(
                .syntax, message, from: value.lowerBound,
                note: Note(message: "this can't follow the text", mark: line.mark(index)))
        }
        let start = line.valueStart
        let value = line.text(from: start, to: end)
        switch scalar(line, start) {
        case "\""?, "'"?: return textAfterQuotes(rest, at: index)
        case "["?, "{"?:
            if rest == "]" || rest == "}" { return strayClosing(at: index) }
            let (what, closing) = scalar(line, start) == "[" ? ("list", "]") : ("mapping", "}")
            if rest == "?" || rest == "," || rest == ";" {
                return YAMLProblem(
                    .syntax, "the \(what) ends at its '\(closing)', so '\(rest)' can't follow; remove it",
                    from: line.mark(index), write: line.replacing(from: index, to: index + 1, with: ""))
            }
            return YAMLProblem(
                .syntax, "the \(what) ends at its '\(closing)', so this can't follow; quote the whole if it is text",
                from: line.mark(index), to: line.mark(end),
                write: line.replacing(from: start, to: end, with: value.inQuotes))
        case "*"?, "&"?, "!"?: return strayCharacter(at: line.mark(start))
        default:
            return YAMLProblem(
                .syntax, "nothing can follow the value before this; quote the whole if it is text",
                from: line.mark(index),
                to: line.mark(end))
        }
    }

    private func textAfterQuotes(_ rest: String, at index: Int) -> YAMLProblem {
        let (start, end) = (line.valueStart, line.contentEnd)
        let quote = line.scalars[start]
        let value = line.text(from: start, to: end)
        let closing = line.endOfQuotes(from: start) ?? start
        let isTypeAndDefault = rest.hasPrefix("=") || rest.hasPrefix("?")
        var inside = value
        if isTypeAndDefault {
            inside = line.text(from: start + 1, to: closing) + line.text(from: closing + 1, to: end)
        } else if end - start > 1, line.scalars[end - 1] == quote {
            inside = line.text(from: start + 1, to: end - 1)
        }
        let message =
            isTypeAndDefault
            ? "the quotes end before '\(rest.shortened)'; put the whole between them"
            : "the text ends at the quote before this; quote the whole with the other kind, or double the quotes in it"
        return YAMLProblem(
            .syntax, message, from: line.mark(index), to: line.mark(end),
            write: line.replacing(from: start, to: end, with: inside.inQuotes))
    }

    /// A value that begins with a character that means something else.
    func strayCharacter(at mark: YAMLMark) -> YAMLProblem {
        let line = text.line(mark.line)
        let start = index(mark)
        guard let character = scalar(line, start) else {
            return YAMLProblem(.syntax, "a value can't begin here", from: mark)
        }
        if character == "\t" { return tab(at: mark) }
        if character == "%", scalar(line, start - 1) == "{" {
            let message = "'{%' is a template's; fill the template in first, a declaration file is plain YAML"
            return YAMLProblem(.syntax, message, from: line.mark(start - 1), to: mark.advanced(by: 1))
        }
        let isKey = start == line.contentStart && line.colon != nil
        var end = line.contentEnd
        if isKey {
            end = line.colon ?? end
        } else if openBracket != nil {
            end = line.part(from: start, to: end).firstIndex { ",]}".unicodeScalars.contains($0) } ?? end
        }
        let cronEnd = character == "*" && !isKey ? line.endOfCron(from: start) : nil
        end = cronEnd ?? end
        while end > start + 1, line.scalars[end - 1] == " " { end -= 1 }
        let reason =
            switch character {
            case "*": "'*' begins an alias, the name of a value that stands elsewhere"
            case "&": "'&' begins an anchor, a name for the value after it"
            case "!": "'!' begins a tag, which says what a value is"
            case "|", ">": "'\(character)' begins a text on the lines below it"
            case "?": "'? ' begins a key of its own"
            default: "a \(isKey ? "key" : "value") can't begin with '\(character)'"
            }
        let wanted =
            isKey
            ? "remove it"
            : cronEnd != nil
                ? "quote a cron expression"
                : character == "@" || character == "`" ? "quote it" : "quote this if it is text"
        let corrected =
            isKey || end <= start
            ? nil : line.replacing(from: start, to: end, with: line.text(from: start, to: end).inQuotes)
        return YAMLProblem(.syntax, "\(reason); \(wanted)", from: mark, write: corrected)
    }

    /// A `-` on the line of the key whose list it should begin.
    var strayDash: YAMLProblem {
        let message =
            "a list can't begin with '-' on the line of its key: write [a, b], or begin on the next line; quote text"
        return YAMLProblem(.syntax, message, from: place)
    }

    var unclosedQuote: YAMLProblem {
        let line = text.line(context.line)
        let quote = quote(at: context) ?? "\""
        let end = line.contentEnd
        let corrected = line.replacing(from: end, to: end, with: String(quote))
        let isLast = index(context) == line.valueStart
        return YAMLProblem(
            .syntax, "the text that this quote opens is not closed; add '\(quote)' where it ends", from: context,
            write: isLast ? corrected : nil)
    }

    var badEscape: YAMLProblem {
        let opening = text.line(context.line)
        var corrected: String?
        if context.line == place.line, let end = opening.endOfQuotes(from: index(context)) {
            let inside = opening.text(from: index(context) + 1, to: end)
            if !inside.contains("\\\"") {
                corrected = opening.replacing(from: index(context), to: end + 1, with: inside.inQuotes)
            }
        }
        let message = "this '\\' begins no escape that YAML knows; write '\\\\', or use single quotes"
        return YAMLProblem(.syntax, message, from: place, write: corrected)
    }

    private func quote(at mark: YAMLMark) -> Unicode.Scalar? {
        guard let character = scalar(text.line(mark.line), index(mark)), character == "\"" || character == "'" else {
            return nil
        }
        return character
    }
}
