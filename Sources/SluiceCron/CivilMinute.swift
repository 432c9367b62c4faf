/// A minute as a calendar and a clock on the wall show it, in no time zone: what a cron expression speaks of.
///
/// The calendar is Gregorian in all years.
package struct CivilMinute: Hashable, Comparable, Sendable {
    /// The year, such as 2025.
    package var year: Int
    /// The month, from 1.
    package var month: Int
    /// The day of the month, from 1.
    package var day: Int
    /// The hour, from 0 to 23.
    package var hour: Int
    /// The minute, from 0 to 59.
    package var minute: Int

    /// A minute; its parts must be in range.
    package init(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) {
        (self.year, self.month, self.day, self.hour, self.minute) = (year, month, day, hour, minute)
    }

    /// The minute that lies so many minutes after 1970-01-01 00:00.
    package init(minutesSince1970 minutes: Int) {
        let minuteOfDay = Self.modulo(minutes, 1_440)
        let (year, month, day) = Self.date(daysSince1970: (minutes - minuteOfDay) / 1_440)
        self.init(year, month, day, minuteOfDay / 60, minuteOfDay % 60)
    }

    /// How many minutes after 1970-01-01 00:00 it lies; negative before.
    package var minutesSince1970: Int {
        Self.daysSince1970(year, month, day) * 1_440 + hour * 60 + minute
    }

    /// Earlier on the same calendar comes first.
    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day, left.hour, left.minute)
            < (right.year, right.month, right.day, right.hour, right.minute)
    }
}

extension CivilMinute: CustomStringConvertible {
    /// As in `2025-03-30 02:30`.
    package var description: String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(padded(month))-\(padded(day)) \(padded(hour)):\(padded(minute))"
    }
}

// Days and dates, after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": years start in March, in eras of 400 years.
extension CivilMinute {
    /// The weekday of a date: 0 is Sunday.
    static func weekday(_ year: Int, _ month: Int, _ day: Int) -> Int {
        modulo(daysSince1970(year, month, day) + 4, 7)
    }

    static func daysInMonth(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let yearOfEra = modulo(marchYear, 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (marchYear - yearOfEra) / 400 * 146_097 + dayOfEra - 719_468
    }

    private static func date(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let days = daysSince1970 + 719_468
        let dayOfEra = modulo(days, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + (days - dayOfEra) / 146_097 * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The rest of a division that rounds down.
    private static func modulo(_ value: Int, _ divisor: Int) -> Int {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
