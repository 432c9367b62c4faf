import SluiceCron
import SluiceTestSupport
import Testing

struct CronErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let cron: String
        /// `~` below what is wrong.
        let mark: String
        let message: String

        var testDescription: String { cron }

        init(_ cron: String, _ mark: String, _ message: String) {
            (self.cron, self.mark, self.message) = (cron, mark, message)
        }
    }

    @Test(arguments: [
        Case(
            "0 24 * * *",
            "  ~~",
            "24 is no hour; hours are 0 to 23"),
        Case(
            "60 * * * *",
            "~~",
            "60 is no minute; minutes are 0 to 59"),
        Case(
            "0 0 0 * *",
            "    ~",
            "0 is no day of the month; days of the month are 1 to 31"),
        Case(
            "0 9 * * MONDAY",
            "        ~~~~~~",
            "'MONDAY' is no day of the week; write MON"),
        Case(
            "0 9 * * 8",
            "        ~",
            "8 is no day of the week; days of the week are 0 (Sunday) to 6, 7 for Sunday too, or SUN to SAT"),
        Case(
            "0 9 * FOO *",
            "      ~~~",
            "'FOO' is no month; months are 1 to 12, or JAN to DEC"),
        Case(
            "0 9 * *",
            "      ~",
            "a cron expression has five fields: minute, hour, day of the month, month, day of the week; this one has 4, and every day at nine is '0 9 * * *'"
        ),
        Case(
            "",
            "",
            "a cron expression has five fields: minute, hour, day of the month, month, day of the week; this one has none"
        ),
        Case(
            "0 0 9 * * *",
            "~",
            "a cron expression has five fields: minute, hour, day of the month, month, day of the week; this one has 6, and seconds are not supported: did you mean '0 9 * * *'?"
        ),
        Case(
            "0 0 9 ? * MON 2025",
            "~",
            "a cron expression has five fields: minute, hour, day of the month, month, day of the week; this one has 7, and seconds are not supported: did you mean '0 9 * * MON'?"
        ),
        Case(
            "a 0 9 * * 8",
            "~",
            "a cron expression has five fields: minute, hour, day of the month, month, day of the week; this one has 6, and seconds are not supported"
        ),
        Case(
            "0 9 * * * * * *",
            "          ~",
            "a cron expression has five fields: minute, hour, day of the month, month, day of the week; this one has 8, and every day at nine is '0 9 * * *'"
        ),
        Case(
            "0 9 ? * *",
            "    ~",
            "'?' is no day of the month; write '*' for any"),
        Case(
            "0 9 L * *",
            "    ~",
            "'L' is no day of the month; L, W and # are not supported; days of the month are 1 to 31"),
        Case(
            "0 9 * * 5#2",
            "        ~~~",
            "'5#2' is no day of the week; L, W and # are not supported; days of the week are 0 (Sunday) to 6, 7 for Sunday too, or SUN to SAT"
        ),
        Case(
            "*/0 * * * *",
            "  ~",
            "a step is a whole number from 1 up, as in '*/15'; this is '0'"),
        Case(
            "*/90 * * * *",
            "  ~~",
            "a step of 90 is larger than the range '*': only 0 would match; write '0', or a smaller step"),
        Case(
            "0 22-2 * * *",
            "  ~~~~",
            "the range '22-2' ends before it begins; write '22-23,0-2'"),
        Case(
            "0 9 * * FRI-MON",
            "        ~~~~~~~",
            "the range 'FRI-MON' ends before it begins; write 'FRI-SAT,SUN-MON'"),
        Case(
            "0 9 * NOV-2 *",
            "      ~~~~~",
            "the range 'NOV-2' ends before it begins; write 'NOV-DEC,1-2'"),
        Case(
            "5/15 * * * *",
            "~",
            "a step needs a range to step through; write '5-59/…' in place of '5/…'"),
        Case(
            "0 9,,10 * * *",
            "    ~",
            "the hour '9,,10' has a comma with nothing on one side; remove it"),
        Case(
            "0 9, * * *",
            "   ~",
            "the hour '9,' has a comma with nothing on one side; remove it"),
        Case(
            "1-2-3 * * * *",
            "~~~~~",
            "'1-2-3' has two '-'; a range has a first and a last number"),
        Case(
            "*/5/2 * * * *",
            "   ~~",
            "'*/5/2' has two steps; write one '/'"),
        Case(
            "0 9- * * *",
            "  ~~",
            "'9-' has nothing on one side of its '-'; hours are 0 to 23"),
        Case(
            "*5 * * * *",
            "~~",
            "'*5' is no minute; '*' stands alone, or before a step: '*/5'"),
        Case(
            "1.5 * * * *",
            "~~~",
            "'1.5' is no minute; minutes are 0 to 59"),
        Case(
            "@midnight",
            "~~~~~~~~~",
            "'@midnight' is not known; write '@daily'"),
        Case(
            "@Daily",
            "~~~~~~",
            "'@Daily' is not known; write '@daily'"),
        Case(
            "@daily 9",
            "       ~",
            "'@daily' stands alone; remove what follows it"),
        Case(
            "@reboot",
            "~~~~~~~",
            "'@reboot' is not known; let the service trigger the task when it starts"),
        Case(
            "@every 5m",
            "~~~~~~",
            "'@every' is not known; write fields, such as '*/5 * * * *' for every five minutes"),
        Case(
            "@fortnightly",
            "~~~~~~~~~~~~",
            "'@fortnightly' is not known; there are '@hourly', '@daily', '@weekly', '@monthly' and '@yearly'"),
        Case(
            "every 5 minutes",
            "              ~",
            "a cron expression has five fields: minute, hour, day of the month, month, day of the week; this one has 3, and every day at nine is '0 9 * * *'"
        ),
        Case(
            "*/ * * * *",
            " ~",
            "a step is a whole number from 1 up, as in '*/15'; there is nothing"),
        Case(
            "99999999999999999999 * * * *",
            "~~~~~~~~~~~~~~~~~~~~",
            "99999999999999999999 is no minute; minutes are 0 to 59"),
        Case(
            "0 9 * * MON,TUE,WEDNESDAY",
            "                ~~~~~~~~~",
            "'WEDNESDAY' is no day of the week; write WED"),
        Case(
            "-5 * * * *",
            "~~",
            "'-5' has nothing on one side of its '-'; minutes are 0 to 59"),
        Case(
            "1234567890123456789012345678901234567890 * * * *",
            "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
            "12345678901234567890123… is no minute; minutes are 0 to 59"),
    ])
    func says(_ example: Case) {
        guard let error = #expect(throws: CronError.self, performing: { try CronExpression(example.cron) }) else {
            return
        }
        let mark =
            String(repeating: " ", count: error.range.lowerBound) + String(repeating: "~", count: error.range.count)
        #expect(mark == example.mark)
        #expect(error.message == example.message)
    }

    @Test func tellsThePlace() {
        let error = #expect(throws: CronError.self) { try CronExpression("0 24 * * *") }
        #expect(error?.field == .hour)
        #expect(error?.description == "24 is no hour; hours are 0 to 23 (character 3)")
    }

    /// No text is too strange: it is read, or refused with a place inside it.
    @Test(arguments: 0..<400 as Range<UInt64>)
    func survivesAnyText(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "*", "/", "-", ",", " ", "0", "7", "59", "MON", "jan", "@", "@daily", "?", "é", "\t", "\n",
            "99999999999999999999",
        ]
        let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in pieces.randomElement(using: &random)! }
            .joined()
        do throws(CronError) {
            _ = try CronExpression(text).next(after: CivilMinute(2_025, 6, 15))
        } catch {
            #expect(0 <= error.range.lowerBound && error.range.upperBound <= text.unicodeScalars.count, "\(text)")
            #expect(!error.message.isEmpty)
        }
    }
}
