/// When something recurs, as five fields say it: minute, hour, day of the month, month, day of the week.
///
/// Each field is `*` or a list of numbers and ranges, with steps (`*/15`, `9-17/2`); months and weekdays have names, too. It
/// fires in each minute that all fields agree to. As in Paul Vixie's cron, whose manual page crontab(5) is followed here: where both
/// day fields are restricted, so that neither begins with `*`, one of them is enough.
package struct CronExpression: Hashable, Sendable {
    /// Bit *n* of each says whether number *n* matches.
    private let minutes: UInt64
    private let hours: UInt64
    private let daysOfMonth: UInt64
    private let months: UInt64
    /// Sunday is bit 0.
    private let daysOfWeek: UInt64
    /// Whether one of the two day fields is enough.
    private let eitherDay: Bool

    /// Reads an expression, such as `0 9 * * MON-FRI` or `@daily`. The case of names does not matter.
    /// - Throws: ``CronError``, for the first field that can't be read.
    package init(_ text: String) throws(CronError) {
        let fields = try CronParser(text).fields()
        (minutes, hours, daysOfMonth, months) = (fields[0].mask, fields[1].mask, fields[2].mask, fields[3].mask)
        let (day, weekday, sunday) = (fields[2], fields[4], UInt64(1 << 7))
        daysOfWeek = weekday.mask & sunday == 0 ? weekday.mask : weekday.mask & ~sunday | 1
        eitherDay = !day.beginsWithStar && !weekday.beginsWithStar
    }

    /// Whether there is a day on which it fires: there is none for the 30th of February.
    package var everFires: Bool { next(after: CivilMinute(2_000, 1, 1)) != nil }

    /// Whether it fires in that minute.
    package func matches(_ time: CivilMinute) -> Bool {
        months.has(time.month) && hours.has(time.hour) && minutes.has(time.minute)
            && days(of: time.year, time.month).has(time.day)
    }

    /// The next minute after this one in which it fires; `nil` if it never does.
    package func next(after time: CivilMinute) -> CivilMinute? {
        let start = CivilMinute(minutesSince1970: time.minutesSince1970 + 1)
        var (year, month, firstDay) = (start.year, start.month, start.day)
        // The calendar repeats itself every 400 years.
        while year <= start.year + 400 {
            if months.has(month) {
                let days = days(of: year, month)
                var candidate = days.first(from: firstDay)
                while let day = candidate {
                    let isToday = (year, month, day) == (start.year, start.month, start.day)
                    if let (hour, minute) = timeOfDay(from: isToday ? (start.hour, start.minute) : (0, 0)) {
                        return CivilMinute(year, month, day, hour, minute)
                    }
                    candidate = days.first(from: day + 1)
                }
            }
            (year, month, firstDay) = month == 12 ? (year + 1, 1, 1) : (year, month + 1, 1)
        }
        return nil
    }

    private func timeOfDay(from time: (hour: Int, minute: Int)) -> (hour: Int, minute: Int)? {
        guard let hour = hours.first(from: time.hour) else { return nil }
        if let minute = minutes.first(from: hour == time.hour ? time.minute : 0) { return (hour, minute) }
        guard let later = hours.first(from: hour + 1), let minute = minutes.first(from: 0) else { return nil }
        return (later, minute)
    }

    /// Bit *n* says whether it fires on day *n* of the month, if it fires in that month at all.
    private func days(of year: Int, _ month: Int) -> UInt64 {
        let firstWeekday = CivilMinute.weekday(year, month, 1)
        var onWeekdays: UInt64 = 0
        for weekday in 0..<7 where daysOfWeek.has(weekday) {
            // Days 1, 8, 15, 22 and 29 of a month that began with this weekday.
            onWeekdays |= 0x2040_8102 << UInt64((weekday - firstWeekday + 7) % 7)
        }
        let all: UInt64 = (1 << UInt64(CivilMinute.daysInMonth(year, month) + 1)) - 2
        return all & (eitherDay ? daysOfMonth | onWeekdays : daysOfMonth & onWeekdays)
    }
}

extension UInt64 {
    fileprivate func has(_ number: Int) -> Bool { self & 1 << UInt64(number) != 0 }

    /// The lowest number from `start` up whose bit is set.
    fileprivate func first(from start: Int) -> Int? {
        let rest = self & (.max << UInt64(start))
        return rest == 0 ? nil : rest.trailingZeroBitCount
    }
}
