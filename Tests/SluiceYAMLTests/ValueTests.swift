import SluiceYAML
import Testing

@Suite struct ValueTests {
    @Test(arguments: ["", "\n", "# nothing\n", "\u{FEFF}", "\u{FEFF}\n"])
    func aFileMayHoldNothing(_ text: String) {
        let (tree, problems) = YAMLReader().read(Array(text.utf8))
        #expect(tree != nil)
        #expect(tree?.root == nil)
        #expect(problems.isEmpty)
    }

    @Test func quotesBlocksAndTagsMakeText() {
        #expect(outline("[5, '5', \"5\", !!str 5, ! 5, !!int 5]") == "[5, '5', '5', '5', '5', 5]")
        #expect(outline("a: |\n  x\n  y\n") == "{a: 'x\ny\n'}")
    }

    @Test func mergeKeysPutKeysInTheirPlace() {
        #expect(
            outline("- &a { x: 1, y: 2 }\n- { w: 0, <<: *a, y: 3, z: 4 }") == "[{x: 1, y: 2}, {w: 0, x: 1, y: 3, z: 4}]"
        )
        #expect(
            outline("- &a { x: 1 }\n- &b { x: 2, y: 2 }\n- { <<: [*a, *b] }") == "[{x: 1}, {x: 2, y: 2}, {x: 1, y: 2}]")
        #expect(outline("{ '<<': { x: 1 } }") == "{'<<': {x: 1}}")
        #expect(problems("- &a { x: 1, y: 2 }\n- { <<: *a, y: 3 }").isEmpty)
    }

    @Test func repeatedKeysAreKnown() throws {
        let (tree, _) = YAMLReader().read(Array("{ a: 1, b: { a: 2 }, 'a': 3, a: 4 }".utf8))
        let found = try #require(tree)
        let places = found.duplicateKeys.map { (found[$0.key].start.column, found[$0.value].start.column) }
        #expect(places.map(\.0).sorted() == [22, 30])
        #expect(places.allSatisfy { $0.1 == 3 })
    }

    @Test func knownWordsHaveTheirIndicesAsSymbols() throws {
        let (tree, _) = YAMLReader(words: ["queue", "task"]).read(Array("[task, other, queue, other]".utf8))
        let found = try #require(tree)
        let symbols = found.items(try #require(found.root)).map { found.symbol($0) }
        #expect(symbols[0] == 1)
        #expect(symbols[2] == 0)
        #expect(symbols[1] == symbols[3])
        #expect(try #require(symbols[1]) > 1)
    }

    /// As many texts as make the table of symbols grow several times, each seen twice.
    @Test func equalTextsShareASymbol() throws {
        let words = (0..<20_000).map { "word-\($0)" }
        let (tree, _) = YAMLReader().read(Array("[\((words + words).joined(separator: ", "))]".utf8))
        let found = try #require(tree)
        let items = found.items(try #require(found.root))
        #expect(items.map(found.text) == words + words)
        #expect(items.prefix(20_000).map(found.symbol) == items.suffix(20_000).map(found.symbol))
        #expect(Set(items.map(found.symbol)).count == 20_000)
    }

    @Test(
        arguments: [
            ("0", 0), ("-5", -5), ("+7", 7), ("0x1F", 31), ("0o17", 15),
            ("18446744073709551615", 18_446_744_073_709_551_615),
            ("", nil), ("1_000", nil), ("1.0", nil), ("0x", nil), ("0x-1", nil), ("- 1", nil), ("--1", nil), ("１", nil),
        ] as [(String, Int128?)])
    func wholeNumbers(_ text: String, _ value: Int128?) {
        #expect(CoreScalar.integer(text) == value)
    }

    @Test(
        arguments: [
            ("1.5", 1.5), ("-2e3", -2000), (".5", 0.5), (".inf", nil), ("nan", nil), ("1e999", nil), ("0x1p3", nil),
        ]
            as [(String, Double?)])
    func numbers(_ text: String, _ value: Double?) {
        #expect(CoreScalar.floatingPoint(text) == value)
    }

    @Test func truthValuesAreThoseOfYAML12() {
        #expect(["true", "True", "TRUE"].map(CoreScalar.bool) == [true, true, true])
        #expect(["yes", "on", "y", "tRUE"].map(CoreScalar.bool) == [nil, nil, nil, nil])
        #expect(["Yes", "OFF", "maybe"].map(CoreScalar.outdatedBool) == [true, false, nil])
        #expect(["", "~", "null", "Null", "nil"].map(CoreScalar.isNull) == [true, true, true, true, false])
    }
}
