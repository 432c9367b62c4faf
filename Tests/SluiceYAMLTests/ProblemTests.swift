import SluiceYAML
import Testing

@Suite struct ProblemTests {
    /// What libyaml says, in our words, with the place where it happened.
    @Test(
        arguments: [
            ("a: 1\n\tb: 2\n", 2, 1, "a tab can't indent YAML; use spaces"),
            ("a:\n  b\n  c: 1\n", 2, 3, "'b' has no ':' after it, so it can't be a key"),
            (
                "a: b: c\n", 1, 5,
                "': ' inside the text after 'a:' makes a second key of it; quote the text"
            ),
            ("a: [1, 2\nb: 3\n", 1, 4, "this '[' is not closed; add ']'"),
            ("a: { b: 1\nc: 3\n", 1, 4, "this '{' is not closed; add '}'"),
            ("a: ['1' 2]\n", 1, 9, "',' is missing before this"),
            ("a: 'b\n", 1, 4, "the text that this quote opens is not closed; add ''' where it ends"),
            ("a: @b\n", 1, 4, "a value can't begin with '@'; quote it"),
            ("a: `b\n", 1, 4, "a value can't begin with '`'; quote it"),
            ("a: \"\\q\"\n", 1, 5, "this '\\' begins no escape that YAML knows; write '\\\\', or use single quotes"),
            (
                "a: 1\n b: 2\n", 2, 2,
                "'b' is indented as if it belonged to 'a', which has its value already; align the two"
            ),
            (
                "a\n---\nb\n", 2, 1,
                "a second document begins here, but a file holds one; remove '---', or move what follows to its own file"
            ),
            (
                "%YAML 3.0\n---\na\n", 1, 1,
                "'%' at the beginning of a line is for directives to YAML readers; none is needed here, so remove the line"
            ),
            (
                "a: !!binary x\n", 1, 4,
                "tag '!!binary' means nothing here; remove it, or quote the text if it is part of one"
            ),
            ("a: !x!y z\n", 1, 4, "this is not YAML: found undefined tag handle while parsing a node"),
            ("- *b\n", 1, 3, "alias '*b' has no anchor '&b' before it"),
            ("&a [*a]\n", 1, 5, "alias '*a' stands inside the value that it names"),
            ("{ [a]: b }\n", 1, 3, "a key must be plain text, not a list"),
            ("<<: 5\n", 1, 5, "'<<' merges mappings: write an alias such as '*name', or a list of them"),
            (
                "- a\nb: c\n", 2, 1,
                "'- ' is missing here, as the lines above are items of a list; or indent this like the key of the list"
            ),
            ("{ a: b:, c: d }", 1, 7, "a ':' between brackets needs a space after it, or quotes around the text"),
            ("a: { b:", 1, 4, "this '{' is not closed; add '}'"),
            ("a: [", 1, 4, "this '[' is not closed; add ']'"),
            ("a: [1, 2\n", 1, 4, "this '[' is not closed; add ']'"),
        ] as [(String, UInt32, UInt32, String)])
    func isToldInPlainWords(_ text: String, _ line: UInt32, _ column: UInt32, _ message: String) throws {
        let found = problems(text)
        let problem = try #require(found.first)
        #expect(found.count == 1)
        #expect(problem.start.line == line)
        #expect(problem.start.column == column)
        #expect(problem.message == message)
        #expect(problem.kind == .syntax)
    }

    @Test func whatCanBeReadIsKept() {
        #expect(outline("{ a: *b, c: !x 1, d: 2 }") == "{a: ?, c: ?, d: 2}")
        #expect(problems("{ a: *b, c: !x 1, d: 2 }").count == 2)
    }
}
