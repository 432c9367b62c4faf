import SluiceYAML
import Testing

@Suite struct PlaceTests {
    @Test func everyValueHasItsPlace() {
        let text = "a: 1\nb:\n  - x\n  - 'y z'\n# comment\n\nc: { d: [e] }\n"
        #expect(
            outline(text, places: true)
                == "{a@1:1-1:2: 1@1:4-1:5, "
                + "b@2:1-2:2: [x@3:5-3:6, 'y z'@4:5-4:10]@3:3-4:10, "
                + "c@7:1-7:2: {d@7:6-7:7: [e@7:10-7:11]@7:9-7:12}@7:4-7:14}@1:1-7:14")
    }

    @Test func aBlockEndsBeforeTheCommentsThatFollowIt() {
        #expect(outline("a:\n  b: c\n\n# more\n\n", places: true).hasSuffix("{b@2:3-2:4: c@2:6-2:7}@2:3-2:7}@1:1-2:7"))
    }

    @Test func columnsCountScalars() {
        #expect(outline("é🙂: e\u{301}x\n", places: true) == "{é🙂@1:1-1:3: e\u{301}x@1:5-1:8}@1:1-1:8")
    }

    @Test func aMissingValueStandsAfterItsColon() {
        #expect(outline("a:\nb: 1\n", places: true) == "{a@1:1-1:2: @1:3-1:3, b@2:1-2:2: 1@2:4-2:5}@1:1-2:5")
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func linesEndAsInEditors(_ end: String) {
        let text = ["a: 1", "b: 2", ""].joined(separator: end)
        #expect(outline(text, places: true).hasSuffix("b@2:1-2:2: 2@2:4-2:5}@1:1-2:5"))
    }

    /// YAML 1.1 ends lines there, editors do not.
    @Test(arguments: ["\u{85}", "\u{2028}", "\u{2029}"])
    func unusualBreaksEndNoLine(_ separator: String) {
        #expect(outline("# x\(separator)# y\na: 1\n", places: true) == "{a@2:1-2:2: 1@2:4-2:5}@2:1-2:5")
        #expect(outline("a: 'x\(separator)y'\nb: 1", places: true).hasSuffix("b@2:1-2:2: 1@2:4-2:5}@1:1-2:5"))
    }

    @Test func aByteOrderMarkTakesNoColumn() {
        #expect(outline("\u{FEFF}a: 1", places: true) == "{a@1:1-1:2: 1@1:4-1:5}@1:1-1:5")
    }

    @Test func anAliasStandsWhereItsAnchorDoes() {
        #expect(outline("a: &x [1]\nb: *x\n", places: true).contains("b@2:1-2:2: [1@1:8-1:9]@1:4-1:10"))
    }
}
