internal import SluiceYAML

/// The top-level keys of one file.
struct FileSections {
    struct Section {
        let key: YAMLNode.ID
        let value: YAMLNode.ID
    }

    let file: Int
    let tree: YAMLTree
    private(set) var sections: [Key: Section] = [:]

    /// Finds the sections; notes what the top level holds besides.
    init(file: Int, tree: YAMLTree, problems: inout [Diagnostic]) {
        self.file = file
        self.tree = tree
        guard let root = tree.root else { return }
        var parser = Parser(tree: tree, file: file, names: NameTable())
        var sections: [Key: Section] = [:]
        parser.eachKey(of: root, .file) { _, key, keyID, value in sections[key] = Section(key: keyID, value: value) }
        self.sections = sections
        problems += parser.problems
    }

    subscript(_ key: Key) -> Section? { sections[key] }

    /// The names that a section declares and what they stand for; none where it is no mapping.
    func entries(_ key: Key) -> YAMLTree.Entries {
        sections[key].map { tree.entries($0.value) } ?? tree.noEntries
    }
}
