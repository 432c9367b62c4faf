internal import SluiceYAML

/// What the files of a target declare, by name, so that references are resolved while they are read.
///
/// An index is that of the first declaration of the name in ``Declarations``, where they stand in the order of files and
/// lines.
final class NameTable: Sendable {
    /// What a field's default must know of a declared type.
    enum TypeKind: Sendable {
        case structure, external
        case enumeration([String])
    }

    let queues: [String: Int]
    let types: [String: Int]
    let tasks: [String: Int]
    let typeKinds: [TypeKind]

    init(_ files: [FileSections] = []) {
        queues = Self.number(files, .queues)
        types = Self.number(files, .types)
        tasks = Self.number(files, .tasks)
        typeKinds = files.flatMap { file in file.entries(.types).map { Self.kind($0.value, in: file.tree) } }
    }

    private static func number(_ files: [FileSections], _ section: Key) -> [String: Int] {
        var numbers: [String: Int] = [:]
        numbers.reserveCapacity(files.reduce(0) { $0 + $1.entries(section).count })
        var next = 0
        for file in files {
            for (key, _) in file.entries(section) {
                let name = file.tree.text(key)
                if numbers[name] == nil { numbers[name] = next }
                next += 1
            }
        }
        return numbers
    }

    private static func kind(_ id: YAMLNode.ID, in tree: YAMLTree) -> TypeKind {
        switch tree[id].kind {
        case .sequence: .enumeration(tree.items(id).map(tree.text))
        case .mapping where tree.isExternalType(id): .external
        case .mapping, .scalar, .invalid: .structure
        }
    }
}

extension YAMLTree {
    /// Whether a type's value is `{ swift: Module.Type }`.
    func isExternalType(_ id: YAMLNode.ID) -> Bool {
        let entries = entries(id)
        guard entries.count == 1, let symbol = symbol(entries[0].key) else { return false }
        return symbol == Key.swift.rawValue && self[entries[0].value].kind == .scalar
    }
}
