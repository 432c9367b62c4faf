import SluiceYAML
import Testing

/// Each input is refused with one problem, in time and memory that do not depend on how bad it is.
@Suite(.serialized) struct HostileInputTests {
    private func refusal(
        _ bytes: [UInt8], limits: YAMLLimits = YAMLLimits(), within most: Duration = .seconds(2),
        _ location: SourceLocation = #_sourceLocation
    ) throws -> YAMLProblem {
        var result: (tree: YAMLTree?, problems: [YAMLProblem]) = (nil, [])
        let time = ContinuousClock().measure { result = YAMLReader(limits: limits).read(bytes) }
        #expect(time < most, sourceLocation: location)
        #expect(result.tree == nil, sourceLocation: location)
        #expect(result.problems.count == 1, sourceLocation: location)
        return try #require(result.problems.first, sourceLocation: location)
    }

    private func refusal(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> YAMLProblem {
        try refusal(Array(text.utf8), location)
    }

    private func refusal(_ bytes: [UInt8], _ location: SourceLocation) throws -> YAMLProblem {
        try refusal(bytes, limits: YAMLLimits(), location)
    }

    @Test(
        arguments: [
            ("a: \u{FF}", [0x61, 0x3A, 0x20, 0xFF], 4), ("a cut sequence", [0x61, 0x3A, 0x20, 0xE2, 0x82], 4),
            ("a surrogate", [0x61, 0xED, 0xA0, 0x80], 2), ("an overlong form", [0xC0, 0x80], 1),
            ("after a byte order mark", [0xEF, 0xBB, 0xBF, 0x61, 0xFF], 2),
        ] as [(String, [UInt8], UInt32)])
    func notUTF8(_ what: String, _ bytes: [UInt8], _ column: UInt32) throws {
        let problem = try refusal(bytes)
        #expect(problem.kind == .encoding)
        #expect(problem.start == YAMLMark(line: 1, column: column))
    }

    @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]])
    func utf16(_ bytes: [UInt8]) throws {
        #expect(try refusal(bytes).message == "the file is UTF-16; save it as UTF-8")
    }

    @Test func controlCharacters() throws {
        let problem = try refusal("a: 1\nb: é\u{0}c\n")
        #expect(problem.kind == .encoding)
        #expect(problem.start == YAMLMark(line: 2, column: 5))
        #expect(problem.message == "the character U+0000 has no place in YAML; remove it")
        #expect(try refusal("\u{1B}[31m").start == YAMLMark(line: 1, column: 1))
        #expect(try refusal("a\r\n\rb\u{7F}").start == YAMLMark(line: 3, column: 2))
    }

    @Test(arguments: ["[", "{ a: ", "- ", "? "])
    func deepNesting(_ opening: String) throws {
        let problem = try refusal(String(repeating: opening, count: 20_000))
        #expect(problem.kind == .tooDeep)
        #expect(problem.start.line == 1)
    }

    @Test func deepNestingByIndentation() throws {
        let text = (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        let problem = try refusal(text)
        #expect(problem.kind == .tooDeep)
        #expect(problem.start == YAMLMark(line: 65, column: 65))
    }

    @Test func deepNestingByAliases() throws {
        let half = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        let deep = String(repeating: "[", count: 30) + "*a" + String(repeating: "]", count: 30)
        #expect(problems("- &a \(half)\n").isEmpty)
        #expect(try refusal("- &a \(half)\n- \(deep)\n").kind == .tooDeep)
    }

    @Test func aliasBomb() throws {
        var text = "- &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            text += "- &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
        }
        let problem = try refusal(text)
        #expect(problem.kind == .tooLarge)
        #expect(problem.start == YAMLMark(line: 7, column: 3))
    }

    @Test func mergeBomb() throws {
        var text = "- &a0 { k0: 0 }\n"
        for level in 1...9_000 { text += "- &a\(level) { <<: *a\(level - 1), k\(level): 0 }\n" }
        #expect(try refusal(Array(text.utf8), within: .seconds(10)).kind == .tooLarge)
    }

    @Test func tooManyBytes() throws {
        let problem = try refusal(Array(repeating: UInt8(ascii: "a"), count: 100 << 20))
        #expect(problem.kind == .tooLarge)
        #expect(problem.start == YAMLMark(line: 1, column: 1))
    }

    @Test func tooManyValues() throws {
        var limits = YAMLLimits()
        limits.nodes = 100
        let text = String(repeating: "- a\n", count: 200)
        let problem = try refusal(Array(text.utf8), limits: limits)
        #expect(problem.kind == .tooLarge)
        #expect(problem.start == YAMLMark(line: 100, column: 3))
        #expect(problems(String(repeating: "- a\n", count: 99), limits: limits).isEmpty)
    }

    /// Reading twice as much takes about twice as long, not four times.
    @Test func timeGrowsLinearly() {
        func time(_ text: String) -> Duration {
            let bytes = Array(text.utf8)
            return (0..<3).map { _ in ContinuousClock().measure { _ = YAMLReader().read(bytes) } }.min() ?? .zero
        }
        for line in ["key: value\n", "- [a, b, {c: d}]\n", "- &a x\n- *a\n"] {
            let small = time(String(repeating: line, count: 4_000))
            let large = time(String(repeating: line, count: 32_000))
            #expect(large < small * 24, "\(line)")
        }
    }
}
