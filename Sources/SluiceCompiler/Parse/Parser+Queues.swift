internal import SluiceYAML

extension Parser {
    mutating func queues(_ section: FileSections.Section) -> [QueueDeclaration] {
        var queues: [QueueDeclaration] = []
        eachName(of: section.value, .queue) { parser, name, value in queues.append(parser.queue(name, value)) }
        return queues
    }

    /// The keys of a queue: below `queues`, or below a task's `queue`.
    mutating func queue(_ name: Located<String>, _ id: YAMLNode.ID) -> QueueDeclaration {
        var queue = QueueDeclaration(name: name)
        let before = problems.count
        eachKey(of: id, .queue) { parser, key, _, value in
            switch key {
            case .description: queue.description = parser.string(value, key)
            case .concurrencyKey: queue.concurrencyKey = parser.choice(value, key) ?? .none
            case .concurrencyLimit: queue.limits = parser.limits(value)
            case .onWait: queue.onWait = parser.choice(value, key) ?? .release
            case .paused: queue.paused = parser.bool(value, key) ?? false
            default: break
            }
        }
        queue.isFlawed = problems.count > before
        return queue
    }

    private mutating func limits(_ id: YAMLNode.ID) -> QueueDeclaration.Limits {
        var limits = QueueDeclaration.Limits()
        guard tree[id].kind == .mapping else {
            limits.total = count(id, .concurrencyLimit)
            limits.isBare = true
            return limits
        }
        let before = problems.count
        eachKey(of: id, .limits) { parser, key, _, value in
            switch key {
            case .perKey: limits.perKey = parser.count(value, key)
            case .total: limits.total = parser.count(value, key)
            default: break
            }
        }
        if limits.perKey == nil, limits.total == nil, problems.count == before {
            report(.emptyLimits(at: place(id)))
        }
        return limits
    }
}
