import SluiceCron
import Testing

struct CronErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let cron: String
        /// Marks the wrong part with `~` below the text.
        let mark: String
        let message: String

        var testDescription: String { cron }
    }

    @Test func dump() {
        for c in [
            "0 24 * * *", "60 * * * *", "0 0 0 * *", "0 9 * * MONDAY", "0 9 * * 8", "0 9 * FOO *", "0 9 * *", "",
            "0 0 9 * * *", "0 0 9 ? * MON 2025", "0 9 * * * * * *", "0 9 ? * *", "0 9 L * *", "0 9 * * 5#2",
            "*/0 * * * *", "*/90 * * * *", "0 22-2 * * *", "0 9 * * FRI-MON", "5/15 * * * *", "0 9,,10 * * *",
            "0 9, * * *", "1-2-3 * * * *", "*/5/2 * * * *", "0 9- * * *", "*5 * * * *", "1.5 * * * *", "@midnight",
            "@reboot", "@every 5m", "@fortnightly", "every 5 minutes", "*/ * * * *", "99999999999999999999 * * * *",
            "0 9 * * MON,TUE,WEDNESDAY", "-5 * * * *",
        ] {
            do { _ = try CronExpression(c); print("OK", c) } catch {
                print(c);
                print(
                    String(repeating: " ", count: error.range.lowerBound)
                        + String(repeating: "~", count: error.range.count));
                print("   ", error.message)
            }
        }
    }
    @Test(arguments: [
        Case(
            cron: "0 24 * * *", mark: "  ~~",
            message: "24 is no hour; hours are 0 to 23")
    ])
    func says(_ example: Case) {
        let error = #expect(throws: CronError.self) { try CronExpression(example.cron) }
        guard let error else { return }
        let mark =
            String(repeating: " ", count: error.range.lowerBound) + String(repeating: "~", count: error.range.count)
        #expect(mark == example.mark)
        #expect(error.message == example.message)
    }
}
