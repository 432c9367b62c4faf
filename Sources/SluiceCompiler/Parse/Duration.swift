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
        var number: Int64?
        var symbol: UInt16 = 0
        var lastUnit = -1
        var isOrdered = true

        func finish() -> DurationFlaw? {
            guard let value = number, let unit = units.firstIndex(where: { $0.code == symbol }) else {
                return .unreadable
            }
            let (part, overflow) = value.multipliedReportingOverflow(by: units[unit].count)
            guard !overflow, part <= longest.count - total else { return .tooLong }
            total += part
            isOrdered = isOrdered && unit > lastUnit
            (lastUnit, number, symbol) = (unit, nil, 0)
            return nil
        }
        for byte in text.utf8 {
            if byte.isDigit {
                if symbol != 0, let flaw = finish() { return .failure(flaw) }
                let (tens, overflow) = (number ?? 0).multipliedReportingOverflow(by: 10)
                guard !overflow, tens < .max - 9 else { return .failure(.tooLong) }
                number = tens + Int64(byte - UInt8(ascii: "0"))
            } else {
                guard byte.isLetter, number != nil, symbol <= 0xFF else { return .failure(.unreadable) }
                symbol = symbol << 8 | UInt16(byte)
            }
        }
        if symbol == 0 { return .failure(number != nil && lastUnit < 0 ? .noUnit : .unreadable) }
        if let flaw = finish() { return .failure(flaw) }
        return isOrdered ? .success(Milliseconds(total)) : .failure(.disorder(Milliseconds(total)))
    }
}
