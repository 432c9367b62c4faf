package import Sluice

/// How things are said to people.
package enum Words {
    /// A span of time, in its greatest unit: `0.3 s`, `12 s`, `4 min`, `7 h`, `3 d`.
    package static func span(_ duration: Duration) -> String {
        let seconds = max(duration, .zero) / .seconds(1)
        return switch seconds {
        case ..<0.001: "0 s"
        case ..<9.95: "\(tenths(seconds)) s"
        case ..<60: "\(Int(seconds)) s"
        case ..<3_600: "\(Int(seconds / 60)) min"
        case ..<(2 * 86_400): "\(Int(seconds / 3_600)) h"
        default: "\(Int(seconds / 86_400)) d"
        }
    }

    private static func tenths(_ seconds: Double) -> String {
        if seconds < 0.1 { return "\((seconds * 1_000).rounded() / 1_000)" }
        let tenths = (seconds * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }

    /// `4 min ago`, or `in 4 min`.
    package static func age(of time: Timestamp, at now: Timestamp) -> String {
        time <= now ? "\(span(now - time)) ago" : "in \(span(time - now))"
    }

    /// A time exactly, and how long ago that is.
    package static func moment(_ time: Timestamp, at now: Timestamp) -> String {
        "\(time) (\(age(of: time, at: now)))"
    }

    /// Limits, as in `2`, `1 per key, 5 in all`, `none`.
    package static func limit(_ limit: ConcurrencyLimit) -> String {
        switch (limit.perKey, limit.total) {
        case (nil, nil): "none"
        case (nil, let total?): "\(total)"
        case (let perKey?, nil): "\(perKey) per key"
        case (let perKey?, let total?): "\(perKey) per key, \(total) in all"
        }
    }

    /// A text of unknown origin in one line: what would move the cursor, break the line or turn the direction of writing is shown by its
    /// number.
    package static func line(_ text: String, atMost limit: Int = .max) -> String {
        var line = ""
        var count = 0
        for scalar in text.unicodeScalars {
            if count == limit { return line + "…" }
            count += 1
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}
