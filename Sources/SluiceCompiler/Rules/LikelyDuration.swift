extension Milliseconds {
    /// What a text probably means that is no duration: `1.5h`, `5 minutes`, `30 S`, `1h 30m`, `PT5M`.
    static func meant(by text: String) -> Milliseconds? {
        var rest = text.lowercased()[...]
        if rest.hasPrefix("pt") { rest = rest.dropFirst(2) }
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            let word = rest.dropFirst(number.count).drop { $0 == " " }.prefix { $0.isLetter }
            guard let value = Double(number), let unit = unit(String(word)) else { return nil }
            total += value * Double(unit.count)
            rest = rest[word.endIndex...].drop { " ,".contains($0) }
            if rest.hasPrefix("and ") { rest = rest.dropFirst(4) }
        }
        guard total >= 1, total <= Double(longest.count) else { return nil }
        return Milliseconds(Int64(total.rounded()))
    }

    private static func unit(_ word: String) -> Unit? {
        let singular = word.count > 1 && word.hasSuffix("s") && word != "ms" ? String(word.dropLast()) : word
        let symbol =
            switch singular {
            case "d", "day": "d"
            case "h", "hr", "hour": "h"
            case "m", "min", "minute": "m"
            case "s", "sec", "second": "s"
            case "ms", "msec", "milli", "millisecond": "ms"
            default: ""
            }
        return units.first { $0.symbol == symbol }
    }
}
