import Testing

@testable import SluiceCompiler

@Suite("text in generated code")
struct TextTests {
    @Test(
        "a string literal stands for its value",
        arguments: [
            ("", #""""#), ("plain", #""plain""#), (#"a "b" \ c"#, #""a \"b\" \\ c""#), ("\\(x)", #""\\(x)""#),
            ("a\nb\r\n\tc", #""a\nb\r\n\tc""#), ("\0\u{1}\u{1B}\u{7F}", #""\u{0}\u{1}\u{1b}\u{7f}""#),
            ("ünïcode 🚦 \u{2028}", "\"ünïcode 🚦 \u{2028}\""), (##""#"##, ##""\"#""##),
        ])
    func literal(value: String, expected: String) {
        let text: SwiftText = "\(literal: value)"
        #expect(String(decoding: text.bytes, as: UTF8.self) == expected)
    }

    @Test(
        "a comment ends no sooner than its lines",
        arguments: [
            ("one", ["one"]), ("one  ", ["one"]), ("\n\none\n\n  two \n\n", ["one", "", "  two"]),
            ("a\rb\u{0}c", ["a b c"]), ("a\r\nb", ["a", "b"]), ("*/ /// /*", ["*/ /// /*"]), ("", [""]),
        ])
    func comment(text: String, expected: [String]) {
        #expect(CommentText.lines(of: text) == expected)
    }

    @Test("a list that does not fit is broken, one item a line")
    func list() {
        let writer = SwiftWriter()
        let width = SwiftWriter.width - 4 - "f(, b) {".count
        writer.indented {
            writer.list("f", [SwiftText(String(repeating: "a", count: width)), "b"], " {")
            writer.list("f", [SwiftText(String(repeating: "a", count: width + 1)), "b"], " {")
        }
        let lines = writer.contents.split(separator: "\n")
        #expect(lines.map(\.count) == [SwiftWriter.width, 6, 8 + width + 1 + 1, 9, 7])
    }
}
