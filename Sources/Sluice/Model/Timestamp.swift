#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A moment, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// An integer, so that the order of runs does not depend on rounding, and small enough that a million of them cost
/// eight megabytes. Arithmetic with `Duration` truncates to microseconds and stops at the ends of the range instead of
/// trapping.
public struct Timestamp: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Microseconds since the Unix epoch; negative before it.
    public var microseconds: Int64

    /// A moment from its distance to the Unix epoch.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The system's wall clock.
    public static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// The earliest and the latest moment that can be written.
    public static let distantPast = Timestamp(microseconds: .min)
    /// See ``distantPast``.
    public static let distantFuture = Timestamp(microseconds: .max)

    /// Whether the left moment is the earlier one.
    @inlinable
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment that follows after `duration`.
    public static func + (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(microseconds: saturating(time.microseconds.addingReportingOverflow(duration.wholeMicroseconds)))
    }

    /// The moment that lies `duration` before.
    public static func - (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(microseconds: saturating(time.microseconds.subtractingReportingOverflow(duration.wholeMicroseconds)))
    }

    /// The time that passed from `start` to `end`; negative when `end` is earlier.
    public static func - (end: Timestamp, start: Timestamp) -> Duration {
        .microseconds(saturating(end.microseconds.subtractingReportingOverflow(start.microseconds)))
    }
}

extension Timestamp: InstantProtocol {
    /// The moment that follows after `duration`.
    public func advanced(by duration: Duration) -> Timestamp { self + duration }

    /// The time that passes from this moment to another; negative when the other is earlier.
    public func duration(to other: Timestamp) -> Duration { other - self }
}

/// An addition or subtraction that overflowed has the sign opposite to its wrapped result.
private func saturating(_ result: (partialValue: Int64, overflow: Bool)) -> Int64 {
    guard result.overflow else { return result.partialValue }
    return result.partialValue < 0 ? .max : .min
}

extension Duration {
    /// Truncated toward zero; durations beyond 292,000 years count as that long.
    package var wholeMicroseconds: Int64 {
        if self == .zero { return 0 }  // what nearly every run passes; spares a 128-bit division
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, carry) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        if carry { return seconds < 0 ? .min : .max }
        return sum
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC, with microseconds: `2025-03-09T17:04:05.000250Z`.
    public var description: String {
        let (second, microsecond) = floored(microseconds, by: 1_000_000)
        let (day, secondOfDay) = floored(second, by: 86_400)
        let (year, month, dayOfMonth) = civilDate(day)
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
        let (hour, minute) = (secondOfDay / 3_600, secondOfDay / 60 % 60)
        let time = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(secondOfDay % 60, 2))"
        return "\(date)T\(time).\(padded(microsecond, 6))Z"
    }
}

private func floored(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}

/// Days since 1970-01-01 to a date of the Gregorian calendar, after Howard Hinnant, "chrono-compatible low-level date
/// algorithms", `civil_from_days`: eras of 400 years that begin on 1 March, so that the leap day comes last.
private func civilDate(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = floored(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
}

private func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value.magnitude)
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}
