extension Rule {
    package static let waitDeadlock = Rule(
        "wait-deadlock", "slots that are held while waiting can't fill a limit that the awaited runs need")
}

extension Diagnostic {
    static func waitDeadlock(_ links: [WaitGraph.Link], _ declarations: Declarations) -> Diagnostic {
        let held = declarations.queues[links[0].held].name.value
        let needed = declarations.tasks[links[0].chain.last!].id.value
        return Diagnostic(
            .error, .waitDeadlock,
            links.map { $0.sentence(declarations) }.joined(separator: "; ") + ": none of them would ever go on",
            at: links[0].wait(0, declarations).place,
            help: "give the slots of '\(held)' back meanwhile (onWait: release), or run '\(needed)' in another queue",
            notes: links.enumerated().flatMap { $0.element.notes(declarations, isFirst: $0.offset == 0) })
    }

    static func organizationDeadlock(
        _ wait: Reference<TaskDeclaration>, held: [QueueDeclaration], cap: Located<Int>, plan: String?
    ) -> Diagnostic {
        let parts = held.prefix(5).map { queue in
            (queue.limits.total.map { "\($0.value)" } ?? "any number") + " in '\(queue.name.value)'"
        }
        let more = held.count > parts.count ? " and \(held.count - parts.count) more queues" : ""
        let capName = plan.map { "the limit of plan '\($0)'" } ?? "the organization's limit"
        let message =
            "runs that hold their slots while they wait can fill \(capName) of \(cap.value) "
            + "(\(parts.joined(separator: ", "))\(more)), so that '\(wait.name)' and all else that they wait for can't start"
        return Diagnostic(
            .error, .waitDeadlock, message, at: wait.place,
            help: "keep the limits of all queues with 'onWait: hold' together below \(cap.value), or let one release",
            notes: [Note("\(capName) is here", at: cap.place)]
                + held.prefix(5).map { Note("'\($0.name.value)' holds its slots while a run waits", at: $0.name.place) }
        )
    }
}

/// With `onWait: hold`, runs that wait can take all slots that what they wait for needs.
///
/// A limit of *n* is filled by *n* runs that each wait for a run that needs the same limit, whatever *n* is. So a queue is
/// in danger when what its holders wait for, directly or through others, may need the queue itself, or another queue in
/// the same danger. Keys are taken to be the same along a chain. The organization's limit is needed by every run, and filled
/// by all that can be held together.
func checkWaitDeadlocks(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    guard declarations.queues.indices.contains(where: { declarations.queues[$0].onWait == .hold }) else { return }
    let graph = WaitGraph(declarations)
    for links in graph.deadlocks() { problems.append(.waitDeadlock(links, declarations)) }

    guard let (cap, plan) = declarations.organization?.smallest, let wait = graph.firstHoldingWait else { return }
    let held = graph.heldQueues.map { declarations.queues[$0] }
    let isBounded = held.allSatisfy { $0.limits.total != nil }
    let most = held.reduce(0) { $0 + ($1.limits.total?.value ?? 0) }
    if !isBounded || most >= cap.value {
        problems.append(.organizationDeadlock(wait, held: held, cap: cap, plan: plan))
    }
}

extension WaitGraph.Link {
    fileprivate func wait(_ step: Int, _ declarations: Declarations) -> Reference<TaskDeclaration> {
        declarations.tasks[chain[step]].wait(for: chain[step + 1])!
    }

    fileprivate func sentence(_ declarations: Declarations) -> String {
        let queue = declarations.queues[held]
        let limit = queue.limits.perKey.map { "limit \($0.value) per key" } ?? "limit \(queue.limits.total?.value ?? 0)"
        let awaited = chain.dropFirst().map { "'\(declarations.tasks[$0].id.value)'" }
        let needs =
            held == needed ? "a slot of the same queue" : "a slot of queue '\(declarations.queues[needed].name.value)'"
        return "runs of '\(declarations.tasks[chain[0]].id.value)' can hold every slot of queue '\(queue.name.value)' "
            + "(\(limit)) while they wait for \(awaited.joined(separator: ", which waits for ")), which needs \(needs)"
    }

    /// The steps of the chain that the diagnostic does not itself point to, the queues, and what uses them.
    fileprivate func notes(_ declarations: Declarations, isFirst: Bool) -> [Diagnostic.Note] {
        let tasks = declarations.tasks
        let waits = chain.indices.dropLast().dropFirst(isFirst ? 1 : 0).map { step in
            let wait = wait(step, declarations)
            return Diagnostic.Note("'\(tasks[chain[step]].id.value)' waits for '\(wait.name)' here", at: wait.place)
        }
        let queue = declarations.queues[held]
        let last = tasks[chain[chain.count - 1]]
        let use = ([last.queue] + last.overrides).first { $0.index == needed }!
        return waits + [
            Diagnostic.Note("'\(queue.name.value)' holds its slots while a run waits", at: queue.name.place),
            Diagnostic.Note("'\(last.id.value)' may run in '\(use.name)'", at: use.place),
        ]
    }
}
