import SluiceCron
import SluiceTestSupport
import Testing

struct CronExpressionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let cron: String
        let after: CivilMinute
        let next: CivilMinute

        var testDescription: String { cron }

        init(_ cron: String, after: CivilMinute, _ next: CivilMinute) {
            (self.cron, self.after, self.next) = (cron, after, next)
        }
    }

    // 2025-06-15 was a Sunday.
    @Test(arguments: [
        Case("* * * * *", after: CivilMinute(2025, 6, 15, 9, 0), CivilMinute(2025, 6, 15, 9, 1)),
        Case("* * * * *", after: CivilMinute(2025, 12, 31, 23, 59), CivilMinute(2026, 1, 1)),
        Case("0 9 * * *", after: CivilMinute(2025, 6, 15, 8, 59), CivilMinute(2025, 6, 15, 9, 0)),
        Case("0 9 * * *", after: CivilMinute(2025, 6, 15, 9, 0), CivilMinute(2025, 6, 16, 9, 0)),
        Case("\t0  9 * * * ", after: CivilMinute(2025, 6, 15, 9, 0), CivilMinute(2025, 6, 16, 9, 0)),
        Case("*/15 * * * *", after: CivilMinute(2025, 6, 15, 9, 46), CivilMinute(2025, 6, 15, 10, 0)),
        Case("7-59/20 * * * *", after: CivilMinute(2025, 6, 15, 9, 7), CivilMinute(2025, 6, 15, 9, 27)),
        Case("5,10,5 0-2,22 * * *", after: CivilMinute(2025, 6, 15, 2, 10), CivilMinute(2025, 6, 15, 22, 5)),
        Case("0 9 * * mon-FRI", after: CivilMinute(2025, 6, 13, 9, 0), CivilMinute(2025, 6, 16, 9, 0)),
        Case("0 0 * * 0", after: CivilMinute(2025, 6, 15), CivilMinute(2025, 6, 22)),
        Case("0 0 * * 7", after: CivilMinute(2025, 6, 15), CivilMinute(2025, 6, 22)),
        Case("0 0 * * SAT-SUN", after: CivilMinute(2025, 6, 15), CivilMinute(2025, 6, 21)),
        Case("0 0 * * 5-7", after: CivilMinute(2025, 6, 14), CivilMinute(2025, 6, 15)),
        Case("30 4 1,15 * 5", after: CivilMinute(2025, 6, 15, 4, 30), CivilMinute(2025, 6, 20, 4, 30)),
        Case("30 4 1,15 * 5", after: CivilMinute(2025, 6, 27, 4, 30), CivilMinute(2025, 7, 1, 4, 30)),
        // A day field that begins with `*` does not count as restricted: odd days that are Mondays.
        Case("0 0 */2 * MON", after: CivilMinute(2025, 6, 15), CivilMinute(2025, 6, 23)),
        Case("0 0 31 * *", after: CivilMinute(2025, 1, 31), CivilMinute(2025, 3, 31)),
        Case("0 0 29 2 *", after: CivilMinute(2096, 2, 29), CivilMinute(2104, 2, 29)),
        Case("0 0 1 jan *", after: CivilMinute(2025, 1, 1), CivilMinute(2026, 1, 1)),
        Case("@hourly", after: CivilMinute(2025, 6, 15, 9, 30), CivilMinute(2025, 6, 15, 10, 0)),
        Case("@daily", after: CivilMinute(2025, 6, 15, 9, 30), CivilMinute(2025, 6, 16)),
        Case("@weekly", after: CivilMinute(2025, 6, 15, 9, 30), CivilMinute(2025, 6, 22)),
        Case("@monthly", after: CivilMinute(2025, 6, 15, 9, 30), CivilMinute(2025, 7, 1)),
        Case("@yearly", after: CivilMinute(2025, 6, 15, 9, 30), CivilMinute(2026, 1, 1)),
    ])
    func fires(_ example: Case) throws {
        #expect(try CronExpression(example.cron).next(after: example.after) == example.next)
    }

    @Test(arguments: ["0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 30-31 FEB */6"])
    func neverFires(_ cron: String) throws {
        let expression = try CronExpression(cron)
        #expect(!expression.everFires)
        #expect(expression.next(after: CivilMinute(2025, 6, 15)) == nil)
    }

    @Test(arguments: ["0 0 29 2 *", "0 0 30 2 MON", "0 0 29 2 */6", "0 0 31 * *"])
    func firesSometimes(_ cron: String) throws {
        #expect(try CronExpression(cron).everFires)
    }

    /// What `next` finds is what looking at one minute after the other finds.
    @Test(arguments: 0..<60 as Range<UInt64>)
    func nextIsTheFirstMinuteThatMatches(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let cron = CronField.allCases.map { $0.randomText(using: &random) }.joined(separator: " ")
        let expression = try CronExpression(cron)
        let fields = NaiveCron(cron)
        let start = Int.random(in: -40_000_000...80_000_000, using: &random)
        var found = expression.next(after: CivilMinute(minutesSince1970: start))
        for minutes in start + 1...start + 20_000 {
            let time = CivilMinute(minutesSince1970: minutes)
            let matches = fields.matches(time)
            if matches != (found == time) || matches != expression.matches(time) || time.minutesSince1970 != minutes {
                Issue.record("'\(cron)' after \(time): next says \(found.map(\.description) ?? "never")")
                return
            }
            if matches { found = expression.next(after: time) }
        }
        #expect(found.map(fields.matches) == true)
    }
}
