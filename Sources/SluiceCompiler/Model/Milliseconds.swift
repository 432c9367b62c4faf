/// A span of time, as declarations write it.
package struct Milliseconds: Hashable, Comparable, Sendable {
    package let count: Int64

    package init(_ count: Int64) { self.count = count }

    package static func < (left: Self, right: Self) -> Bool { left.count < right.count }

    /// The units of a duration, largest first.
    package static let units = [
        Unit("d", 86_400_000), Unit("h", 3_600_000), Unit("m", 60_000), Unit("s", 1_000), Unit("ms", 1),
    ]

    package struct Unit: Sendable {
        package let symbol: String
        /// Milliseconds in one.
        package let count: Int64
        /// The one or two bytes of the symbol as a number.
        package let code: UInt16

        fileprivate init(_ symbol: String, _ count: Int64) {
            self.symbol = symbol
            self.count = count
            code = symbol.utf8.reduce(0) { $0 << 8 | UInt16($1) }
        }
    }
}

extension Milliseconds: CustomStringConvertible {
    /// As a declaration would write it: `1h30m`.
    package var description: String {
        var rest = count
        var text = ""
        for unit in Self.units where rest >= unit.count {
            text += "\(rest / unit.count)\(unit.symbol)"
            rest %= unit.count
        }
        return text.isEmpty ? "0s" : text
    }
}
