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

    static func repeated<Target>(_ rule: Rule, _ again: Reference<Target>, first: Reference<Target>) -> Diagnostic {
        Diagnostic(
            .error, rule, "'\(again.name)' is listed twice; remove one", at: again.place,
            notes: [Note("the first one is here", at: first.place)])
    }
}

func checkRedundantReferences(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    for index in declarations.tasks.indices {
        for (again, first) in declarations.tasks[index].overrides.repeated() {
            problems.append(.repeated(.redundantOverride, again, first: first))
        }
        for (again, first) in declarations.tasks[index].waitsFor.repeated() {
            problems.append(.repeated(.redundantWait, again, first: first))
        }
        let queue = declarations.tasks[index].queue
        for override in declarations.tasks[index].overrides where override.name == queue.name {
            problems.append(.redundantOverride(override, of: declarations.tasks[index].id.value))
        }
    }
}

extension Array {
    /// The references to what an earlier one leads to, with that one.
    fileprivate func repeated<Target>() -> [(again: Element, first: Element)] where Element == Reference<Target> {
        if count < 2 { return [] }
        // A table is worth its cost for long lists only.
        if count < 8 {
            return indices.compactMap { index in
                self[..<index].first { $0.name == self[index].name }.map { (self[index], $0) }
            }
        }
        var firsts: [String: Element] = [:]
        return compactMap { reference in
            if let first = firsts[reference.name] { return (reference, first) }
            firsts[reference.name] = reference
            return nil
        }
    }
}
