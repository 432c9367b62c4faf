import Foundation
@_spi(SluiceGenerated) import Sluice
import Testing
import SluiceTestSupport

/// Numbers: exact integers, correctly rounded floating-point numbers, ranges.
@Suite struct JSONNumberTests {
    @Test func keepsIntegersExact() throws {
        #expect(try decode("9007199254740993", as: Int.self) == 9_007_199_254_740_993)
        #expect(try decode("-0", as: Int.self) == 0)
        #expect(try decode("-0", as: UInt8.self) == 0)
        try expectExtremes(Int8.self)
        try expectExtremes(Int16.self)
        try expectExtremes(Int32.self)
        try expectExtremes(Int64.self)
        try expectExtremes(Int.self)
        try expectExtremes(UInt8.self)
        try expectExtremes(UInt16.self)
        try expectExtremes(UInt32.self)
        try expectExtremes(UInt64.self)
        try expectExtremes(UInt.self)
    }

    private func expectExtremes<Number: FixedWidthInteger & PayloadValue>(_ type: Number.Type) throws {
        for number in [Number.min, Number.min + 1, 0, 1, Number.max - 1, Number.max] {
            #expect(try encode(number) == "\(number)")
            #expect(try decode("\(number)", as: Number.self) == number)
        }
        let beyond = [
            "\(Decimal(string: "\(Number.max)")! + 1)", "\(Decimal(string: "\(Number.min)")! - 1)",
            "18446744073709551616",
            "-9223372036854775809", "99999999999999999999999999", "-99999999999999999999999999",
            String(repeating: "9", count: 10_000),
        ]
        for text in beyond {
            let shown = text.count <= 40 ? text : "\(text.prefix(40))…"
            #expect(
                complaint { () throws(PayloadError) in try decode(text, as: Number.self) }
                    == "payload is \(shown), expected an integer from \(Number.min) to \(Number.max)")
        }
    }

    @Test(arguments: ["1.0", "1e3", "1E0", "0.5", "-1.0", "1e400"])
    func refusesIntegersWrittenAsDecimals(_ json: String) {
        #expect(
            complaint { () throws(PayloadError) in try decode(json, as: Int.self) }
                == "payload is \(json), expected an integer without fraction or exponent")
    }

    @Test(arguments: [
        ("0", 0.0), ("-0", -0.0), ("-0.0", -0.0), ("1", 1), ("0.1", 0.1), ("1e-7", 1e-7), ("1E+22", 1e22),
        ("1e23", 1e23),
        ("123456789012345", 123_456_789_012_345), ("9007199254740993", 9_007_199_254_740_992),
        ("0.000000000000001", 1e-15), ("2.2250738585072012e-308", .leastNormalMagnitude),
        ("3e-324", .leastNonzeroMagnitude),
        ("1e-400", 0), ("-1e-400", -0.0), ("1.7976931348623157e308", .greatestFiniteMagnitude), ("0e999999999999", 0),
        ("179769313486231580793728971405301e276", 1.797693134862315807e308),
    ])
    func roundsCorrectly(_ json: String, _ number: Double) throws {
        #expect(try decode(json, as: Double.self).bitPattern == number.bitPattern)
    }

    @Test(arguments: [
        "1e309", "-1e309", "1e400", "1e999999999999999999999", "1.7976931348623159e308",
        "1" + String(repeating: "0", count: 400),
    ])
    func refusesWhatOverflowsDouble(_ json: String) {
        let shown = json.count <= 40 ? json : "\(json.prefix(40))…"
        #expect(
            complaint { () throws(PayloadError) in try decode(json, as: Double.self) }
                == "payload is \(shown), expected a number within ±1.7976931348623157e+308")
    }

    @Test func roundsFloatsOnce() throws {
        // Halfway between two floats but for its last digit: rounded to Double first, it would go down.
        #expect(try decode("1.00000005960464477539062500000001", as: Float.self) == Float(1).nextUp)
        #expect(try decode("16777217", as: Float.self) == 16_777_216)
        #expect(try decode("0.1", as: Float.self) == 0.1)
        #expect(
            complaint { () throws(PayloadError) in try decode("1e39", as: Float.self) }
                == "payload is 1e39, expected a number within ±3.4028235e+38")
    }

    @Test func readsRandomNumbersBack() throws {
        var random = SeededGenerator(seed: 8259)
        for _ in 0..<20_000 {
            let double = Double(bitPattern: random.next())
            if double.isFinite {
                try #require(try decode(encode(double), as: Double.self).bitPattern == double.bitPattern)
            }
            let float = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
            if float.isFinite {
                try #require(try decode(encode(float), as: Float.self).bitPattern == float.bitPattern)
            }
            let short = "\(random.next() % 1_000_000_000).\(random.next() % 1_000_000)"
            try #require(try decode(short, as: Double.self) == Double(short)!)
            try #require(try decode(short, as: Float.self) == Float(short)!)
        }
    }

    @Test func readsNumbersOfAMegabyteQuickly() throws {
        let digits = String(repeating: "7", count: 1_000_000)
        #expect(try decode("0.\(digits)", as: Double.self) == 0.7777777777777778)
        #expect(
            complaint { () throws(PayloadError) in try decode(digits, as: Double.self) }.contains(
                "expected a number within"))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func refusesToWriteWhatIsNotFinite(_ number: Double) {
        #expect(
            complaint { () throws(PayloadError) in try encode([1, number]) }
                .hasPrefix("payload[1] is \(number), which JSON cannot hold"))
        #expect(complaint { () throws(PayloadError) in try encode(Float(number)) }.hasPrefix("payload is"))
    }

    @Test func writesTheShortestForm() throws {
        #expect(try encode([0.1, 1, -0.0, 1e16, 1e-7, .leastNonzeroMagnitude]) == "[0.1,1.0,-0.0,1e+16,1e-07,5e-324]")
        #expect(try encode([Float(0.1), 16_777_216]) == "[0.1,16777216.0]")
    }
}
