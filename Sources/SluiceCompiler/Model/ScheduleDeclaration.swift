/// When runs of a task are triggered without anyone's asking.
package struct ScheduleDeclaration: Sendable {
    /// What happens to ticks that come due while no worker serves the task.
    package enum MissedTicks: String, CaseIterable, Sendable {
        case skip, latest
    }

    /// A cron expression of five fields, or an abbreviation such as `@daily`.
    package let cron: Located<String>
    /// The name of a time zone; `nil` is UTC.
    package var timezone: Located<String>?
    package var missed = MissedTicks.skip

    package init(cron: Located<String>) { self.cron = cron }
}

extension ScheduleDeclaration: CustomStringConvertible {
    /// All that it says, on one line: `0 9 * * * Europe/Berlin, missed: latest`.
    package var description: String {
        let fields = cron.value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "\(fields) \(timezone?.value ?? "UTC")" + (missed == .skip ? "" : ", missed: \(missed)")
    }
}
