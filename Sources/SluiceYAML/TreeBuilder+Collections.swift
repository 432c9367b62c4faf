internal import CSluiceLibYAML

/// Which keys the mapping at hand has already.
struct KeyRegister {
    private struct Use {
        var mapping = -1
        var key = YAMLNode.ID(0)
    }

    /// For each symbol, the mapping that had it last: no set is built per mapping.
    private var uses: [Use] = []
    private(set) var duplicates: [YAMLNode.ID: YAMLNode.ID] = [:]

    /// Notes a key; the first one where the mapping has it already.
    mutating func enter(_ symbol: UInt32, _ key: YAMLNode.ID, in mapping: Int) -> YAMLNode.ID? {
        let index = Int(symbol)
        if index >= uses.count { uses += repeatElement(Use(), count: max(index + 1 - uses.count, uses.count)) }
        if uses[index].mapping == mapping { return uses[index].key }
        uses[index] = Use(mapping: mapping, key: key)
        return nil
    }

    mutating func noteDuplicate(_ key: YAMLNode.ID, of first: YAMLNode.ID) { duplicates[key] = first }
}

extension TreeBuilder {
    mutating func closeCollection(_ kind: YAMLNode.Kind, _ event: borrowing yaml_event_t) -> Step {
        let collection = open.removeLast()
        if collection.isFlow { lastEnd = mark(event.end_mark) }
        if kind == .mapping { prepareMapping(collection) }
        guard mergedKeys <= limits.mergedKeys else {
            return stop(.tooLarge, tooManyMergedKeysMessage, from: collection.start, to: collection.start)
        }

        var size = 1
        var height: UInt8 = 0
        for child in pending[collection.firstChild...] {
            size += Int(self[child].size)
            height = max(height, self[child].height)
        }
        let childCount = pending.count - collection.firstChild
        guard size <= limits.nodes, children.count + childCount <= limits.nodes else {
            return stop(.tooLarge, tooLargeMessage, from: collection.start, to: collection.start)
        }
        let first = children.count
        children.append(contentsOf: pending[collection.firstChild...])
        pending.removeSubrange(collection.firstChild...)
        nodes[collection.node] = YAMLNode(
            kind: kind, isPlainOrFlow: collection.isFlow, height: height + 1, start: collection.start,
            end: lastEnd, first: UInt32(first), count: UInt32(childCount), size: UInt32(size))
        return .goOn
    }

    /// Looks for keys that occur twice, are not text, or ask for other mappings to be merged in.
    private mutating func prepareMapping(_ mapping: OpenCollection) {
        var isSimple = true
        for position in stride(from: mapping.firstChild, to: pending.count, by: 2) {
            let id = pending[position]
            let key = self[id]
            guard key.kind == .scalar else {
                isSimple = false
                continue
            }
            if key.first == mergeKey && key.isPlain { isSimple = false }
            if let first = keys.enter(key.first, id, in: mapping.node) { keys.noteDuplicate(id, of: first) }
        }
        if !isSimple { rebuild(mapping) }
    }

    /// Puts the keys of merged mappings in the place of `<<`, those aside that the mapping has itself; an earlier merged
    /// mapping goes before a later one. Leaves out keys that are not text.
    private mutating func rebuild(_ mapping: OpenCollection) {
        var result: [YAMLNode.ID] = []
        for position in stride(from: mapping.firstChild, to: pending.count, by: 2) {
            let (id, value) = (pending[position], pending[position + 1])
            let key = self[id]
            switch key.kind {
            case .scalar where key.first == mergeKey && key.isPlain:
                merge(value, into: mapping.node, &result)
            case .scalar:
                result += [id, value]
            case .sequence, .mapping:
                let message =
                    key.kind == .sequence
                    ? "a key must be plain text, not a list"
                    : "a key must be plain text, not a mapping; if '{{ }}' is a template's, fill the template in first"
                note(YAMLProblem(.syntax, message, from: key.start, to: key.end))
            case .invalid:
                break
            }
        }
        pending.replaceSubrange(mapping.firstChild..., with: result)
    }

    private mutating func merge(_ source: YAMLNode.ID, into mapping: Int, _ result: inout [YAMLNode.ID]) {
        let node = self[source]
        let range = Int(node.first)..<Int(node.first) + Int(node.count)
        switch node.kind {
        case .mapping:
            for position in stride(from: range.lowerBound, to: range.upperBound, by: 2)
            where mergedKeys <= limits.mergedKeys {
                let key = children[position]
                mergedKeys += 1
                if keys.enter(self[key].first, key, in: mapping) == nil {
                    result += [key, children[position + 1]]
                }
            }
        case .sequence:
            for position in range {
                let item = self[children[position]]
                if item.kind == .mapping {
                    merge(children[position], into: mapping, &result)
                } else if item.kind != .invalid {
                    noteBadMerge(item)
                }
            }
        case .scalar: noteBadMerge(node)
        case .invalid: break
        }
    }

    private mutating func noteBadMerge(_ node: YAMLNode) {
        let message = "'<<' merges mappings: write an alias such as '*name', or a list of them"
        note(YAMLProblem(.syntax, message, from: node.start, to: node.end))
    }
}
