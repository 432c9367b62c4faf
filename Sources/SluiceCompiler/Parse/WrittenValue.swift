internal import SluiceYAML

/// A default as it is written, before it is held against the type of its field.
struct WrittenValue {
    indirect enum Content {
        case null
        /// Quoted text is never a number or a truth value.
        case scalar(String, isPlain: Bool)
        case list([WrittenValue])
        case mapping([(key: String, value: WrittenValue)])
        /// A problem was reported for it.
        case invalid
    }

    let content: Content
    let place: Place
}

extension Parser {
    mutating func written(_ id: YAMLNode.ID) -> WrittenValue {
        guard tree.size(id) <= DefaultTexts.mostValues else {
            report(.hugeDefault(DefaultTexts.mostValues, at: place(id)))
            return WrittenValue(content: .invalid, place: place(id))
        }
        return WrittenValue(tree, id) { [file] node in Place(file: file, node) }
    }
}

extension WrittenValue {
    /// The value of a node; `place` says where it stands.
    init(_ tree: YAMLTree, _ id: YAMLNode.ID, place: (YAMLNode) -> Place) {
        let node = tree[id]
        let content: Content =
            switch node.kind {
            case .scalar where node.isPlain && CoreScalar.isNull(tree.text(id)): .null
            case .scalar: .scalar(tree.text(id), isPlain: node.isPlain)
            case .sequence: .list(tree.items(id).map { WrittenValue(tree, $0, place: place) })
            case .mapping:
                .mapping(
                    tree.entries(id).map { (tree.text($0.key), WrittenValue(tree, $0.value, place: place)) })
            case .invalid: .invalid
            }
        self.init(content: content, place: place(node))
    }
}
