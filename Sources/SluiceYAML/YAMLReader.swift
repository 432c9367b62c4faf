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
                "the file has \(bytes.count) bytes, more than the \(limits.bytes) that are read; split it into several"
            return (nil, [YAMLProblem(.tooLarge, message, from: beginning, to: beginning)])
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let message = "the file is UTF-16; save it as UTF-8"
            return (nil, [YAMLProblem(.encoding, message, from: beginning, to: beginning)])
        }
        let byteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes.count > byteOrderMark else {
            let empty = YAMLTree(root: nil, nodes: [], children: [], symbols: [], duplicateKeys: [:])
            return (empty, [])
        }
        return bytes.withUnsafeBytes { buffer in
            let text = UnsafeRawBufferPointer(rebasing: buffer[byteOrderMark...])
            var builder = TreeBuilder(text: text, words: words, limits: limits)
            return builder.build()
        }
    }
}
