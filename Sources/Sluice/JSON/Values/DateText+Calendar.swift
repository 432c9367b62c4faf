// The calendar, by H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": years start in March, in eras of 400
// years.
extension DateText {
    /// From 0000-03-01, where this arithmetic starts, to 2001-01-01, where `Date`'s does.
    private static let referenceDay: Int64 = 730_791

    static func referenceDays(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let era = floorDiv(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - referenceDay
    }

    static func calendarDate(_ referenceDays: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let days = referenceDays + referenceDay
        let era = floorDiv(days, 146_097)
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1
        )
    }

    private static func floorDiv(_ value: Int64, _ divisor: Int64) -> Int64 {
        (value - floorMod(value, divisor)) / divisor
    }

    static func floorMod(_ value: Int64, _ divisor: Int64) -> Int64 {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
