/// One of the five fields of a cron expression, in the order in which they are written.
package enum CronField: String, CaseIterable, Sendable {
    case minute
    case hour
    case dayOfMonth = "day of the month"
    case month
    case dayOfWeek = "day of the week"

    /// The numbers that it may hold. For a day of the week, 0 and 7 are both Sunday.
    var numbers: ClosedRange<Int> {
        switch self {
        case .minute: 0...59
        case .hour: 0...23
        case .dayOfMonth: 1...31
        case .month: 1...12
        case .dayOfWeek: 0...7
        }
    }

    /// Names that stand for numbers, in capitals, the first for the lowest number.
    var names: [String] {
        switch self {
        case .minute, .hour, .dayOfMonth: []
        case .month: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        case .dayOfWeek: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
        }
    }

    /// What it may hold, for messages.
    var allowed: String {
        switch self {
        case .minute: "minutes are 0 to 59"
        case .hour: "hours are 0 to 23"
        case .dayOfMonth: "days of the month are 1 to 31"
        case .month: "months are 1 to 12, or JAN to DEC"
        case .dayOfWeek: "days of the week are 0 (Sunday) to 6, 7 for Sunday too, or SUN to SAT"
        }
    }
}
