/// A span of time, as declarations write it.
struct Milliseconds: Hashable, Comparable, Sendable {
    let count: Int64

    init(_ count: Int64) { self.count = count }

    static func < (left: Self, right: Self) -> Bool { left.count < right.count }

    /// The units of a duration, largest first.
    static let units: [(symbol: String, count: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]
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
