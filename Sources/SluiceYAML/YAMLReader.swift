internal import CSluiceLibYAML

/// Reads one YAML text.
///
/// ```swift
/// let (tree, problems) = YAMLReader().read(Array("queue: { concurrencyLimit: 1 }".utf8))
/// ```
public struct YAMLReader: Sendable {
    /// Words whose symbols are their indices here, so that keys can be told apart by number.
    public let words: [String]
    /// How much a text may hold.
    public let limits: YAMLLimits

    /// A reader that gives `words` the symbols 0, 1, …
    public init(words: [String] = [], limits: YAMLLimits = YAMLLimits()) {
        self.words = words
        self.limits = limits
    }

    /// Reads a text of one YAML document.
    ///
    /// Time and memory are proportional to the size of the text, within ``limits``; what aliases stand for is not copied.
    ///
    /// - Returns: The values, or `nil` where the text can't be read as a whole, and all problems found. Where there are
    ///   problems and a tree, what they concern is ``YAMLNode/Kind/invalid`` in it.
    public func read(_ bytes: [UInt8]) -> (tree: YAMLTree?, problems: [YAMLProblem]) {
        let beginning = YAMLMark(line: 1, column: 1)
        guard bytes.count <= limits.bytes else {
            let message =
                "the file has more than \(limits.bytes) bytes; split it into several"
            return (nil, [YAMLProblem(.tooLarge, message, from: beginning, to: beginning)])
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let message = "the file is UTF-16; save it as UTF-8"
            return (nil, [YAMLProblem(.encoding, message, from: beginning, to: beginning)])
        }
        let byteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes.count > byteOrderMark else {
            let empty = YAMLTree(root: nil, nodes: [], children: [], symbols: [], duplicateKeys: [:], hasAliases: false)
            return (empty, [])
        }
        return bytes.withUnsafeBytes { buffer in
            let text = UnsafeRawBufferPointer(rebasing: buffer[byteOrderMark...])
            if let excess = Self.excessDirective(in: text) { return (nil, [excess]) }
            var builder = TreeBuilder(text: text, words: words, limits: limits)
            return builder.build()
        }
    }

    /// The line after too many `%TAG`: libyaml compares each with all before it. No one needs even one.
    private static func excessDirective(in text: UnsafeRawBufferPointer) -> YAMLProblem? {
        var count = 0
        var offset = 0
        while let found = memchr(text.baseAddress! + offset, CInt(UInt8(ascii: "%")), text.count - offset) {
            let index = UnsafeRawPointer(found) - text.baseAddress!
            offset = index + 1
            guard index == 0 || text[index - 1] == 0x0A || text[index - 1] == 0x0D,
                text[index...].starts(with: "%TAG".utf8)
            else { continue }
            count += 1
            if count > 100 {
                let message = "more than 100 lines begin with '%TAG', and none is needed here; remove them"
                return YAMLProblem(.syntax, message, from: SourceText(bytes: text).mark(offset: index))
            }
        }
        return nil
    }
}
