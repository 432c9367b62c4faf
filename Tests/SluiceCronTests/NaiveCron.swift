import SluiceCron
import SluiceTestSupport

/// Says of one minute whether a cron expression of numbers, `*`, lists, ranges and steps matches it: a second reading of the rules, in
/// the fewest words.
struct NaiveCron {
    private let fields: [Substring]

    init(_ cron: String) { fields = cron.split(separator: " ") }

    func matches(_ time: CivilMinute) -> Bool {
        let weekday = Self.weekday(time)
        guard matches(0, time.minute), matches(1, time.hour), matches(3, time.month) else { return false }
        let (day, dayOfWeek) = (matches(2, time.day), matches(4, weekday) || weekday == 0 && matches(4, 7))
        return fields[2].first == "*" || fields[4].first == "*" ? day && dayOfWeek : day || dayOfWeek
    }

    private func matches(_ field: Int, _ number: Int) -> Bool {
        fields[field].split(separator: ",").contains { item in
            let parts = item.split(separator: "/")
            let step = parts.count == 2 ? Int(parts[1])! : 1
            let lowest = field == 2 || field == 3 ? 1 : 0
            if parts[0] == "*" { return (number - lowest) % step == 0 && (field != 4 || number < 7) }
            let ends = parts[0].split(separator: "-").map { Int($0)! }
            return ends[0] <= number && number <= ends.last! && (number - ends[0]) % step == 0
        }
    }

    /// Zeller's congruence, 0 for Sunday.
    private static func weekday(_ time: CivilMinute) -> Int {
        let year = time.month < 3 ? time.year - 1 : time.year
        let month = time.month < 3 ? time.month + 12 : time.month
        let days = time.day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400
        return (days + 6) % 7
    }
}

extension CronField {
    /// A text that this field may have.
    func randomText(using random: inout SeededGenerator) -> String {
        if Int.random(in: 0..<3, using: &random) == 0 { return "*" }
        let numbers: ClosedRange<Int> =
            switch self {
            case .minute: 0...59
            case .hour: 0...23
            // So that a search of some months finds one.
            case .dayOfMonth: 1...28
            case .month: 1...12
            case .dayOfWeek: 0...7
            }
        let items = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            let first = Int.random(in: numbers, using: &random)
            let last = Int.random(in: first...numbers.upperBound, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where last > first: return "\(first)-\(last)/\(Int.random(in: 1...last - first, using: &random))"
            case 1: return "\(first)-\(last)"
            case 2: return "*/\(Int.random(in: 1..<numbers.count - 1, using: &random))"
            default: return "\(first)"
            }
        }
        return items.joined(separator: ",")
    }
}
