extension Rule {
    static let redundantOverride = Rule("redundant-override", "an override is another queue than the task's own, once")
    static let redundantWait = Rule("redundant-wait", "'waitsFor' names a task once")
}

extension Diagnostic {
    static func redundantOverride(_ override: Reference<QueueDeclaration>, of task: String) -> Diagnostic {
        let message = "'\(override.name)' is the queue of '\(task)' anyway; remove it from the overrides"
        return Diagnostic(.error, .redundantOverride, message, at: override.place)
    }

    static func repeatedOverride(_ override: Reference<QueueDeclaration>) -> Diagnostic {
        Diagnostic(
            .error, .redundantOverride, "override '\(override.name)' is listed twice; remove one", at: override.place)
    }

    static func repeatedWait(_ wait: Reference<TaskDeclaration>) -> Diagnostic {
        Diagnostic(.error, .redundantWait, "'\(wait.name)' is listed twice; remove one", at: wait.place)
    }
}

func checkRedundantReferences(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    for task in declarations.tasks {
        for (position, override) in task.overrides.enumerated() {
            if override.name == task.queue.name {
                problems.append(.redundantOverride(override, of: task.id.value))
            } else if task.overrides[..<position].contains(where: { $0.name == override.name }) {
                problems.append(.repeatedOverride(override))
            }
        }
        for (position, wait) in task.waitsFor.enumerated()
        where task.waitsFor[..<position].contains(where: { $0.name == wait.name }) {
            problems.append(.repeatedWait(wait))
        }
    }
}
