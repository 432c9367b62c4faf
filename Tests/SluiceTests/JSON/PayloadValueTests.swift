import Foundation
@_spi(SluiceGenerated) import Sluice
import Testing
import SluiceTestSupport

/// `Date`, `URL`, `UUID`, `Data`.
@Suite struct PayloadValueTests {
    @Test(
        arguments: [
            (0.0, "2001-01-01T00:00:00Z"), (0.25, "2001-01-01T00:00:00.25Z"), (-0.25, "2000-12-31T23:59:59.75Z"),
            (-1, "2000-12-31T23:59:59Z"), (1e-7, "2001-01-01T00:00:00.0000001Z"),
            (-1e-7, "2000-12-31T23:59:59.9999999Z"),
            (-978_307_200, "1970-01-01T00:00:00Z"), (785_605_978.123, "2025-11-23T15:52:58.123Z"),
            (94_607_999, "2003-12-31T23:59:59Z"), (99_705_600.5, "2004-02-29T00:00:00.5Z"),
            (-63_145_526_400 + 172_800, "0000-01-03T00:00:00Z"), (-63_113_904_000, "0001-01-01T00:00:00Z"),
            (252_423_993_599, "9999-12-31T23:59:59Z"),
        ] as [(Double, String)])
    func writesDates(_ seconds: Double, _ text: String) throws {
        let date = Date(timeIntervalSinceReferenceDate: seconds)
        #expect(try encode(date) == "\"\(text)\"")
        #expect(try decode("\"\(text)\"", as: Date.self) == date)
    }

    @Test func keepsDatesToTheLastBit() throws {
        var random = SeededGenerator(seed: 8601)
        var dates: [Date] = [
            .distantPast, .distantFuture, Date(timeIntervalSinceReferenceDate: .leastNonzeroMagnitude),
        ]
        for _ in 0..<20_000 {
            dates.append(
                Date(timeIntervalSinceReferenceDate: .random(in: -63_145_526_400..<252_423_993_600, using: &random)))
            dates.append(Date(timeIntervalSince1970: .random(in: 0..<4e9, using: &random)))
            dates.append(Date(timeIntervalSinceReferenceDate: .random(in: -1e-3..<1e-3, using: &random)))
            dates.append(Date(timeIntervalSinceReferenceDate: -.random(in: 0..<1e9, using: &random).rounded() + 0.1))
        }
        for date in dates {
            let read = try decode(encode(date), as: Date.self)
            try #require(
                read.timeIntervalSinceReferenceDate.bitPattern == date.timeIntervalSinceReferenceDate.bitPattern)
        }
    }

    @Test func agreesWithFoundationOnTheCalendar() throws {
        // Days since the Gregorian reform; Foundation keeps the Julian calendar before it, ISO 8601 does not.
        for day in stride(from: -150_000, through: 2_921_000, by: 997) {
            let date = Date(timeIntervalSinceReferenceDate: Double(day) * 86_400 + 45_296)
            #expect(try encode(date) == "\"\(date.formatted(.iso8601))\"")
        }
    }

    @Test(arguments: [
        ("2025-11-23T15:52:58+00:00", "2025-11-23T15:52:58Z"), ("2025-11-23T15:52:58+02:30", "2025-11-23T13:22:58Z"),
        ("2025-12-31T23:00:00-01:00", "2026-01-01T00:00:00Z"), ("2025-11-23T15:52:58.000Z", "2025-11-23T15:52:58Z"),
        ("2025-11-23T15:52:58.500000000000000000000000000Z", "2025-11-23T15:52:58.5Z"),
    ])
    func readsOffsetsAndFractions(_ text: String, _ same: String) throws {
        #expect(try decode("\"\(text)\"", as: Date.self) == decode("\"\(same)\"", as: Date.self))
    }

    @Test(arguments: [
        "", "2025-11-23", "2025-11-23T15:52Z", "2025-11-23T15:52:58", "2025-11-23 15:52:58Z", "2025-11-23T15:52:58z",
        "2025-13-01T00:00:00Z", "2025-00-01T00:00:00Z", "2025-02-29T00:00:00Z", "2025-04-31T00:00:00Z",
        "2025-01-00T00:00:00Z", "2025-01-32T00:00:00Z", "2025-01-01T24:00:00Z", "2025-01-01T00:60:00Z",
        "2025-01-01T00:00:60Z", "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00.5", "2025-01-01T00:00:00+1:00",
        "2025-01-01T00:00:00+24:00", "2025-01-01T00:00:00+00:60", "2025-01-01T00:00:00+0000", "2025-01-01T00:00:00Z ",
        "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:59.9999999999Z",
        "+025-01-01T00:00:00Z", "1900-02-29T00:00:00Z", "２025-01-01T00:00:00Z",
    ])
    func refusesDates(_ text: String) {
        #expect(
            complaint { () throws(PayloadError) in try decode("[\"\(text)\"]", as: [Date].self) }
                == "payload[0] is \"\(text)\", expected a date and time in ISO 8601, such as \"2025-11-23T15:52:58Z\"")
    }

    @Test(arguments: [252_423_993_600, -63_145_526_401, .infinity, -.infinity, .nan, 1e300] as [Double])
    func refusesToWriteDatesBeyondFourDigits(_ seconds: Double) {
        let dates = ["a": Date(timeIntervalSinceReferenceDate: seconds)]
        #expect(
            complaint { () throws(PayloadError) in try encode(dates) } == "payload.a is outside the years 0000 to 9999")
    }

    @Test func urls() throws {
        let url = URL(string: "https://example.com/a%20b?c=d#e")!
        #expect(try encode(url) == #""https://example.com/a%20b?c=d#e""#)
        #expect(try decode(encode(url), as: URL.self) == url)
        #expect(
            complaint { () throws(PayloadError) in try decode(#""https://user:secret@a b/""#, as: URL.self) }
                == "payload is no URL that RFC 3986 allows")
        #expect(
            complaint { () throws(PayloadError) in try decode("1", as: URL.self) }
                == "payload is a number, expected a URL")
    }

    @Test func uuids() throws {
        let uuid = UUID(uuidString: "E621E1F8-C36C-495A-93FC-0C247A3E6E5F")!
        #expect(try encode(uuid) == #""E621E1F8-C36C-495A-93FC-0C247A3E6E5F""#)
        #expect(try decode(#""e621e1f8-c36c-495a-93fc-0c247a3e6e5f""#, as: UUID.self) == uuid)
        #expect(
            complaint { () throws(PayloadError) in try decode(#""e621""#, as: UUID.self) }
                == #"payload is "e621", expected a UUID"#)
    }

    @Test func data() throws {
        for count in 0..<50 {
            let data = Data((0..<count).map { UInt8($0 * 37 % 256) })
            #expect(try decode(encode(data), as: Data.self) == data)
        }
        #expect(try encode(Data([0xFB, 0xFF])) == #""+/8=""#)
        for text in ["a", "ab", "abc", "a===", "+/8", "ab c", "-_8="] {
            #expect(
                complaint { () throws(PayloadError) in try decode("\"\(text)\"", as: Data.self) }
                    == "payload is not base64 with padding")
        }
    }
}
