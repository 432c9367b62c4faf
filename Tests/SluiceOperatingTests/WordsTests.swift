import Sluice
import SluiceOperating
import Testing

@Suite("How things are said to people")
struct WordsTests {
    @Test(
        "a span is told in its greatest unit",
        arguments: [
            (Duration.zero, "0 s"), (.seconds(-5), "0 s"), (.microseconds(400), "0 s"), (.milliseconds(12), "0.012 s"),
            (.milliseconds(340), "0.3 s"), (.seconds(2), "2 s"), (.milliseconds(9_949), "9.9 s"),
            (.milliseconds(9_960), "9 s"), (.seconds(59.9), "59 s"), (.seconds(60), "1 min"),
            (.seconds(3_599), "59 min"),
            (.seconds(3_600), "1 h"), (.seconds(47 * 3_600), "47 h"), (.seconds(48 * 3_600), "2 d"),
            (.seconds(400 * 86_400), "400 d"),
        ])
    func span(_ duration: Duration, _ text: String) {
        #expect(Words.span(duration) == text)
    }

    @Test("an age is in the past or in the future")
    func age() {
        let now = Timestamp(microseconds: 1_750_000_000_000_000)
        #expect(Words.age(of: now - .seconds(180), at: now) == "3 min ago")
        #expect(Words.age(of: now + .seconds(90), at: now) == "in 1 min")
        #expect(Words.age(of: now, at: now) == "0 s ago")
    }

    @Test("what would disturb a terminal is shown by its number")
    func line() {
        #expect(Words.line("größe é 漢 👩‍🚒") == "größe é 漢 👩\\u{200d}🚒")
        #expect(Words.line("a\u{1B}[31m\n\u{202E}b\u{2028}\u{0}") == "a\\u{1b}[31m\\u{a}\\u{202e}b\\u{2028}\\u{0}")
        #expect(Words.line("12345", atMost: 5) == "12345")
        #expect(Words.line("123456", atMost: 5) == "12345…")
    }

    @Test("limits are told with their levels")
    func limits() {
        #expect(Words.limit(ConcurrencyLimit()) == "none")
        #expect(Words.limit(ConcurrencyLimit(total: 5)) == "5")
        #expect(Words.limit(ConcurrencyLimit(perKey: 1)) == "1 per key")
        #expect(Words.limit(ConcurrencyLimit(perKey: 1, total: 5)) == "1 per key, 5 in all")
    }

    @Test("columns are as wide as what is in them")
    func table() {
        var table = TextTable("A", "BBB", "C")
        table.add(["größer", "", "x"])
        table.add(["1", "2", ""])
        #expect(table.text == "A       BBB  C\ngrößer       x\n1       2\n")
    }
}
