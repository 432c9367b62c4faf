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
    var bar: Bar

    var holds: Bool {
        switch bar {
        case .atLeast(let bound): value >= bound
        case .atMost(let bound): value <= bound
        case .none: true
        }
    }

    var text: String {
        let number = String(format: value >= 100 ? "%.0f" : "%.2f", value)
        let measured = name.padding(toLength: 62, withPad: " ", startingAt: 0) + " " + number + " " + unit
        return measured.padding(toLength: 92, withPad: " ", startingAt: 0) + " " + barText
    }

    var json: String {
        struct Line: Encodable {
            var figure: String
            var value: Double
            var unit: String
            var bar: String?
            var holds: Bool

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(figure, forKey: .figure)
                try container.encode(value, forKey: .value)
                try container.encode(unit, forKey: .unit)
                try container.encode(bar, forKey: .bar)  // also where there is none: every line has the same fields
                try container.encode(holds, forKey: .holds)
            }

            enum CodingKeys: String, CodingKey {
                case figure, value, unit, bar, holds
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
        let line = Line(figure: name, value: value, unit: unit, bar: bar, holds: holds)
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
