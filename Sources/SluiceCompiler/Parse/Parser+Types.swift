internal import SluiceYAML

/// A type, and the default after `=` if there is one.
struct WrittenType {
    let type: Located<FieldType>
    var defaultValue: WrittenValue?
}

extension Parser {
    mutating func types(_ section: FileSections.Section) -> [TypeDeclaration] {
        var types: [TypeDeclaration] = []
        eachName(of: section.value, .type) { parser, name, value in
            types.append(TypeDeclaration(name: name, kind: parser.typeKind(name, value)))
        }
        return types
    }

    private mutating func typeKind(_ name: Located<String>, _ id: YAMLNode.ID) -> TypeDeclaration.Kind {
        switch tree[id].kind {
        case .sequence:
            let items = tree.items(id)
            if items.isEmpty { report(.emptyEnumeration(name.value, at: place(id))) }
            let expected = "a case of an enumeration is a name"
            return .enumeration(
                items.compactMap { item in scalar(item, expected).map { _ in self.name(item, .case) } })
        case .mapping where tree.isExternalType(id):
            let value = tree.entries(id)[0].value
            let type = Located(value: tree.text(value), place: place(value))
            if isNull(value) || !SwiftName.isDotted(type.value) { report(.invalidExternalType(type)) }
            return .external(type)
        case .mapping where hasOnlyKeys(id):
            reportNoType(id, cases: tree.entries(id).map { tree.text($0.key) })
            return .structure([])
        case .mapping, .invalid:
            return .structure(fields(id))
        case .scalar:
            let words = tree.text(id).split { " |,[]".contains($0) }.map(String.init).drop { $0 == "enum" }
            let areNames = words.count > 1 && words.allSatisfy { $0.utf8.allSatisfy(\.isNameByte) }
            reportNoType(id, cases: areNames ? Array(words) : [])
            return .structure([])
        }
    }

    /// Whether it is a mapping such as `{ active, inactive }`, where a list is meant.
    private func hasOnlyKeys(_ id: YAMLNode.ID) -> Bool {
        let entries = tree.entries(id)
        return tree[id].isFlow && !entries.isEmpty && entries.allSatisfy { isNull($0.value) }
    }

    private mutating func reportNoType(_ id: YAMLNode.ID, cases: [String]) {
        let expected = "a type is fields, a list of cases, or { swift: Module.Type }"
        let help = cases.isEmpty ? nil : "for these cases write:  [\(cases.joined(separator: ", ").shortened)]"
        report(.wrongType(expected, found: found(id), at: place(id), help: help))
    }

    /// A type in YAML: text, or the lists that YAML makes of `[String]` and `[String: Int]`.
    mutating func type(_ id: YAMLNode.ID) -> WrittenType? {
        let node = tree[id]
        if let builtin = tree.symbol(id).flatMap(Vocabulary.builtin) {
            return WrittenType(type: Located(value: .builtin(builtin), place: place(id)))
        }
        switch node.kind {
        case .scalar:
            guard let text = scalar(id, "a type is expected") else { return nil }
            var reader = TypeReader(text.value, at: text.place, isPlain: node.isPlain, names: names)
            let type = reader.read(&defaults)
            problems += reader.problems
            return type
        case .sequence:
            return collection(id).map { WrittenType(type: Located(value: $0, place: place(id))) }
        case .mapping:
            report(
                .wrongType(
                    "a type is text such as String, or [String]", found: "a mapping", at: place(id),
                    remedy: "declare a type with these fields under 'types', and write its name"))
            return nil
        case .invalid: return nil
        }
    }

    private mutating func collection(_ id: YAMLNode.ID) -> FieldType? {
        let items = tree.items(id)
        guard let item = items.first, items.count == 1 else {
            report(.invalidType("a list type names one type, such as [String]", at: place(id)))
            return nil
        }
        guard tree[item].kind == .mapping else { return plainType(item).map(FieldType.array) }
        let entries = tree.entries(item)
        guard entries.count == 1 else {
            report(
                .invalidType(
                    "a dictionary type names two types, such as [String: Int]", at: place(id),
                    help:
                        "for a list of values with fields, declare them under 'types', and write the type's name: [Name]"
                ))
            return nil
        }
        let key = tree.text(entries[0].key)
        guard key == "String" else {
            report(.invalidDictionaryKey(key, value: tree.text(entries[0].value), at: place(entries[0].key)))
            return nil
        }
        return plainType(entries[0].value).map(FieldType.dictionary)
    }

    /// A type inside another, where no default can stand.
    private mutating func plainType(_ id: YAMLNode.ID) -> FieldType? {
        guard let type = type(id) else { return nil }
        guard let written = type.defaultValue else { return type.type.value }
        report(
            .invalidType(
                "a default belongs to a field, not to a type inside another", at: written.place,
                remedy: "write it after the outer ']', in quotes together with the type"))
        return nil
    }
}
