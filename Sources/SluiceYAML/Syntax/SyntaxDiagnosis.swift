internal import CSluiceLibYAML

/// Finds out what was done to a text that libyaml can't read: the fault is often before the place where that showed.
///
/// libyaml names the state that its scanner or parser was in. Each state has a handful of usual causes, looked for in the line
/// at fault and its neighbours; they are in extensions, one a family.
struct SyntaxDiagnosis {
    let failure: EventStream.Failure
    let text: SourceText
    /// Words that are known to be keys.
    let words: [String]
    /// Where libyaml noticed it.
    let place: YAMLMark
    /// Where what libyaml was reading begins.
    let context: YAMLMark
    /// The last value that could be read.
    let lastValue: Range<YAMLMark>?
    /// The innermost `[` or `{` that is open.
    let openBracket: YAMLMark?
    /// The line on which it was noticed.
    let line: SourceLine

    init(
        _ failure: EventStream.Failure, _ bytes: UnsafeRawBufferPointer, mark: MarkTranslator, words: [String],
        lastValue: Range<YAMLMark>?, openBracket: YAMLMark?
    ) {
        self.failure = failure
        self.words = words
        self.lastValue = lastValue
        self.openBracket = openBracket
        text = SourceText(bytes: bytes)
        // Where the last line has no end, libyaml speaks of a line after it.
        place = min(mark(failure.problemMark), text.mark(offset: bytes.count))
        context = mark(failure.contextMark)
        line = text.line(place.line)
    }

    /// What is wrong, at a place that ends where its line does at the latest.
    var problem: YAMLProblem {
        let found = cause
        let end = text.line(found.start.line).scalars.count + 1
        guard found.end.line == found.start.line, Int(found.end.column) > end, Int(found.start.column) <= end else {
            return found
        }
        return YAMLProblem(
            found.kind, found.message, from: found.start,
            to: YAMLMark(line: found.start.line, column: UInt32(clamping: end)), write: found.correctedLine,
            note: found.note)
    }

    private var cause: YAMLProblem {
        if failure.type == YAML_READER_ERROR { return unreadableByte }
        // Of very long lines only the beginning is looked at.
        guard index(place) <= line.scalars.count, index(context) <= text.line(context.line).scalars.count else {
            return unknown
        }
        if let found = foreignText ?? invisibleCharacter(in: line) { return found }
        switch (failure.context, failure.problem) {
        case ("while scanning a simple key", _): return missingColon(on: text.line(context.line))
        case (_, "mapping values are not allowed in this context"): return strayColon
        case (_, "found character that cannot start any token"): return strayCharacter(at: place)
        case (_, let problem) where problem.hasPrefix("found a tab character"): return tab(at: place)
        case ("while scanning an alias", _), ("while scanning an anchor", _), ("while scanning a block scalar", _),
            ("while scanning a tag", _), ("while parsing a tag", _):
            return strayCharacter(at: context)
        case (_, "block sequence entries are not allowed in this context"): return strayDash
        case (_, "mapping keys are not allowed in this context"):
            return index(place) > line.valueStart ? trailingText(at: index(place)) : strayCharacter(at: place)
        case ("while scanning a quoted scalar", _): return unclosedQuote
        case ("while parsing a quoted scalar", _): return badEscape
        case ("while parsing a flow sequence", _), ("while parsing a flow mapping", _): return brokenBrackets
        case ("while parsing a block mapping", _): return keyExpected
        case ("while parsing a block collection", _): return itemExpected
        case ("while parsing a flow node", _), (_, "did not find expected node content"): return valueExpected
        case (_, "did not find expected <document start>"): return endExpected
        case ("while scanning a directive", _), ("while scanning a %YAML directive", _),
            (_, "found incompatible YAML document"), (_, "found duplicate %YAML directive"),
            (_, "found duplicate %TAG directive"):
            return badDirective
        case (_, "found unexpected ':'"):
            let message = "a ':' between brackets needs a space after it, or quotes around the text"
            return YAMLProblem(.syntax, message, from: place)
        default: return unknown
        }
    }

    /// Reader errors carry no mark, only the offset of a byte.
    private var unreadableByte: YAMLProblem {
        let place = text.mark(offset: failure.offset)
        if failure.problem.contains("control characters") {
            let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: failure.value)) ?? "\u{FFFD}"
            let message = "the character \(scalar.codePoint) has no place in YAML; remove it"
            return YAMLProblem(.encoding, message, from: place)
        }
        return YAMLProblem(.encoding, "the file is not UTF-8 from here on; save it as UTF-8", from: place)
    }

    private var badDirective: YAMLProblem {
        let message =
            "'%' at the beginning of a line is for directives to YAML readers; none is needed here, so remove the line"
        return YAMLProblem(.syntax, message, from: line.mark(0), to: line.mark(line.contentEnd))
    }

    private var unknown: YAMLProblem {
        let whole = [failure.problem, failure.context].filter { !$0.isEmpty }.joined(separator: " ")
        return YAMLProblem(.syntax, "this is not YAML: \(whole)", from: place)
    }

    /// The scalar index of a mark on its line.
    func index(_ mark: YAMLMark) -> Int { Int(mark.column) - 1 }

    /// What stands at an index of a line, if anything does.
    func scalar(_ line: SourceLine, _ index: Int) -> Unicode.Scalar? {
        line.scalars.indices.contains(index) ? line.scalars[index] : nil
    }
}

extension Unicode.Scalar {
    /// As Unicode's tables write it: `U+00A0`.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
