import SluiceYAML

/// A tree as text that a test can compare: scalars in quotes unless plain, each value with its place.
func outline(_ text: String, places: Bool = false) -> String {
    let (tree, problems) = YAMLReader().read(Array(text.utf8))
    guard let tree else { return problems.map(\.message).joined(separator: "\n") }
    func show(_ id: YAMLNode.ID) -> String {
        let node = tree[id]
        let place =
            places ? "@\(node.start.line):\(node.start.column)-\(node.end.line):\(node.end.column)" : ""
        switch node.kind {
        case .scalar: return (node.isPlain ? tree.text(id) : "'\(tree.text(id))'") + place
        case .sequence: return "[" + tree.items(id).map(show).joined(separator: ", ") + "]" + place
        case .mapping:
            let entries = tree.entries(id).map { "\(show($0.key)): \(show($0.value))" }
            return "{" + entries.joined(separator: ", ") + "}" + place
        case .invalid: return "?" + place
        }
    }
    return tree.root.map(show) ?? ""
}

func problems(_ text: String, limits: YAMLLimits = YAMLLimits()) -> [YAMLProblem] {
    YAMLReader(limits: limits).read(Array(text.utf8)).problems
}
