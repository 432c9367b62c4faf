extension Rule {
    package static let unusedQueue = Rule("unused-queue", "a declared queue is a task's queue or override", warns: true)
    package static let unusedType = Rule("unused-type", "a declared type is the type of something", warns: true)
}

extension Diagnostic {
    static func unusedQueue(_ name: Located<String>) -> Diagnostic {
        let message =
            "queue '\(name.value)' is used by no task; remove it, or name it as a task's 'queue' or among its 'overrides'"
        return Diagnostic(.warning, .unusedQueue, message, at: name.place)
    }

    static func unusedType(_ name: Located<String>) -> Diagnostic {
        let message = "type '\(name.value)' is used by no payload, output or other type; use it, or remove it"
        return Diagnostic(.warning, .unusedType, message, at: name.place)
    }
}

/// Says nothing beside an error: a misspelt reference would make what it meant look unused.
func checkUse(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    guard !problems.contains(where: { $0.severity == .error }) else { return }
    var usedQueues = Array(repeating: false, count: declarations.queues.count)
    var usedTypes = Array(repeating: false, count: declarations.types.count)
    for index in declarations.tasks.indices {
        if let queue = declarations.tasks[index].queue.index { usedQueues[queue] = true }
        for queue in declarations.tasks[index].overrides { queue.index.map { usedQueues[$0] = true } }
    }
    declarations.eachTypeReference { reference, user in
        if let type = reference.index, user != type { usedTypes[type] = true }
    }
    for index in declarations.queues.indices where !usedQueues[index] && declarations.queues[index].owner == nil {
        problems.append(.unusedQueue(declarations.queues[index].name))
    }
    for index in declarations.types.indices where !usedTypes[index] {
        problems.append(.unusedType(declarations.types[index].name))
    }
}
