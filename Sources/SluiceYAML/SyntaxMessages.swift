internal import CSluiceLibYAML

extension YAMLProblem {
    /// Says in plain words, and at the place where it happened, what libyaml says of a text that it can't read.
    init(_ failure: EventStream.Failure, text: UnsafeRawBufferPointer, mark: MarkTranslator) {
        // Where the last line has no end, libyaml speaks of a line after it.
        let place = min(mark(failure.problemMark), SourceText.mark(in: text, offset: text.count))
        let context = mark(failure.contextMark)
        func opened(_ what: String) -> Note { Note(message: "\(what) begins here", mark: context) }

        if failure.type == YAML_READER_ERROR {
            self.init(reader: failure, text: text)
            return
        }
        switch (failure.context, failure.problem) {
        case ("while scanning a simple key", _):
            let word = SourceText.word(in: text, at: context)
            self.init(
                .syntax, "'\(word)' needs a ':' after it to be a key, or '-' before it to be an item", from: context,
                to: context.advanced(by: word.unicodeScalars.count))
        case (_, "found character that cannot start any token"):
            self.init(.syntax, Self.strayCharacterMessage(SourceText.scalar(in: text, at: place)), from: place)
        case (_, let problem) where problem.hasPrefix("found a tab character"):
            self.init(.syntax, "a tab can't indent YAML; use spaces", from: place)
        case (_, "mapping values are not allowed in this context"):
            self.init(strayColonAt: place, text)
        case (_, "block sequence entries are not allowed in this context"):
            self.init(.syntax, "an item '-' can't stand here; begin it on a line of its own", from: place)
        case (_, "mapping keys are not allowed in this context"):
            self.init(.syntax, "'?' can't stand here; quote the value if it is part of one", from: place)
        case ("while scanning a quoted scalar", "found unexpected end of stream"):
            self.init(.syntax, "the text that this quote opens is not closed", from: context)
        case ("while parsing a quoted scalar", let problem)
        where problem.contains("escape") || problem.contains("hexdecimal"):
            self.init(
                .syntax, "this '\\' begins no escape that YAML knows; write '\\\\', or use single quotes", from: place)
        case ("while parsing a flow sequence", _), ("while parsing a flow mapping", _):
            let (what, opening, closing) =
                failure.context.hasSuffix("sequence") ? ("list", "[", "]") : ("mapping", "{", "}")
            if place.line == context.line {
                self.init(.syntax, "',' or '\(closing)' is missing here", from: place, note: opened("the \(what)"))
            } else {
                let note = Note(message: "this can't belong to the \(what)", mark: place)
                self.init(.syntax, "this '\(opening)' is not closed; add '\(closing)'", from: context, note: note)
            }
        case ("while parsing a block mapping", _):
            self.init(
                .syntax, "a key is expected here; check the indentation, or quote the value before it", from: place,
                note: opened("the mapping"))
        case ("while parsing a block collection", _):
            self.init(
                .syntax, "an item '-' is expected here; check the indentation", from: place, note: opened("the list"))
        case (_, "did not find expected node content"):
            self.init(.syntax, "a value is missing here", from: place)
        case (_, "did not find expected <document start>"):
            self.init(.syntax, "nothing more is expected here; check the indentation", from: place)
        default:
            let whole = [failure.problem, failure.context].filter { !$0.isEmpty }.joined(separator: " ")
            self.init(.syntax, "this is not YAML: \(whole)", from: place)
        }
    }

    /// Reader errors carry no mark, only the offset of a byte.
    private init(reader failure: EventStream.Failure, text: UnsafeRawBufferPointer) {
        let place = SourceText.mark(in: text, offset: failure.offset)
        if failure.problem.contains("control characters") {
            let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: failure.value)) ?? "\u{FFFD}"
            let message = "the character \(SourceText.name(of: scalar)) has no place in YAML; remove it"
            self.init(.encoding, message, from: place)
        } else {
            self.init(.encoding, "the file is not UTF-8 from here on; save it as UTF-8", from: place)
        }
    }

    /// A `:` after something that can't be a key: the fault is often on the line before.
    private init(strayColonAt place: YAMLMark, _ text: UnsafeRawBufferPointer) {
        let line = SourceText.line(in: text, Int(place.line))
        let isFirstOnLine = !line.prefix(Int(place.column) - 1).contains(": ")
        guard isFirstOnLine, let (number, before) = SourceText.lineBefore(Int(place.line), in: text) else {
            let message = "a second ':' on the line: quote the text after the first one, or give each key its own line"
            self.init(.syntax, message, from: place)
            return
        }
        let beginning = before.prefix { $0 == " " || $0 == "-" }.count
        let start = YAMLMark(line: UInt32(number), column: UInt32(beginning) + 1)
        if before.contains(": ") {
            let word = before.dropFirst(beginning).prefix { $0 != ":" }
            let indentation = line.prefix { $0 == " " }.count
            self.init(
                .syntax, "this line is indented as if it belonged to '\(word)' above; align the two",
                from: YAMLMark(line: place.line, column: UInt32(indentation) + 1), to: place,
                note: Note(message: "'\(word)' has its value already", mark: start))
        } else {
            let word = before.dropFirst(beginning)
            self.init(
                .syntax, "'\(word)' has no ':' after it, so it can't be a key; write '\(word):'", from: start,
                to: start.advanced(by: word.unicodeScalars.count))
        }
    }

    private static func strayCharacterMessage(_ scalar: Unicode.Scalar?) -> String {
        switch scalar {
        case "\t"?: "a tab can't indent YAML; use spaces"
        case let scalar?: "a value can't begin with '\(scalar)'; quote it"
        case nil: "a value can't begin here"
        }
    }
}

extension YAMLMark {
    func advanced(by columns: Int) -> YAMLMark {
        YAMLMark(line: line, column: column + UInt32(clamping: max(columns, 1)))
    }
}
