/// A span of time, as declarations write it.
struct Milliseconds: Hashable, Comparable, Sendable {
    let count: Int64

    init(_ count: Int64) { self.count = count }

    static func < (left: Self, right: Self) -> Bool { left.count < right.count }

    /// The units of a duration, largest first.
    static let units = [
        Unit("d", 86_400_000), Unit("h", 3_600_000), Unit("m", 60_000), Unit("s", 1_000), Unit("ms", 1),
    ]

    struct Unit: Sendable {
        let symbol: String
        /// Milliseconds in one.
        let count: Int64
        /// The one or two bytes of the symbol as a number.
        let code: UInt16

        fileprivate init(_ symbol: String, _ count: Int64) {
            self.symbol = symbol
            self.count = count
            code = symbol.utf8.reduce(0) { $0 << 8 | UInt16($1) }
        }
    }
}

extension Milliseconds: CustomStringConvertible {
    /// As a declaration would write it: `1h30m`.
    var description: String {
        var rest = count
        var text = ""
        for unit in Self.units where rest >= unit.count {
            text += "\(rest / unit.count)\(unit.symbol)"
            rest %= unit.count
        }
        return text.isEmpty ? "0s" : text
    }
}
