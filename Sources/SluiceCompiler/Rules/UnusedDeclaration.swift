extension Rule {
    static let unusedQueue = Rule("unused-queue", "a declared queue is a task's queue or override")
    static let unusedType = Rule("unused-type", "a declared type is the type of something")
}

extension Diagnostic {
    static func unusedQueue(_ name: Located<String>) -> Diagnostic {
        let message =
            "queue '\(name.value)' is used by no task; remove it, or name it as a task's 'queue' or among its 'overrides'"
        return Diagnostic(.warning, .unusedQueue, message, at: name.place)
    }

    static func unusedType(_ name: Located<String>) -> Diagnostic {
        let message = "type '\(name.value)' is used by no payload, output or other type; remove it"
        return Diagnostic(.warning, .unusedType, message, at: name.place)
    }
}

/// Says nothing beside an error: a misspelt reference would make what it meant look unused.
func checkUse(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    guard !problems.contains(where: { $0.severity == .error }) else { return }
    var usedQueues = Array(repeating: false, count: declarations.queues.count)
    var usedTypes = Array(repeating: false, count: declarations.types.count)
    for task in declarations.tasks {
        if let queue = task.queue.index { usedQueues[queue] = true }
        for queue in task.overrides.compactMap(\.index) { usedQueues[queue] = true }
    }
    declarations.eachTypeReference { reference, user in
        if let type = reference.index, user != type { usedTypes[type] = true }
    }
    for (queue, isUsed) in zip(declarations.queues, usedQueues) where !isUsed && queue.owner == nil {
        problems.append(.unusedQueue(queue.name))
    }
    for (type, isUsed) in zip(declarations.types, usedTypes) where !isUsed { problems.append(.unusedType(type.name)) }
}
