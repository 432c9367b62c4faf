internal import SluiceYAML

/// Reads the declarations of one file. It notes every problem and goes on.
///
/// What the sections hold is in extensions, one a file.
struct Parser {
    let tree: YAMLTree
    /// The index of the file.
    let file: Int
    /// What all files of the target declare.
    let names: NameTable
    var problems: [Diagnostic] = []
    var defaults = DefaultTexts()
    /// Fields that aliases mention again: however often, they are read and kept once.
    var knownFields: [YAMLNode.ID: [FieldDeclaration]] = [:]
    /// For each symbol, whether it was found to be a fine name: most names stand on many fields.
    private var isFineName: [Bool]

    init(tree: YAMLTree, file: Int, names: NameTable) {
        self.tree = tree
        self.file = file
        self.names = names
        isFineName = Array(repeating: false, count: tree.symbolCount)
    }

    func place(_ id: YAMLNode.ID) -> Place { Place(file: file, tree[id]) }

    /// Whether so much is wrong with a section that reading it has ended: hostile files have millions of problems, and people
    /// mend the first ones first.
    var hasGivenUp: Bool { problems.count >= [Diagnostic].mostReported }

    mutating func report(_ problem: Diagnostic) { problems.append(problem) }

    /// Passes each known key of a mapping with its value; reports unknown ones, and everything that is no mapping.
    /// Nothing at all counts as an empty mapping.
    ///
    /// - Parameter name: The name that the user gave the mapping.
    mutating func eachKey(
        of id: YAMLNode.ID, _ form: MappingForm, named name: String? = nil,
        _ body: (inout Parser, Key, YAMLNode.ID, YAMLNode.ID) -> Void
    ) {
        guard isMapping(id, form.name, help: { $0.help(for: id, form, named: name) }) else { return }
        for (keyID, value) in tree.entries(id) {
            if hasGivenUp { return }
            if reportDuplicate(keyID) { continue }
            if let key = tree.symbol(keyID).flatMap(Vocabulary.key), form.allows(key) {
                body(&self, key, keyID, value)
            } else {
                report(.unknownKey(tree.text(keyID), in: form, at: place(keyID)))
            }
        }
    }

    /// Passes each entry of a mapping whose keys are names that the user chose.
    mutating func eachName(
        of id: YAMLNode.ID, _ kind: NameKind, _ body: (inout Parser, Located<String>, YAMLNode.ID) -> Void
    ) {
        guard isMapping(id, kind.mapping, help: { $0.help(forListOfNames: id) }) else { return }
        for (keyID, value) in tree.entries(id) {
            if hasGivenUp { return }
            if !kind.hasOwnDuplicateRule, reportDuplicate(keyID) { continue }
            body(&self, name(keyID, kind), value)
        }
    }

    /// What to write where something else stands for a mapping: a key of the mapping above it, indented too little; a key
    /// without its colon; a number that is the mapping's most important value.
    private func help(for id: YAMLNode.ID, _ form: MappingForm, named name: String?) -> String? {
        if let name, form.keys.contains(where: { $0.name == name }) {
            return "'\(name)' is a key of \(form.name); indent it deeper than the name of the one that it is for"
        }
        let word = tree[id].isPlain ? tree.text(id).prefix { $0 != " " } : ""
        if word.count < tree.text(id).count, form.keys.contains(where: { $0.name == word }) {
            return "':' is missing after '\(word)'"
        }
        let number = tree[id].isPlain ? CoreScalar.integer(tree.text(id)).flatMap { $0 >= 1 ? $0 : nil } : nil
        if form.allows(.maxAttempts) {
            return "write:  { maxAttempts: \(number ?? 3) }, or leave it out for the defaults"
        }
        guard let number else { return nil }
        return form.allows(.concurrencyLimit) ? "write:  { concurrencyLimit: \(number) }" : nil
    }

    /// What to write where a list stands for a mapping of names: `- resize`, or `- name: resize`.
    private func help(forListOfNames id: YAMLNode.ID) -> String? {
        guard tree[id].kind == .sequence, let item = tree.items(id).first else { return nil }
        if tree[id].isFlow { return "each name is a key with its value after a ':', between braces" }
        let named = tree.entries(item).first { ["name", "id"].contains(tree.text($0.key)) }?.value ?? item
        let name = tree.text(named).isEmpty ? "<name>" : tree.text(named).shortened
        return "each name is a key; in place of the '-' write:  \(name):"
    }

    private mutating func isMapping(_ id: YAMLNode.ID, _ what: String, help: (Parser) -> String?) -> Bool {
        switch tree[id].kind {
        case .mapping: return true
        case .invalid: return false
        case .scalar where isNull(id): return false
        case .scalar, .sequence:
            let expected = "\(what) is a mapping of keys to values"
            report(.wrongType(expected, found: found(id), at: place(id), help: help(self)))
            return false
        }
    }

    private mutating func reportDuplicate(_ key: YAMLNode.ID) -> Bool {
        guard !tree.duplicateKeys.isEmpty, let first = tree.duplicateKeys[key] else { return false }
        report(.duplicateKey(tree.text(key), at: place(key), first: place(first)))
        return true
    }

    /// A name that the user chose, checked.
    mutating func name(_ id: YAMLNode.ID, _ kind: NameKind) -> Located<String> {
        let name = Located(value: tree.text(id), place: place(id))
        guard let symbol = tree.symbol(id), !isFineName[symbol] else { return name }
        if let problem = Diagnostic.invalidName(name, kind) {
            report(problem)
        } else {
            isFineName[symbol] = true
        }
        return name
    }

    func isNull(_ id: YAMLNode.ID) -> Bool { tree[id].isPlain && CoreScalar.isNull(tree.text(id)) }

    /// What stands there, for messages.
    func found(_ id: YAMLNode.ID) -> String {
        switch tree[id].kind {
        case .scalar where isNull(id): "nothing"
        case .scalar: "'\(tree.text(id).shortened)'"
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .invalid: "something unreadable"
        }
    }
}

extension Place {
    init(file: Int, _ node: YAMLNode) {
        self.init(file: file, start: SourcePosition(node.start), end: SourcePosition(node.end))
    }
}

extension SourcePosition {
    init(_ mark: YAMLMark) { self.init(line: Int(mark.line), column: Int(mark.column)) }
}

extension String {
    /// The beginning of a long text, for messages.
    var shortened: String {
        if utf8.count <= 60 { return self }
        let beginning = prefix(61)
        return beginning.count > 60 ? String(beginning.dropLast()) + "…" : self
    }
}
