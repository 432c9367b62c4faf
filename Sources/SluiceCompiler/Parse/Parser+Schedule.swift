internal import SluiceCron
internal import SluiceYAML

extension Parser {
    /// A cron expression, or a mapping with one.
    mutating func schedule(_ id: YAMLNode.ID) -> ScheduleDeclaration? {
        guard tree[id].kind == .mapping else { return cron(id, .schedule).map { ScheduleDeclaration(cron: $0) } }
        var cron: Located<String>?
        var timezone: Located<String>?
        var missed = ScheduleDeclaration.MissedTicks.skip
        let before = problems.count
        eachKey(of: id, .schedule) { parser, key, _, value in
            switch key {
            case .cron: cron = parser.cron(value, key)
            case .timezone: timezone = parser.timezone(value)
            case .missed: missed = parser.choice(value, key) ?? .skip
            default: break
            }
        }
        guard let cron else {
            if problems.count == before { report(.scheduleWithoutCron(at: place(id))) }
            return nil
        }
        var schedule = ScheduleDeclaration(cron: cron)
        (schedule.timezone, schedule.missed) = (timezone, missed)
        return schedule
    }

    private mutating func cron(_ id: YAMLNode.ID, _ key: Key) -> Located<String>? {
        let expected =
            key == .cron
            ? "'cron' is a cron expression such as \"0 9 * * *\""
            : "'schedule' is a cron expression such as \"0 9 * * *\", or a mapping with 'cron' and 'timezone'"
        guard let text = scalar(id, expected) else { return nil }
        do throws(CronError) {
            let expression = try CronExpression(text.value)
            if !expression.everFires { report(.scheduleNeverFires(text)) }
        } catch {
            report(.invalidCron(text, error, at: place(error.range, in: id)))
        }
        return text
    }

    private mutating func timezone(_ id: YAMLNode.ID) -> Located<String>? {
        guard let name = scalar(id, "'timezone' is the name of a time zone such as Europe/Berlin") else { return nil }
        if !TimeZoneNames.contains(name.value) { report(.unknownTimezone(name)) }
        return name
    }

    /// A part of a text, in scalars; the whole where the text does not stand in the file as it is read.
    private func place(_ part: Range<Int>, in id: YAMLNode.ID) -> Place {
        let whole = place(id)
        let quote = tree[id].isPlain ? 0 : 1
        let width = whole.end.column - whole.start.column - 2 * quote
        guard whole.start.line == whole.end.line, width == tree.text(id).unicodeScalars.count else { return whole }
        func position(_ index: Int) -> SourcePosition {
            SourcePosition(line: whole.start.line, column: whole.start.column + quote + index)
        }
        return Place(file: file, start: position(part.lowerBound), end: position(part.upperBound))
    }
}
