@_spi(SluiceGenerated) import Sluice
import Testing

/// RFC 8259, rule by rule: what must be taken, what must be refused, and where.
@Suite struct JSONGrammarTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "7", "-12", "1234567890123456789012345678901234567890", "0.5", "-0.5",
        "1e5",
        "1E5", "1e+5", "1e-5", "1.25E-05", "0e0", "1e400", #""""#, #""text""#, "[]", "{}", "[[]]", "[{}]", "[1]",
        "[1,2,3]",
        #"{"":0}"#, #"{"a":{"a":{"a":[]}}}"#, " 1 ", "\n[\t1 ,\r\n2 ]\n", #" { "a" : 1 , "b" : [ ] } "#,
        #""\"\\\/\b\f\n\r\t""#, #""\u0000\u001f\u007F\uFFFF\uabcd""#, #""\ud83d\ude00""#, #""/""#, "\"\u{7F}\"",
        "\"\u{2028}\u{2029}\"",
        "\"é\u{10FFFF}\u{FFFE}\u{FEFF}\"", #"{"\u0061":1,"b":2}"#, #"{"é":1,"e\#u{301}":2}"#,
        #"[null,true,false,"",0,[],{}]"#,
    ])
    func takes(_ json: String) {
        #expect(complaint { () throws(PayloadError) in try decode(json, as: NoOutput.self) } == "")
    }

    @Test(arguments: [
        ("", 0, "expected a value, found the end"),
        (" ", 1, "expected a value, found the end"),
        ("\u{FEFF}1", 0, "it starts with a byte order mark"),
        ("1 2", 2, "expected nothing after the value, found '2'"),
        ("{}}", 2, "expected nothing after the value, found '}'"),
        ("[]]", 2, "expected nothing after the value, found ']'"),
        ("1\0", 1, "expected nothing after the value, found byte 0x00"),
        ("\u{A0}1", 0, "expected a value, found byte 0xC2"),
        ("\u{0C}1", 0, "expected a value, found byte 0x0C"),
        ("/**/1", 0, "expected a value, found '/'"),
        ("1//", 1, "expected nothing after the value, found '/'"),
        ("# 1", 0, "expected a value, found '#'"),
        ("nul", 0, "expected 'null', found 'n'"),
        ("nULL", 0, "expected 'null', found 'n'"),
        ("tru", 0, "expected 'true', found 't'"),
        ("True", 0, "expected a value, found 'T'"),
        ("falsy", 0, "expected 'false', found 'f'"),
        ("truefalse", 4, "expected nothing after the value, found 'f'"),
        ("NaN", 0, "expected a value, found 'N'"),
        ("Infinity", 0, "expected a value, found 'I'"),
        ("-Infinity", 1, "expected a digit, found 'I'"),
        ("undefined", 0, "expected a value, found 'u'"),
        ("'a'", 0, "expected a value, found a single quote"),
    ])
    func refuses(_ json: String, at offset: Int, saying problem: String) {
        expectRefusal(json, at: offset, saying: problem)
    }

    @Test(arguments: [
        ("01", 1, "a number has a leading zero"), ("-01", 2, "a number has a leading zero"),
        ("00", 1, "a number has a leading zero"), ("-", 1, "expected a digit, found the end"),
        ("--1", 1, "expected a digit, found '-'"), ("+1", 0, "expected a value, found '+'"),
        (".5", 0, "expected a value, found '.'"), ("-.5", 1, "expected a digit, found '.'"),
        ("1.", 2, "expected a digit, found the end"), ("1.e5", 2, "expected a digit, found 'e'"),
        ("1e", 2, "expected a digit, found the end"), ("1e+", 3, "expected a digit, found the end"),
        ("1e1.5", 3, "expected nothing after the value, found '.'"),
        ("1.2.3", 3, "expected nothing after the value, found '.'"),
        ("1_000", 1, "expected nothing after the value, found '_'"),
        ("0x10", 1, "expected nothing after the value, found 'x'"),
        ("1a", 1, "expected nothing after the value, found 'a'"),
        ("1f", 1, "expected nothing after the value, found 'f'"),
        ("- 1", 1, "expected a digit, found byte 0x20"), ("١", 0, "expected a value, found byte 0xD9"),
    ])
    func refusesNumber(_ json: String, at offset: Int, saying problem: String) {
        expectRefusal(json, at: offset, saying: problem)
    }

    @Test(arguments: [
        ("[", 1, "expected a value, found the end"), ("[1", 2, "expected ',' or ']', found the end"),
        ("[1,", 3, "expected a value, found the end"), ("[1,]", 3, "expected a value, found ']'"),
        ("[,1]", 1, "expected a value, found ','"), ("[1,,2]", 3, "expected a value, found ','"),
        ("[1 2]", 3, "expected ',' or ']', found '2'"), ("[1}", 2, "expected ',' or ']', found '}'"),
        ("[1:2]", 2, "expected ',' or ']', found ':'"), ("]", 0, "expected a value, found ']'"),
        ("{", 1, "expected a field's name in double quotes, found the end"),
        ("{]", 1, "expected a field's name in double quotes, found ']'"),
        ("{1:1}", 1, "expected a field's name in double quotes, found '1'"),
        ("{a:1}", 1, "expected a field's name in double quotes, found 'a'"),
        ("{'a':1}", 1, "expected a field's name in double quotes, found a single quote"),
        (#"{"a"}"#, 4, "expected ':', found '}'"), (#"{"a",1}"#, 4, "expected ':', found ','"),
        (#"{"a":}"#, 5, "expected a value, found '}'"), (#"{"a"::1}"#, 5, "expected a value, found ':'"),
        (#"{"a":1,}"#, 7, "expected a field's name in double quotes, found '}'"),
        (#"{,"a":1}"#, 1, "expected a field's name in double quotes, found ','"),
        (#"{"a":1 "b":2}"#, 7, "expected ',' or '}', found '\"'"), (#"{"a":1]"#, 6, "expected ',' or '}', found ']'"),
        (#"{"a":1"#, 6, "expected ',' or '}', found the end"),
        ("{null:1}", 1, "expected a field's name in double quotes, found 'n'"),
    ])
    func refusesContainer(_ json: String, at offset: Int, saying problem: String) {
        expectRefusal(json, at: offset, saying: problem)
    }

    @Test(arguments: [
        (#"""#, 1, "a string does not end"), (#""a"#, 2, "a string does not end"),
        (#""\""#, 3, "a string does not end"),
        (#""\"#, 2, #"expected an escape such as '\n', found the end"#),
        (#""\x41""#, 2, #"expected an escape such as '\n', found 'x'"#),
        (#""\'""#, 2, #"expected an escape such as '\n', found a single quote"#),
        (#""\0""#, 2, #"expected an escape such as '\n', found '0'"#),
        (#""\N""#, 2, #"expected an escape such as '\n', found 'N'"#),
        (#""\U0041""#, 2, #"expected an escape such as '\n', found 'U'"#),
        (#""\u""#, 2, #"expected four hexadecimal digits after '\u'"#),
        (#""\u004""#, 2, #"expected four hexadecimal digits after '\u'"#),
        (#""\u004G""#, 2, #"expected four hexadecimal digits after '\u'"#),
        (#""\u+041""#, 2, #"expected four hexadecimal digits after '\u'"#),
        (#""\u{41}""#, 2, #"expected four hexadecimal digits after '\u'"#),
        ("\"a\nb\"", 2, "a control character in a string is not escaped"),
        ("\"a\tb\"", 2, "a control character in a string is not escaped"),
        ("\"\0\"", 1, "a control character in a string is not escaped"),
        ("\"12345678\u{1F}\"", 9, "a control character in a string is not escaped"),
    ])
    func refusesString(_ json: String, at offset: Int, saying problem: String) {
        expectRefusal(json, at: offset, saying: problem)
    }

    @Test func refusesOtherEncodings() {
        for bytes in [[0x22, 0, 0x22, 0], [0, 0x22, 0, 0x22], [0xFF, 0xFE, 0x31, 0], [0xFE, 0xFF, 0, 0x31]] as [[UInt8]]
        {
            #expect(!isJSON(bytes))
        }
    }

    private func expectRefusal(_ json: String, at offset: Int, saying problem: String) {
        let error = #expect(throws: PayloadError.self) { try decode(json, as: NoOutput.self) }
        #expect(error?.description == "payload is not valid JSON at byte \(offset): \(problem)")
        #expect(error?.offset == offset)
    }
}
