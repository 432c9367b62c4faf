import Foundation
import SluiceYAML
import Testing

/// Each input is refused with one problem, in time and memory that do not depend on how bad it is: what would take hours, or all
/// memory, runs into the limit of the suite.
@Suite(.serialized, .timeLimit(.minutes(5))) struct HostileInputTests {
    private func refusal(
        _ bytes: [UInt8], limits: YAMLLimits = YAMLLimits(), _ location: SourceLocation = #_sourceLocation
    ) throws -> YAMLProblem {
        let result = YAMLReader(limits: limits).read(bytes)
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
        #expect(try refusal(text).kind == .tooLarge)
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

    /// libyaml compares each `%TAG` with all before it.
    @Test func tooManyDirectives() throws {
        let text = (0..<200_000).map { "%TAG !t\($0)! x\n" }.joined()
        #expect(try refusal(text + "---\na: 1\n").start == YAMLMark(line: 101, column: 1))
    }

    @Test(arguments: ["- *a\n", "- !a b\n", "- <<: 5\n", "- ? [a]\n"])
    func readingEndsAfterManyProblems(_ line: String) {
        let (tree, problems) = YAMLReader().read(Array(String(repeating: line, count: 100_000).utf8))
        #expect(tree == nil)
        #expect(problems.count == 100)
    }

    /// What is looked for around a mistake must not cost more than reading did.
    @Test(arguments: ["'", "\"", "' \"", "[", "- ", ": ", "a: ", "\u{A0}", "“", "{% ", "# ", "'' "])
    func manyOfAKindOnTheLineOfAMistake(_ piece: String) {
        let line = String(repeating: piece, count: 3_900 / piece.utf8.count)
        for text in ["\(line) b: c: d", "a: \(line)", "a: 1\n  \(line): 1", "a: [\(line)", "a: \"x\" \(line)"] {
            _ = problems(text)
            _ = problems(String(repeating: "# \(line)\n", count: 10) + text)
        }
    }

    /// Reading eight times as much takes about eight times as long, not sixty-four times.
    @Test(arguments: ["key: value\n", "- [a, b, {c: d}]\n", "- &a x\n- *a\n"])
    func timeGrowsLinearly(_ line: String) {
        func time(_ count: Int) -> Double {
            let bytes = Array(String(repeating: line, count: count).utf8)
            return (0..<3).map { _ in processorSeconds { _ = YAMLReader().read(bytes) } }.min() ?? 0
        }
        #expect(time(32_000) < time(4_000) * 32)
    }

    /// What the calling thread computes, however many others want the processor.
    private func processorSeconds(_ body: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let start = now()
        body()
        return now() - start
    }
}
