import SluiceTooling
import SluiceYAML

/// A YAML text as JSON, read as declarations are: by YAML 1.2's core schema, with aliases and merge keys followed.
struct YAMLDocument {
    let json: JSONValue
    /// What stands at a place: the JSON pointer of a value, or that of its mapping for a key.
    private(set) var pointers: [Position: String] = [:]

    struct Position: Hashable {
        let line: Int
        let column: Int
    }

    /// `nil` where it is no YAML.
    init?(_ bytes: [UInt8]) {
        let (tree, problems) = YAMLReader().read(bytes)
        guard let tree, problems.isEmpty else { return nil }
        var reader = Reader(tree: tree)
        json = tree.root.map { reader.value($0, at: "") } ?? nil
        pointers = reader.pointers
    }

    private struct Reader {
        let tree: YAMLTree
        var pointers: [Position: String] = [:]

        mutating func value(_ id: YAMLNode.ID, at pointer: String) -> JSONValue {
            note(id, pointer)
            switch tree[id].kind {
            case .scalar: return scalar(id)
            case .sequence:
                let items = tree.items(id)
                return .array(items.enumerated().map { value($0.element, at: "\(pointer)/\($0.offset)") })
            case .mapping:
                var members: [String: JSONValue] = [:]
                for (key, item) in tree.entries(id) {
                    note(key, pointer)
                    let name = tree.text(key).replacing("~", with: "~0").replacing("/", with: "~1")
                    members[tree.text(key)] = value(item, at: "\(pointer)/\(name)")
                }
                return .object(members)
            case .invalid: return nil
            }
        }

        private func scalar(_ id: YAMLNode.ID) -> JSONValue {
            let text = tree.text(id)
            guard tree[id].isPlain else { return .string(text) }
            if CoreScalar.isNull(text) { return nil }
            if let value = CoreScalar.bool(text) { return .bool(value) }
            if let value = CoreScalar.integer(text).flatMap(Int.init(exactly:)) { return .integer(value) }
            return CoreScalar.floatingPoint(text).map(JSONValue.number) ?? .string(text)
        }

        private mutating func note(_ id: YAMLNode.ID, _ pointer: String) {
            let start = tree[id].start
            pointers[Position(line: Int(start.line), column: Int(start.column))] = pointer
        }
    }
}
