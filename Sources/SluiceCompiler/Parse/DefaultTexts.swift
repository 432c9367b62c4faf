internal import SluiceYAML

/// Reads the values after `=` in the short form of fields. Brackets, braces and quotes are YAML again.
struct DefaultTexts {
    /// The same few defaults stand on many fields: each text is read once.
    private var trees: [String: YAMLTree?] = [:]

    /// How many values a default may come to: each becomes Swift.
    static let mostValues = 10_000

    /// The value of a text; `nil` where it is not YAML.
    mutating func value(of text: String, at place: Place) -> WrittenValue? {
        switch text.utf8.first {
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard let tree = tree(of: text), let root = tree.root else { return nil }
            return WrittenValue(tree, root) { _ in place }
        default:
            let isNull = CoreScalar.isNull(text)
            return WrittenValue(content: isNull ? .null : .scalar(text, isPlain: true), place: place)
        }
    }

    private mutating func tree(of text: String) -> YAMLTree? {
        if let known = trees[text] { return known }
        var limits = YAMLLimits()
        limits.nodes = Self.mostValues
        let (tree, problems) = YAMLReader(limits: limits).read(Array(text.utf8))
        let found = problems.isEmpty && tree?.duplicateKeys.isEmpty == true ? tree : nil
        trees[text] = .some(found)
        return found
    }
}
