import SluiceCompiler
import Testing

@Suite struct TextRendererTests {
    private func render(_ line: String, _ columns: Range<Int>, colour: Bool = false) -> [String] {
        let file = SourceFile(path: "a.yaml", text: "first\n\(line)\nlast\n")
        let place = Place(
            file: 0, start: SourcePosition(line: 2, column: columns.lowerBound),
            end: SourcePosition(line: 2, column: columns.upperBound))
        let problem = Diagnostic(.error, Rule.catalogue[0], "message", at: place)
        let text = TextRenderer(colour: colour).render([problem], files: [file])
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func theRangeIsMarked() {
        let expected = [
            "a.yaml:2:8: error: message [yaml-syntax]", "2 | queue: renderings", "  |        ^~~~~~~~~~", "",
        ]
        #expect(render("queue: renderings", 8..<18) == expected)
        #expect(render("queue: renderings", 8..<8)[2] == "  |        ^")
    }

    @Test func tabsStayTabs() {
        #expect(render("\tqueue:\tx", 9..<10).suffix(3) == ["2 | \tqueue:\tx", "  | \t      \t^", ""])
    }

    @Test func wideAndCombiningCharactersKeepTheirWidth() {
        #expect(render("東京: x", 5..<6)[2] == "  |       ^")
        #expect(render("e\u{301}: x", 5..<6)[2] == "  |    ^")
        #expect(render("🙂: 東京", 4..<6)[2] == "  |     ^~~~")
    }

    @Test(arguments: ["\u{202E}", "\u{2066}", "\u{2028}", "\u{1B}"])
    func whatWouldDisturbTheRestIsNotShown(character: String) {
        #expect(render("a\(character)b: x", 5..<6).suffix(3) == ["2 | a\u{FFFD}b: x", "  |     ^", ""])
        #expect("a\(character)b".onOneLine == "a\(character.unicodeScalars.first!.escaped(asASCII: true))b")
    }

    @Test func longLinesAreCut() {
        let line = String(repeating: "a", count: 500) + "HERE" + String(repeating: "b", count: 500)
        let lines = render(line, 501..<505)
        #expect(lines[0].hasPrefix("a.yaml:2:501:"))
        #expect(lines[1].count < 180)
        #expect(lines[1].hasPrefix("2 | …") && lines[1].hasSuffix("…"))
        let column = lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) }
        let here = lines[1].firstRange(of: "HERE").map {
            lines[1].distance(from: lines[1].startIndex, to: $0.lowerBound)
        }
        #expect(column == here)
        #expect(lines[2].hasSuffix("^~~~"))
        #expect(render(line, 1_000..<1_004)[1].hasSuffix("bbb"))
    }

    @Test func nothingBreaksTheLine() {
        let file = SourceFile(path: "a\n.yaml", text: "\u{1B}[31m\n")
        let start = SourcePosition(line: 1, column: 1)
        let place = Place(file: 0, start: start, end: SourcePosition(line: 9, column: 9))
        let problem = Diagnostic(.warning, Rule.catalogue[0], "a\nb", at: place, notes: [.init("c\u{1B}", at: place)])
        let text = TextRenderer().render([problem], files: [file])
        #expect(
            text == "a\\n.yaml:1:1: warning: a\\nb [yaml-syntax]\n1 | \u{FFFD}[31m\n  | ^~~~~\n"
                + "a\\n.yaml:1:1: note: c\\u{1B}\n")
    }

    @Test func coloursAreForTerminals() {
        let lines = render("queue: x", 8..<9, colour: true)
        #expect(
            lines[0]
                == "\u{1B}[1ma.yaml:2:8:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m \u{1B}[1mmessage [yaml-syntax]\u{1B}[0m")
        #expect(lines[2].contains("\u{1B}[1;32m^\u{1B}[0m"))
    }
}
