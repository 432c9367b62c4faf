extension SyntaxDiagnosis {
    typealias Note = YAMLProblem.Note

    /// What other tools leave behind in a file, on one of the lines that matter.
    var foreignText: YAMLProblem? {
        foreignText(on: line) ?? (failure.problem.isEmpty ? nil : text.lineBefore(line).flatMap(foreignText))
    }

    func foreignText(on line: SourceLine) -> YAMLProblem? {
        let content = line.text(from: 0, to: line.contentEnd)
        let (start, end) = (line.mark(0), line.mark(line.contentEnd))
        if content.hasPrefix("<<<<<<<") || content.hasPrefix(">>>>>>>") || content == "=======" {
            return YAMLProblem(
                .syntax, "a merge conflict is not resolved here; keep one of the versions, and remove the markers",
                from: start, to: end)
        }
        if content.hasPrefix("```") {
            return YAMLProblem(.syntax, "'```' belongs to Markdown, not to YAML; remove it", from: start, to: end)
        }
        return nil
    }

    func tab(at mark: YAMLMark) -> YAMLProblem {
        let line = text.line(mark.line)
        let start = index(mark)
        let end = line.scalars[min(start, line.scalars.count)...].firstIndex { $0 != "\t" } ?? line.scalars.count
        let isIndentation = line.scalars.prefix(start).allSatisfy { $0 == " " || $0 == "\t" }
        let corrected = line.replacing(from: start, to: end, with: " ")
        return YAMLProblem(
            .syntax, isIndentation ? "a tab can't indent YAML; use spaces" : "a tab can't stand here; use a space",
            from: mark, to: line.mark(end), write: isIndentation ? nil : corrected)
    }

    /// A character in the indentation, or after `:` or `-`, that looks like a space, or like nothing.
    func invisibleCharacter(in line: SourceLine) -> YAMLProblem? {
        let suspects = line.scalars.indices.filter { InvisibleCharacter.name(line.scalars[$0]) != nil }
        let found = suspects.first { index in
            let before = line.scalars[..<index].last { InvisibleCharacter.name($0) == nil && $0 != " " }
            return before == nil || line.scalars[index - 1] == ":" || line.scalars[index - 1] == "-"
        }
        return found.map { YAMLProblem(invisible: line.scalars[$0], at: line.mark($0)) }
    }

    /// A curly quote that begins a text.
    func curlyQuotes(from start: Int, to end: Int) -> YAMLProblem? {
        let start = line.part(from: start, to: end).indices.first { index in
            CurlyQuotes.contains(line.scalars[index])
                && (index == 0 || " [{,".unicodeScalars.contains(line.scalars[index - 1]))
        }
        guard let start else { return nil }
        return YAMLProblem(
            .syntax, "'\(line.scalars[start])' is no quote to YAML; write '\"'", from: line.mark(start),
            write: CurlyQuotes.straightened(line))
    }
}
