/// The values of one YAML text with their places.
///
/// Nodes are kept in arrays and mention each other by index: reading costs no allocation per value, equal scalars share
/// one `String`, and an alias is a second mention of the node it stands for.
public final class YAMLTree: Sendable {
    /// The outermost value; `nil` where the text holds nothing but comments.
    public let root: YAMLNode.ID?
    /// Keys that their mapping already has, each with the first one.
    public let duplicateKeys: [YAMLNode.ID: YAMLNode.ID]
    /// Whether a node may be mentioned more than once.
    public let hasAliases: Bool
    @usableFromInline let nodes: [YAMLNode]
    @usableFromInline let children: [YAMLNode.ID]
    @usableFromInline let symbols: [String]

    init(
        root: YAMLNode.ID?, nodes: [YAMLNode], children: [YAMLNode.ID], symbols: [String],
        duplicateKeys: [YAMLNode.ID: YAMLNode.ID], hasAliases: Bool
    ) {
        self.hasAliases = hasAliases
        self.root = root
        self.nodes = nodes
        self.children = children
        self.symbols = symbols
        self.duplicateKeys = duplicateKeys
    }

    /// The node with that identifier.
    @inlinable
    public subscript(_ id: YAMLNode.ID) -> YAMLNode { nodes[Int(id.index)] }

    /// The text of a scalar; empty for any other node.
    @inlinable
    public func text(_ id: YAMLNode.ID) -> String {
        let node = self[id]
        return node.kind == .scalar ? symbols[Int(node.first)] : ""
    }

    /// A number that all scalars of the same text share; `nil` for any other node. It is the text's index among the
    /// known words that the tree was read with, if it is one of them.
    @inlinable
    public func symbol(_ id: YAMLNode.ID) -> Int? {
        let node = self[id]
        return node.kind == .scalar ? Int(node.first) : nil
    }

    /// How many values a node comes to, itself included, aliases followed.
    public func size(_ id: YAMLNode.ID) -> Int { Int(self[id].size) }

    /// All symbols are below this.
    public var symbolCount: Int { symbols.count }

    /// The values of a sequence; none for any other node.
    @inlinable
    public func items(_ id: YAMLNode.ID) -> ArraySlice<YAMLNode.ID> {
        let node = self[id]
        guard node.kind == .sequence else { return [] }
        return children[Int(node.first)..<Int(node.first + node.count)]
    }

    /// The keys and values of a mapping, merge keys followed; none for any other node.
    @inlinable
    public func entries(_ id: YAMLNode.ID) -> Entries {
        let node = self[id]
        let first = Int(node.first)
        return Entries(tree: self, range: node.kind == .mapping ? first..<first + Int(node.count) : 0..<0)
    }

    /// Keys and values of nothing, for where there is no mapping.
    public var noEntries: Entries { Entries(tree: self, range: 0..<0) }

    /// The keys and values of a mapping, in the order written.
    @frozen
    public struct Entries: RandomAccessCollection {
        @usableFromInline let tree: YAMLTree
        @usableFromInline let range: Range<Int>

        @inlinable
        init(tree: YAMLTree, range: Range<Int>) {
            self.tree = tree
            self.range = range
        }

        /// Always 0.
        @inlinable public var startIndex: Int { 0 }
        /// How many keys there are.
        @inlinable public var endIndex: Int { range.count / 2 }

        /// The entry at an index.
        @inlinable
        public subscript(_ index: Int) -> (key: YAMLNode.ID, value: YAMLNode.ID) {
            let position = range.lowerBound + 2 * index
            return (tree.children[position], tree.children[position + 1])
        }
    }
}
