internal import SluiceYAML

extension Parser {
    /// A payload or an output: fields, or one type.
    mutating func shape(_ id: YAMLNode.ID, _ key: Key) -> TaskDeclaration.Shape {
        if isNull(id) { return .none }
        if tree[id].kind == .mapping {
            let fields = fields(id)
            return fields.isEmpty ? .none : .fields(fields)
        }
        guard let type = type(id) else { return .none }
        if let written = type.defaultValue { report(.defaultOfShape(key, at: written.place)) }
        return .type(type.type)
    }

    mutating func fields(_ id: YAMLNode.ID) -> [FieldDeclaration] {
        if let known = knownFields[id] { return known }
        var fields: [FieldDeclaration] = []
        fields.reserveCapacity(tree.entries(id).count)
        eachName(of: id, .field) { parser, name, value in
            fields.append(parser.field(name, value) ?? .standIn(name))
        }
        if tree.hasAliases { knownFields[id] = fields }
        return fields
    }

    private mutating func field(_ name: Located<String>, _ id: YAMLNode.ID) -> FieldDeclaration? {
        guard tree[id].kind == .mapping else {
            guard let type = type(id) else { return nil }
            return field(name, type, description: nil)
        }
        if let nested = nestedFields(id) {
            report(.nestedFields(nested, of: name, at: place(id)))
            return nil
        }
        var type: WrittenType?
        var written: WrittenValue?
        var description: String?
        let before = problems.count
        eachKey(of: id, .field) { parser, key, _, value in
            switch key {
            case .type: type = parser.type(value)
            case .default: written = parser.written(value)
            case .description: description = parser.string(value, key)
            default: break
            }
        }
        guard var type else {
            if problems.count == before { report(.fieldWithoutType(name)) }
            return nil
        }
        if let written {
            if let first = type.defaultValue { report(.secondDefault(at: written.place, first: first.place)) }
            type.defaultValue = written
        }
        return field(name, type, description: description)
    }

    /// The keys of a mapping that holds fields where the keys of one field are expected: none of them is like one of these.
    private func nestedFields(_ id: YAMLNode.ID) -> [String]? {
        let (entries, form) = (tree.entries(id), MappingForm.field)
        let isField =
            entries.isEmpty || entries.contains { tree.symbol($0.key).flatMap(Vocabulary.key).map(form.allows) == true }
        if isField { return nil }
        let keys = entries.map { tree.text($0.key) }
        let isMisspelt = keys.contains { key in
            form.hints[key] != nil || NearestName.find(key, among: form.keys.map(\.name)) != nil
        }
        return isMisspelt ? nil : keys
    }

    private mutating func field(
        _ name: Located<String>, _ type: WrittenType, description: String?
    ) -> FieldDeclaration {
        var field = FieldDeclaration(name: name, type: type.type, description: description)
        if let written = type.defaultValue {
            switch LiteralCheck(names: names).literal(written, as: type.type.value) {
            case .success(let literal): field.defaultValue = Located(value: literal, place: written.place)
            case .failure(.flaw(let problem)): report(problem)
            case .failure(.alreadyReported): break
            }
        }
        return field
    }
}

extension FieldDeclaration {
    /// Takes the place of a field that could not be read, so that no rule takes it for missing.
    fileprivate static func standIn(_ name: Located<String>) -> FieldDeclaration {
        FieldDeclaration(name: name, type: Located(value: .builtin(.string), place: name.place))
    }
}
