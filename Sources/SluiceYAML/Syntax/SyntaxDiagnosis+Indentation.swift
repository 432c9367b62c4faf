extension SyntaxDiagnosis {
    /// What a line could be aligned with.
    private struct Level {
        let column: Int
        let isItem: Bool
        let name: String
        let line: SourceLine
    }

    /// A place in a block of keys where no key is.
    var keyExpected: YAMLProblem {
        let index = index(place)
        if index > line.contentStart { return trailingText(at: index) }
        switch scalar(line, index) {
        case "]"?, "}"?: return strayClosing(at: index)
        case ":"?: return YAMLProblem(.syntax, "a key is missing before ':'", from: place)
        default: break
        }
        if let found = blockTextTooShallow { return found }
        let levels = levels(above: line)
        if line.isItem, !levels.contains(where: \.isItem) {
            let message = "a list item '-' can't stand among keys; remove the '-', or give the list a key of its own"
            return YAMLProblem(
                .syntax, message, from: line.mark(line.indentation),
                note: Note(message: "the keys begin here", mark: context))
        }
        if let above = text.lineBefore(line), above.colon == nil, let first = above.content.first,
            "\"'".contains(first),
            above.endOfQuotes(from: above.contentStart) == above.contentEnd - 1
        {
            return missingColon(on: above)
        }
        if !levels.contains(where: { $0.column == line.indentation && $0.isItem == line.isItem }) {
            return misaligned(line)
        }
        return YAMLProblem(
            .syntax, "a key is expected here; check the indentation, or quote the value before it", from: place,
            note: Note(message: "the mapping begins here", mark: context))
    }

    /// A place in a list of dashes where no dash is.
    var itemExpected: YAMLProblem {
        let index = index(place)
        if index > line.contentStart { return trailingText(at: index) }
        if let character = scalar(line, index), character == "]" || character == "}" { return strayClosing(at: index) }
        if let found = blockTextTooShallow { return found }
        guard context.column == place.column else { return misaligned(line) }
        let message =
            "'- ' is missing here, as the lines above are items of a list; or indent this like the key of the list"
        return YAMLProblem(
            .syntax, message, from: place, to: line.mark(line.colon ?? line.contentEnd),
            note: Note(message: "the list begins here", mark: context))
    }

    /// Something after the end of the outermost value.
    var endExpected: YAMLProblem {
        let index = index(place)
        if let character = scalar(line, index), character == "]" || character == "}" { return strayClosing(at: index) }
        if index > line.contentStart { return trailingText(at: index) }
        if let above = text.lineBefore(line), above.content == "..." { return .secondDocument(from: place) }
        if let outermost = levels(above: line).last, outermost.column != line.indentation { return misaligned(line) }
        return YAMLProblem(.syntax, "nothing more is expected here; check the indentation", from: place)
    }

    /// A line that is indented like none of those that it could belong to.
    func misaligned(_ line: SourceLine) -> YAMLProblem {
        let column = line.indentation
        let name = name(of: line)
        let levels = levels(above: line)
        let alike = levels.filter { $0.isItem == line.isItem }
        let isWord = words.contains(name)
        let nearest = (alike.isEmpty ? levels : alike).min { one, other in
            let distances = (abs(one.column - column), abs(other.column - column))
            // Of equally near ones, a known key has known keys for neighbours.
            return distances.0 < distances.1
                || distances.0 == distances.1 && isWord && words.contains(one.name) && !words.contains(other.name)
        }
        let (start, end) = (line.mark(column), line.mark(line.colon ?? line.contentEnd))
        guard let nearest else {
            return YAMLProblem(.syntax, "'\(name)' is indented like nothing above it", from: start, to: end)
        }
        let isBelowValue =
            column > nearest.column && nearest.line.colon != nil && nearest.line.valueStart < nearest.line.contentEnd
        let message =
            isBelowValue
            ? "'\(name)' is indented as if it belonged to '\(nearest.name)', which has its value already; align the two"
            : "'\(name)' is indented by \(spaces(column)), '\(nearest.name)' above it by \(nearest.column); align the two"
        let corrected = String(repeating: " ", count: nearest.column) + line.text(from: column, to: line.contentEnd)
        let note = Note(message: "'\(nearest.name)' is here", mark: nearest.line.mark(nearest.column))
        return YAMLProblem(.syntax, message, from: start, to: end, write: corrected, note: note)
    }

    /// A line that is less indented than the text block that it should belong to.
    private var blockTextTooShallow: YAMLProblem? {
        var first: SourceLine?
        for above in text.linesBefore(line) where !above.scalars.isEmpty {
            guard above.indentation < line.indentation, above.indentation < above.scalars.count else {
                first = above
                continue
            }
            let header = Array(above.content.unicodeScalars.split(separator: " ").last ?? [])
            guard let first, let style = header.first, style == "|" || style == ">",
                header.dropFirst().allSatisfy({ "+-123456789".unicodeScalars.contains($0) })
            else { return nil }
            let message =
                "this line is indented less than the first one of its text, which '\(style)' opens; indent it by "
                + "\(spaces(first.indentation)), too"
            return YAMLProblem(
                .syntax, message, from: line.mark(line.indentation), to: line.mark(line.contentEnd),
                note: Note(message: "the text opens here", mark: above.mark(above.contentEnd - header.count)))
        }
        return nil
    }

    /// The lines above that are less indented than all between, the nearest first.
    private func levels(above line: SourceLine) -> [Level] {
        var levels: [Level] = []
        var least = Int.max
        for above in text.linesBefore(line) where !above.isBlank && least > 0 {
            guard above.indentation < least else { continue }
            if above.isItem, above.contentStart < least, above.colon != nil {
                levels.append(Level(column: above.contentStart, isItem: false, name: name(of: above), line: above))
            }
            least = above.indentation
            levels.append(Level(column: least, isItem: above.isItem, name: name(of: above), line: above))
        }
        return levels
    }

    private func name(of line: SourceLine) -> String {
        (line.key ?? (line.isItem ? line.text(from: line.indentation, to: line.contentEnd) : line.content)).shortened
    }

    private func spaces(_ count: Int) -> String { count == 1 ? "1 space" : "\(count) spaces" }
}
