import Foundation

/// One measured number and the bar it is held against.
struct Figure {
    enum Bar {
        case atLeast(Double)
        case atMost(Double)
        /// Shown for what it says; nothing was promised.
        case none
    }

    var name: String
    var value: Double
    var unit: String
    /// From the least to the most of what was measured, where it was more than once.
    var spread: ClosedRange<Double>?
    var bar: Bar

    var holds: Bool {
        switch bar {
        case .atLeast(let bound): value >= bound
        case .atMost(let bound): value <= bound
        case .none: true
        }
    }

    var text: String {
        func text(_ number: Double) -> String { String(format: value >= 100 ? "%.0f" : "%.2f", number) }
        func pad(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        var measured = pad(name, 62) + " \(text(value)) \(unit)"
        if let spread { measured += " (\(text(spread.lowerBound))–\(text(spread.upperBound)))" }
        return pad(measured, 92) + " " + barText
    }

    var json: String {
        struct Line: Encodable {
            var figure: String
            var value: Double
            var least: Double?
            var most: Double?
            var unit: String
            var bar: String?
            var holds: Bool

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(figure, forKey: .figure)
                try container.encode(value, forKey: .value)
                // Also where there is none: every line has the same fields.
                try container.encode(least, forKey: .least)
                try container.encode(most, forKey: .most)
                try container.encode(unit, forKey: .unit)
                try container.encode(bar, forKey: .bar)
                try container.encode(holds, forKey: .holds)
            }

            enum CodingKeys: String, CodingKey {
                case figure, value, least, most, unit, bar, holds
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bar: String? =
            switch self.bar {
            case .atLeast(let bound): ">= \(bound)"
            case .atMost(let bound): "<= \(bound)"
            case .none: nil
            }
        let line = Line(
            figure: name, value: value, least: spread?.lowerBound, most: spread?.upperBound, unit: unit, bar: bar,
            holds: holds)
        return String(decoding: try! encoder.encode(line), as: UTF8.self)
    }

    private var barText: String {
        switch bar {
        case .atLeast(let bound): "bar ≥ \(bound)  \(holds ? "holds" : "FALLS SHORT")"
        case .atMost(let bound): "bar ≤ \(bound)  \(holds ? "holds" : "EXCEEDED")"
        case .none: ""
        }
    }
}
