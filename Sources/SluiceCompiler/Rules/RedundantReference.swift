extension Rule {
    package static let redundantOverride = Rule(
        "redundant-override", "an override is another queue than the task's own, once")
    package static let redundantWait = Rule("redundant-wait", "'waitsFor' names a task once")
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
        for override in declarations.tasks[index].overrides.repeated() { problems.append(.repeatedOverride(override)) }
        for wait in declarations.tasks[index].waitsFor.repeated() { problems.append(.repeatedWait(wait)) }
        let queue = declarations.tasks[index].queue
        for override in declarations.tasks[index].overrides where override.name == queue.name {
            problems.append(.redundantOverride(override, of: declarations.tasks[index].id.value))
        }
    }
}

extension Array {
    /// The references to what an earlier one leads to.
    fileprivate func repeated<Target>() -> [Reference<Target>] where Element == Reference<Target> {
        if count < 2 { return [] }
        // A set is worth its cost for long lists only.
        if count < 8 {
            return indices.filter { index in self[..<index].contains { $0.name == self[index].name } }.map { self[$0] }
        }
        var names: Set<String> = []
        return filter { !names.insert($0.name).inserted }
    }
}
