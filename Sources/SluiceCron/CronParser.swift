/// Reads the text of a cron expression.
struct CronParser {
    /// What a field says.
    struct Numbers {
        /// Bit *n* says whether number *n* matches.
        var mask: UInt64 = 0
        /// As crontab(5) has it, `*/2` does not restrict a day field.
        var beginsWithStar = false
    }

    /// A stretch of the text without spaces, and where it begins.
    struct Word {
        var scalars: ArraySlice<Unicode.Scalar>

        var range: Range<Int> { scalars.startIndex..<scalars.endIndex }
        var text: String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            return String(text)
        }

        /// The text for messages, which nobody reads to the end of a page.
        var shown: String { scalars.count <= 24 ? text : Word(scalars: scalars.prefix(23)).text + "…" }

        /// The parts between separators; empty ones, too.
        func split(_ separator: Unicode.Scalar) -> [Word] {
            scalars.split(separator: separator, omittingEmptySubsequences: false).map(Word.init)
        }
    }

    private let words: [Word]
    private let count: Int

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        words = scalars.split { [" ", "\t", "\n", "\r"].contains($0) }.map(Word.init)
        count = scalars.count
    }

    /// What each field says, in the order of ``CronField``.
    func fields() throws(CronError) -> [Numbers] {
        if let first = words.first, first.scalars.first == "@" {
            return try CronParser(abbreviation(first)).fields()
        }
        try checkCount()
        var fields: [Numbers] = []
        for (field, word) in zip(CronField.allCases, words) { fields.append(try list(word, field)) }
        return fields
    }

    private func checkCount() throws(CronError) {
        let expected = "five fields: minute, hour, day of the month, month, day of the week"
        switch words.count {
        case 5: return
        case 0: throw CronError("a cron expression has \(expected); this one has none", at: 0..<count)
        case 6, 7:
            let shorter = words[1...5].map { $0.text == "?" ? "*" : $0.text }.joined(separator: " ")
            let isRight = (try? CronParser(shorter).fields()) != nil
            throw CronError(
                "a cron expression has \(expected); this one has \(words.count), and seconds are not supported"
                    + (isRight ? ": did you mean '\(shorter)'?" : ""), at: words[0].range)
        case let found:
            let wrong =
                found < 5 ? words[found - 1].range.upperBound - 1..<words[found - 1].range.upperBound : words[5].range
            throw CronError(
                "a cron expression has \(expected); this one has \(found), and every day at nine is '0 9 * * *'",
                at: wrong)
        }
    }

    private static let abbreviations = [
        "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *",
        "@yearly": "0 0 1 1 *",
    ]

    private static let otherAbbreviations = ["@midnight": "@daily", "@annually": "@yearly"]

    private func abbreviation(_ word: Word) throws(CronError) -> String {
        if let fields = Self.abbreviations[word.text] {
            guard words.count > 1 else { return fields }
            throw CronError("'\(word.text)' stands alone; remove what follows it", at: words[1].range)
        }
        let name = word.text.lowercased()
        let remedy =
            if Self.abbreviations[name] != nil {
                "write '\(name)'"
            } else if let usual = Self.otherAbbreviations[name] {
                "write '\(usual)'"
            } else if name == "@reboot" {
                "let the service trigger the task when it starts"
            } else if name == "@every" {
                "write fields, such as '*/5 * * * *' for every five minutes"
            } else {
                "there are '@hourly', '@daily', '@weekly', '@monthly' and '@yearly'"
            }
        throw CronError("'\(word.shown)' is not known; \(remedy)", at: word.range)
    }

    private func list(_ word: Word, _ field: CronField) throws(CronError) -> Numbers {
        var result = Numbers(beginsWithStar: word.scalars.first == "*")
        for item in word.split(",") {
            guard !item.scalars.isEmpty else {
                let comma = min(item.range.lowerBound, word.range.upperBound - 1)
                throw CronError(
                    "the \(field.rawValue) '\(word.shown)' has a comma with nothing on one side; remove it", field,
                    at: comma..<comma + 1)
            }
            for number in try numbers(item, field) { result.mask |= 1 << UInt64(number) }
        }
        return result
    }

    /// `*`, `5`, `1-5`, with a step or without.
    private func numbers(_ word: Word, _ field: CronField) throws(CronError) -> StrideThrough<Int> {
        let parts = word.split("/")
        guard parts.count <= 2 else {
            throw CronError(
                "'\(word.shown)' has two steps; write one '/'", field,
                at: parts[2].range.lowerBound - 1..<word.range.upperBound)
        }
        let range = try range(parts[0], field, hasStep: parts.count == 2)
        guard parts.count == 2 else { return stride(from: range.lowerBound, through: range.upperBound, by: 1) }
        guard let step = number(parts[1]), step >= 1 else {
            let place =
                parts[1].scalars.isEmpty ? parts[1].range.lowerBound - 1..<parts[1].range.lowerBound : parts[1].range
            let found = parts[1].scalars.isEmpty ? "there is nothing" : "this is '\(parts[1].shown)'"
            throw CronError("a step is a whole number from 1 up, as in '*/15'; \(found)", field, at: place)
        }
        let last = range.upperBound
        guard range.count == 1 || step <= last - range.lowerBound else {
            throw CronError(
                "a step of \(step) is larger than the range '\(parts[0].shown)': only \(range.lowerBound) would match; write '\(range.lowerBound)', or a smaller step",
                field, at: parts[1].range)
        }
        return stride(from: range.lowerBound, through: last, by: step)
    }

    private func range(_ word: Word, _ field: CronField, hasStep: Bool) throws(CronError) -> ClosedRange<Int> {
        if word.text == "*" { return field.numbers.lowerBound...(field == .dayOfWeek ? 6 : field.numbers.upperBound) }
        let ends = word.split("-")
        guard ends.count <= 2 else {
            throw CronError("'\(word.shown)' has two '-'; a range has a first and a last number", field, at: word.range)
        }
        let first = try value(ends[0], field, of: word)
        guard ends.count == 2 else {
            guard !hasStep else {
                throw CronError(
                    "a step needs a range to step through; write '\(word.shown)-\(field.last)/…' in place of '\(word.shown)/…'",
                    field, at: word.range)
            }
            return first...first
        }
        var last = try value(ends[1], field, of: word)
        // Weeks end with a Sunday, too: SAT-SUN.
        if field == .dayOfWeek, last == 0, first > 0 { last = 7 }
        guard first <= last else {
            let top = number(ends[0]) == nil ? field.names.last ?? "" : "\(field.last)"
            let bottom = number(ends[1]) == nil ? field.names.first ?? "" : "\(field.numbers.lowerBound)"
            throw CronError(
                "the range '\(word.shown)' ends before it begins; write '\(ends[0].shown)-\(top),\(bottom)-\(ends[1].shown)'",
                field, at: word.range)
        }
        return first...last
    }

    private func value(_ word: Word, _ field: CronField, of whole: Word) throws(CronError) -> Int {
        guard !word.scalars.isEmpty else {
            throw CronError(
                "'\(whole.shown)' has nothing on one side of its '-'; \(field.allowed)", field, at: whole.range)
        }
        if let number = number(word) {
            guard field.numbers.contains(number) else {
                throw CronError("\(word.shown) is no \(field.rawValue); \(field.allowed)", field, at: word.range)
            }
            return number
        }
        if let index = field.names.firstIndex(of: word.text.uppercased()) { return index + field.numbers.lowerBound }
        throw CronError("'\(word.shown)' is no \(field.rawValue); \(remedy(for: word, field))", field, at: word.range)
    }

    private func remedy(for word: Word, _ field: CronField) -> String {
        if word.scalars.contains("*") { return "'*' stands alone, or before a step: '*/5'" }
        if word.text == "?" { return "write '*' for any" }
        if let last = word.scalars.last, ["L", "W", "#"].contains(last) || word.scalars.contains("#") {
            return "L, W and # are not supported; \(field.allowed)"
        }
        let beginning = word.text.uppercased().prefix(3)
        if let name = field.names.first(where: { $0 == beginning }) { return "write \(name)" }
        return field.allowed
    }

    /// A number of digits only, as far as it fits.
    private func number(_ word: Word) -> Int? {
        guard !word.scalars.isEmpty, word.scalars.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return Int(word.text) ?? .max
    }
}

extension CronField {
    /// The last number, for messages.
    fileprivate var last: Int { self == .dayOfWeek ? 6 : numbers.upperBound }
}
