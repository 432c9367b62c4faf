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
        #expect(value.swiftLiteral == expected)
    }

    @Test(
        "a comment ends no sooner than its lines",
        arguments: [
            ("one", ["one"]), ("one  ", ["one"]), ("\n\none\n\n  two \n\n", ["one", "", "  two"]),
            ("a\rb\u{0}c", ["a b c"]), ("a\r\nb", ["a", "b"]), ("*/ /// /*", ["*/ /// /*"]), ("", []), (" \n ", []),
        ])
    func comment(text: String, expected: [String]) {
        #expect(CommentText.lines(of: text) == expected)
    }

    @Test("a blank description leaves nothing", arguments: ["", "  ", "\n\n"])
    func blankComment(text: String) {
        let comment = DocComment(text, in: TextArena())
        #expect(comment.isEmpty)
        #expect(comment.otherLines.isEmpty)
    }

    @Test("a list that does not fit is broken, one item a line")
    func list() {
        let writer = SwiftWriter()
        let width = SwiftWriter.width - 4 - "f(, b) {".count
        let arena = TextArena()
        let (fits, isTooLong) = (
            arena.store(String(repeating: "a", count: width)), arena.store(String(repeating: "a", count: width + 1))
        )
        writer.indented {
            writer.list("f", [SwiftLine(fits), "b"], " {")
            writer.list("f", [SwiftLine(isTooLong), "b"], " {")
        }
        let lines = writer.contents.split(separator: "\n")
        #expect(lines.map(\.count) == [SwiftWriter.width, 6, 8 + width + 1 + 1, 9, 7])
    }

    @Test("texts stay where they are, however many follow")
    func arena() {
        let arena = TextArena()
        let values =
            (0..<20_000).map { String(repeating: "ü\($0) ", count: $0 % 9) } + [String(repeating: "a", count: 200_000)]
        let texts = values.map(arena.store)
        let joined = texts.map { arena.join("<\($0)>") }
        #expect(texts.map(\.string) == values)
        #expect(joined.map(\.string) == values.map { "<\($0)>" })
    }
}
