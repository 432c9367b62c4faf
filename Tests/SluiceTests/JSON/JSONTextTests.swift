@_spi(SluiceGenerated) import Sluice
import Testing

/// Strings: escapes, surrogates and UTF-8.
@Suite struct JSONTextTests {
    @Test func resolvesEveryEscape() throws {
        #expect(
            try decode(#""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\ude00\u0000""#, as: String.self)
                == "\"\\/\u{8}\u{C}\n\r\tAé€😀\0")
    }

    @Test func readsEveryCodeUnitEscape() throws {
        for unit in UInt32(0)...0xFFFF {
            let digits = String(unit, radix: 16, uppercase: unit % 2 == 0)
            let json = #""\u"# + String(repeating: "0", count: 4 - digits.count) + digits + #"""#
            if let scalar = Unicode.Scalar(unit) {
                #expect(try decode(json, as: String.self) == String(Character(scalar)))
            } else {
                let kind = unit < 0xDC00 ? "high" : "low"
                #expect(
                    complaint { () throws(PayloadError) in try decode(json, as: String.self) }
                        .hasSuffix("a \(kind) surrogate stands alone"))
            }
        }
    }

    @Test(arguments: [
        ("\\ud800\\udc00", "\u{10000}"), ("\\udbff\\udfff", "\u{10FFFF}"), ("\\uD83D\\uDE00!", "😀!"),
        ("\\ud83d\\ude00\\ud83d\\ude00", "😀😀"),
    ])
    func readsPairs(_ escapes: String, _ text: String) throws {
        #expect(try decode("\"\(escapes)\"", as: String.self) == text)
    }

    @Test(arguments: [
        "\\ud800", "\\udbff!", "\\udc00", "\\udfff", "\\udc00\\ud800", "\\ud800\\ud800", "\\ud800\\u0041", "\\ud800\\n",
        "\\ud800udc00", "\\ud800 \\udc00", "\\ud800\\", "\\ud800\\u", "\\ud800\\udc0", "\\ud83d\\ude00\\ude00",
    ])
    func refusesLoneSurrogates(_ escapes: String) {
        #expect(!isJSON(Array("\"\(escapes)\"".utf8)))
    }

    @Test func pairsEveryHighWithEveryLowSurrogate() throws {
        // A third of each, and both ends.
        for high in stride(from: UInt32(0xD800), through: 0xDBFF, by: 3) {
            for low in stride(from: UInt32(0xDC00), through: 0xDFFF, by: 93) {
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))!
                let json = "\"\\u\(String(high, radix: 16))\\u\(String(low, radix: 16))\""
                try #require(try decode(json, as: String.self) == String(Character(scalar)))
            }
        }
    }

    @Test func agreesWithTheStandardLibraryOnUTF8() {
        // Every lead byte with every second byte, and the edges of the third and fourth.
        let edges: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        func check(_ bytes: [UInt8]) {
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            // Also where the next eight bytes are looked at together.
            let verdicts = [isJSON([0x22] + bytes + [0x22]), isJSON([0x22] + bytes + Array("abcdefgh\"".utf8))]
            if verdicts != [isValid, isValid] { Issue.record("\(bytes): \(verdicts), expected \(isValid)") }
        }
        for first in UInt8(0x80)...0xFF {
            check([first])
            for second in UInt8(0x80)...0xFF {
                check([first, second])
                guard first >= 0xE0, second < 0xC0 else { continue }
                for third in edges where third >= 0x80 {
                    check([first, second, third])
                    guard first >= 0xF0 else { continue }
                    for fourth in edges where fourth >= 0x80 { check([first, second, third, fourth]) }
                }
            }
        }
    }

    @Test func writesOnlyWhatMustBeEscaped() throws {
        #expect(
            try encode("\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é€😀\u{2028}")
                == #""\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7F}é€😀\u{2028}\"")
    }

    @Test func everyScalarSurvives() throws {
        let text = String(String.UnicodeScalarView((UInt32(0)...0x10FFFF).lazy.compactMap(Unicode.Scalar.init)))
        #expect(try decodePayload(String.self, from: encodePayload(text)).utf8.elementsEqual(text.utf8))
    }

    @Test func escapesAtEveryAlignment() throws {
        for length in 0..<40 {
            for place in 0...length {
                for special in ["\"", "\\", "\u{1F}", "é", "\u{7F}"] {
                    let text =
                        String(repeating: "a", count: place) + special + String(repeating: "z", count: length - place)
                    try #require(try decode(encode(text), as: String.self) == text)
                }
            }
        }
    }
}
