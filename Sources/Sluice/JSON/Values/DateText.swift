#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Dates as ISO 8601 in UTC (`2025-11-23T15:52:58.25Z`), exact to the last bit of `Date`.
///
/// A `Date` is a `Double` of seconds, finer than any fixed number of digits. Its shortest decimal description reads
/// back as the same `Double`; the text carries just that decimal number, its whole part turned into a calendar date
/// (proleptic Gregorian, as ISO 8601 has it) and its fraction kept digit by digit.
enum DateText {
    static let expected = #"a date and time in ISO 8601, such as "2025-11-23T15:52:58Z""#
    static let range = "is outside the years 0000 to 9999"

    private static let secondsPerDay: Int64 = 86_400
    /// 0000-01-01T00:00:00Z up to 9999-12-31T23:59:59Z, in seconds from 2001.
    private static let writable: ClosedRange<Int64> = -63_145_526_400...252_423_993_599

    /// - Returns: nil outside the years 0000 to 9999.
    static func write(_ date: Date) -> String? {
        let seconds = date.timeIntervalSinceReferenceDate
        guard seconds.isFinite, seconds.magnitude < 1e12 else { return nil }
        let (whole, fraction) = split(seconds)
        guard writable.contains(whole) else { return nil }
        let time = floorMod(whole, secondsPerDay)
        let (year, month, day) = calendarDate((whole - time) / secondsPerDay)
        var text: [UInt8] = []
        text.reserveCapacity(28)
        append(year, digits: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        append(month, digits: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        append(day, digits: 2, to: &text)
        text.append(UInt8(ascii: "T"))
        append(time / 3600, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        append(time / 60 % 60, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        append(time % 60, digits: 2, to: &text)
        if !fraction.isEmpty {
            text.append(UInt8(ascii: "."))
            text += fraction
        }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads RFC 3339's profile of ISO 8601: any number of fractional digits, `Z` or an offset such as `+02:00`.
    static func read(_ text: String) -> Date? {
        let bytes = Array(text.utf8)
        let separators: [(Int, Character)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
        guard bytes.count >= 20, separators.allSatisfy({ bytes[$0.0] == $0.1.asciiValue }),
            let year = number(bytes, 0..<4), let month = number(bytes, 5..<7), let day = number(bytes, 8..<10),
            let hour = number(bytes, 11..<13), let minute = number(bytes, 14..<16), let second = number(bytes, 17..<19),
            (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60
        else { return nil }
        let days = referenceDays(year: year, month: month, day: day)
        // The 31st of a shorter month would come out as a day of the next.
        guard calendarDate(days) == (year, month, day) else { return nil }
        var end = 19
        if bytes[end] == UInt8(ascii: ".") {
            end = bytes[20...].firstIndex { !isDigit($0) } ?? bytes.count
            if end == 20 { return nil }
        }
        guard let offset = offset(bytes[end...]) else { return nil }
        let whole = days * secondsPerDay + hour * 3600 + minute * 60 + second - offset
        let seconds = join(whole, fraction: end == 19 ? [] : bytes[20..<end])
        // An offset, or rounding, can lead out of the years that can be written.
        guard seconds >= Double(writable.lowerBound), seconds < Double(writable.upperBound + 1) else { return nil }
        return Date(timeIntervalSinceReferenceDate: seconds)
    }
}

extension DateText {
    /// The seconds that `Z` or `±hh:mm` is ahead of UTC.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
        let zone = Array(zone)
        if zone == [UInt8(ascii: "Z")] { return 0 }
        guard zone.count == 6, zone[3] == UInt8(ascii: ":"), let hours = number(zone, 1..<3),
            let minutes = number(zone, 4..<6), hours < 24, minutes < 60
        else { return nil }
        switch zone[0] {
        case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    private static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int64? {
        var number: Int64 = 0
        for byte in bytes[range] {
            guard isDigit(byte) else { return nil }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func append(_ number: Int64, digits: Int, to text: inout [UInt8]) {
        var divisor: Int64 = digits == 4 ? 1000 : 10
        while divisor > 0 {
            text.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
