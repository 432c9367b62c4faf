import Sluice
import Testing

@Suite struct TimestampTests {
    @Test(
        "a time prints as RFC 3339 in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (1_709_210_096_000_250, "2024-02-29T12:34:56.000250Z"),
            (4_107_542_399_999_999, "2100-02-28T23:59:59.999999Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
        ])
    func prints(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
    }

    @Test("arithmetic counts in microseconds and stops at the ends")
    func arithmetic() {
        let time = Timestamp(microseconds: 1_000)
        #expect(time + .milliseconds(2) == Timestamp(microseconds: 3_000))
        #expect(time - .seconds(1) == Timestamp(microseconds: -999_000))
        #expect(time + .nanoseconds(999) == time)
        #expect(time - .nanoseconds(999) == time)
        #expect(Timestamp(microseconds: 5_000) - time == .milliseconds(4))
        #expect(time + .seconds(Int64.max) == .distantFuture)
        #expect(time - .seconds(Int64.max) < .distantPast + .seconds(1))
        #expect(time + .seconds(Int64.min) == .distantPast + .microseconds(1_000))
        #expect(.distantFuture + .seconds(1) == Timestamp.distantFuture)
        #expect(.distantPast - .seconds(1) == Timestamp.distantPast)
        #expect(Timestamp.distantFuture - .distantPast == .microseconds(Int64.max))
    }

    @Test("now lies between the time this was written and the year 2200")
    func now() {
        #expect(Timestamp.now > Timestamp(microseconds: 1_700_000_000_000_000))
        #expect(Timestamp.now < Timestamp(microseconds: 7_258_118_400_000_000))
    }
}

@Suite struct RunIDTests {
    @Test("an id reads back from what it prints, with or without hyphens, in either case")
    func text() throws {
        let id = RunID(high: 0x0195_7f2e_5a3c_7d10, low: 0x8000_0123_4567_89ab)
        #expect(id.description == "01957f2e-5a3c-7d10-8000-0123456789ab")
        #expect(RunID(id.description) == id)
        #expect(RunID(id.description.uppercased()) == id)
        #expect(RunID(id.description.filter { $0 != "-" }) == id)
    }

    @Test(
        "what is no id is not read",
        arguments: [
            "", "01957f2e", "01957f2e-5a3c-7d10-8000-0123456789ag", "01957f2e-5a3c-7d10-8000_0123456789ab",
            "0-1957f2e5a3c-7d10-8000-0123456789ab", "01957f2e-5a3c-7d10-8000-0123456789ab0",
            "０1957f2e5a3c7d1080000123456789ab",
        ])
    func invalid(text: String) {
        #expect(RunID(text) == nil)
    }

    @Test("ids ascend, whatever the clock does")
    func ascending() {
        var generator = RunIDGenerator(origin: 42)
        var time = Timestamp(microseconds: 1_700_000_000_000_000)
        var latest = generator.next(at: time)
        for step in 0..<100_000 {
            switch step % 50_000 {
            case 10: time = time + .seconds(1)
            case 20: time = time - .seconds(2)
            default: break
            }
            let next = generator.next(at: time)
            if latest >= next { Issue.record("\(next) does not follow \(latest)") }
            latest = next
        }
    }

    @Test("an id is a UUID of version 7 that begins with its time")
    func layout() {
        var generator = RunIDGenerator(origin: .max)
        let id = generator.next(at: Timestamp(microseconds: 1_700_000_000_123_999))
        #expect(id.high >> 16 == 1_700_000_000_123)
        #expect(id.high >> 12 & 0xF == 7)
        #expect(id.high & 0xFFF == 999 * 4_096 / 1_000)
        #expect(id.low >> 62 == 0b10)
        #expect(id.low & (1 << 48 - 1) == 1 << 48 - 1)
    }

    @Test("two generators make different ids at the same time")
    func distinct() {
        var (one, other) = (RunIDGenerator(), RunIDGenerator())
        #expect(one.next(at: .distantPast) != other.next(at: .distantPast))
    }
}
