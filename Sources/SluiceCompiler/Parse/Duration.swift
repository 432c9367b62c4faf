/// Why a text is no duration.
enum DurationFlaw: Error {
    case noUnit
    /// The units are fine but not in order, or one occurs twice; the value in its usual form.
    case disorder(Milliseconds)
    case tooLong
    case unreadable
}

extension Milliseconds {
    /// A hundred years: more is a slip, and fits no clock in nanoseconds.
    static let longest = Milliseconds(36_500 * 86_400_000)

    /// Reads `250ms`, `30s`, `1h30m`: each unit at most once, the largest first.
    static func parse(_ text: String) -> Result<Milliseconds, DurationFlaw> {
        var total: Int64 = 0
        var lastUnit = -1
        var isOrdered = true
        var rest = text.utf8[...]
        guard !rest.isEmpty else { return .failure(.unreadable) }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isDigit }
            let symbol = rest.dropFirst(digits.count).prefix { $0.isLetter }
            guard !digits.isEmpty else { return .failure(.unreadable) }
            guard let number = Int64(Substring(digits)) else { return .failure(.tooLong) }
            rest = rest.dropFirst(digits.count + symbol.count)
            if symbol.isEmpty { return .failure(rest.isEmpty && lastUnit < 0 ? .noUnit : .unreadable) }
            guard let unit = units.firstIndex(where: { $0.symbol.utf8.elementsEqual(symbol) }) else {
                return .failure(.unreadable)
            }
            let (part, overflow) = number.multipliedReportingOverflow(by: units[unit].count)
            guard !overflow, part <= longest.count - total else { return .failure(.tooLong) }
            total += part
            isOrdered = isOrdered && unit > lastUnit
            lastUnit = unit
        }
        return isOrdered ? .success(Milliseconds(total)) : .failure(.disorder(Milliseconds(total)))
    }
}
