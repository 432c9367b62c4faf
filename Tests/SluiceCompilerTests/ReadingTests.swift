import Testing

@testable import SluiceCompiler

@Suite struct ReadingTests {
    @Test(arguments: [
        ("250ms", 250), ("30s", 30_000), ("5m", 300_000), ("1h30m", 5_400_000), ("2d", 172_800_000), ("0s", 0),
        ("1d2h3m4s5ms", 93_784_005), ("36500d", 3_153_600_000_000),
    ])
    func durations(_ text: String, _ milliseconds: Int64) throws {
        let value = try Milliseconds.parse(text).get()
        #expect(value == Milliseconds(milliseconds))
        #expect(value.description == text)
    }

    @Test func durationsHaveOneUsualForm() throws {
        #expect(try Milliseconds.parse("90m").get().description == "1h30m")
        #expect(try Milliseconds.parse("1500ms").get().description == "1s500ms")
    }

    @Test(arguments: [
        "", "s", "5", "1h5", "5x", "5 s", "1.5h", "-5s", "5S", "5mss", "５s", "1h1h", "30m1h", "36501d",
        "9223372036854775807d",
    ])
    func noDurations(_ text: String) {
        #expect(throws: DurationFlaw.self) { try Milliseconds.parse(text).get() }
    }

    /// Against the system's calendar.
    @Test(
        arguments: [
            ("1970-01-01", 0), ("1969-12-31T23:59:59Z", -1_000), ("2000-02-29", 951_782_400_000),
            ("2026-01-31T12:34:56.789Z", 1_769_862_896_789), ("2026-01-31T12:34:56+05:30", 1_769_843_096_000),
            ("2024-12-31 23:59:59.9-01:00", 1_735_693_199_900), ("0001-01-01", -62_135_596_800_000),
            ("9999-12-31T23:59:59.999z", 253_402_300_799_999),
        ] as [(String, Int64)])
    func dates(_ text: String, _ milliseconds: Int64) {
        #expect(TextFormats.date(text) == milliseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-1-1", "2026-13-01", "2026-00-01", "2026-02-29", "1900-02-29", "2026-01-01T",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.1234Z", "2026-01-01T00:00:00Zx",
        "２０２６-01-01",
    ])
    func noDates(_ text: String) {
        #expect(TextFormats.date(text) == nil)
    }

    @Test(arguments: [
        ("https://example.com", true), ("mailto:a@b.c", true), ("s3+x.y-z://b/k?x=%20#f", true), ("example.com", false),
        ("https://", false), ("http:", false), ("://x", false), ("1a://x", false), ("https://a b", false),
        ("https://a/%2", false), ("https://a/%zz", false), ("https://é", false), ("https://[::1]", false),
    ])
    func urls(_ text: String, _ isURL: Bool) {
        #expect(TextFormats.isURL(text) == isURL)
    }

    @Test(
        arguments: [
            ("", []), ("aGVsbG8=", Array("hello".utf8)), ("AA==", [0]), ("//79", [255, 254, 253]), ("a", nil),
            ("====", nil),
            ("a===", nil), ("aGVs bG8", nil), ("aG=sbG8=", nil), ("aGVsbG8", nil), ("_-8=", nil),
        ] as [(String, [UInt8]?)])
    func base64(_ text: String, _ bytes: [UInt8]?) {
        #expect(TextFormats.base64(text) == bytes)
    }

    @Test func uuids() {
        #expect(
            TextFormats.uuid("123e4567-e89b-12d3-a456-426614174000") == "123E4567-E89B-12D3-A456-426614174000")
        #expect(TextFormats.uuid("123e4567e89b12d3a456426614174000") == nil)
        #expect(TextFormats.uuid("123e4567-e89b-12d3-a456-42661417400g") == nil)
    }
}
