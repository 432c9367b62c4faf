internal import SluiceYAML

extension Parser {
    mutating func string(_ id: YAMLNode.ID, _ key: Key) -> String? {
        guard let text = scalar(id, "'\(key.name)' is text") else { return nil }
        return text.value
    }

    mutating func bool(_ id: YAMLNode.ID, _ key: Key) -> Bool? {
        let expected = "'\(key.name)' is true or false"
        guard let text = scalar(id, expected) else { return nil }
        if tree[id].isPlain, let value = CoreScalar.bool(text.value) { return value }
        let remedy = (CoreScalar.outdatedBool(text.value) ?? CoreScalar.bool(text.value))
            .map { withoutQuotes(id) ?? "write \($0)" }
        report(.wrongType(expected, found: found(id), at: text.place, remedy: remedy))
        return nil
    }

    /// A whole number from 1 up.
    mutating func count(_ id: YAMLNode.ID, _ key: Key) -> Located<Int>? {
        let expected = "'\(key.name)' is a whole number"
        guard let text = scalar(id, expected) else { return nil }
        let value = tree[id].isPlain ? CoreScalar.integer(text.value) : nil
        guard let value else {
            let digits = text.value.filter { $0 != "_" && $0 != "," }
            let isLimit = key != .maxAttempts
            let remedy =
                CoreScalar.integer(digits).map { withoutQuotes(id) ?? "write \($0)" }
                ?? (isLimit ? "write one, or leave it out for no limit" : nil)
            report(.wrongType(expected, found: found(id), at: text.place, remedy: remedy))
            return nil
        }
        guard value >= 1 else {
            report(.limitBelowOne(key, text.value, at: text.place))
            return nil
        }
        guard value <= Int128(Int32.max) else {
            report(
                .wrongType(
                    "'\(key.name)' is at most \(Int32.max)", found: found(id), at: text.place,
                    remedy: key == .maxAttempts ? nil : "leave it out for no limit"))
            return nil
        }
        return Located(value: Int(value), place: text.place)
    }

    mutating func factor(_ id: YAMLNode.ID) -> Double? {
        let expected = "'factor' is a number from 1 up"
        guard let text = scalar(id, expected) else { return nil }
        guard tree[id].isPlain, let value = CoreScalar.floatingPoint(text.value), value >= 1 else {
            report(.wrongType(expected, found: found(id), at: text.place, remedy: withoutQuotes(id)))
            return nil
        }
        return value
    }

    /// The remedy for a number or truth value in quotes.
    private func withoutQuotes(_ id: YAMLNode.ID) -> String? { tree[id].isPlain ? nil : "remove the quotes" }

    mutating func duration(_ id: YAMLNode.ID, _ key: Key) -> Located<Milliseconds>? {
        guard let text = scalar(id, "'\(key.name)' is a duration such as 30s") else { return nil }
        switch Milliseconds.parse(text.value) {
        case .success(let value): return Located(value: value, place: text.place)
        case .failure(let flaw):
            report(.invalidDuration(text, flaw, for: key))
            return nil
        }
    }

    mutating func choice<Choice>(_ id: YAMLNode.ID, _ key: Key) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        let choices = Choice.allCases.map { "'\($0.rawValue)'" }
        let expected = "'\(key.name)' is \(choices.dropLast().joined(separator: ", ")) or \(choices.last ?? "")"
        guard let text = scalar(id, expected) else { return nil }
        if let value = Choice(rawValue: text.value) { return value }
        let remedy = NearestName.find(text.value, among: Choice.allCases.map(\.rawValue)).map { "write \($0)" }
        report(.wrongType(expected, found: found(id), at: text.place, remedy: remedy))
        return nil
    }

    /// A reference to a queue or task by name.
    mutating func reference<Target>(
        _ id: YAMLNode.ID, in table: [String: Int], _ expected: @autoclosure () -> String
    ) -> Reference<Target>? {
        guard let text = scalar(id, expected()) else { return nil }
        return Reference(text.value, at: text.place, index: table[text.value])
    }

    mutating func references<Target>(
        _ id: YAMLNode.ID, _ key: Key, in table: [String: Int], of kind: String
    ) -> [Reference<Target>] {
        items(id, key, of: kind).compactMap { reference($0, in: table, "an item of '\(key.name)' is a \(kind)") }
    }

    /// The items of a list; a single value that should be a list is reported with the list to write.
    mutating func items(_ id: YAMLNode.ID, _ key: Key, of kind: String) -> ArraySlice<YAMLNode.ID> {
        switch tree[id].kind {
        case .sequence: return tree.items(id)
        case .invalid: return []
        case .scalar where isNull(id): return []
        case .scalar, .mapping:
            let names = tree[id].kind == .scalar ? [tree.text(id)] : tree.entries(id).map { tree.text($0.key) }
            let remedy = names.isEmpty ? nil : "write [\(names.joined(separator: ", ").shortened)]"
            report(.wrongType("'\(key.name)' is a list of \(kind)s", found: found(id), at: place(id), remedy: remedy))
            return []
        }
    }

    /// The text of a scalar that says something.
    mutating func scalar(_ id: YAMLNode.ID, _ expected: @autoclosure () -> String) -> Located<String>? {
        let node = tree[id]
        if node.kind == .scalar, !isNull(id) { return Located(value: tree.text(id), place: place(id)) }
        if node.kind != .invalid {
            let remedy = node.kind == .scalar ? "fill it in, or remove it" : nil
            report(.wrongType(expected(), found: found(id), at: place(id), remedy: remedy))
        }
        return nil
    }
}
