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
    for index in declarations.tasks.indices {
        let overrides = declarations.tasks[index].overrides
        if !overrides.isEmpty {
            var seen: Set<String> = []
            let task = declarations.tasks[index]
            for override in overrides {
                if override.name == task.queue.name {
                    problems.append(.redundantOverride(override, of: task.id.value))
                } else if !seen.insert(override.name).inserted {
                    problems.append(.repeatedOverride(override))
                }
            }
        }
        let waits = declarations.tasks[index].waitsFor
        if waits.count > 1 {
            var seen: Set<String> = []
            for wait in waits where !seen.insert(wait.name).inserted { problems.append(.repeatedWait(wait)) }
        }
    }
}
