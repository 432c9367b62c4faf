extension Rule {
    package static let waitDeadlock = Rule(
        "wait-deadlock", "slots that are held while waiting can't fill a limit that the awaited runs need")
}

extension Diagnostic {
    static func waitDeadlock(_ links: [WaitGraph.Link], _ declarations: Declarations) -> Diagnostic {
        Diagnostic(
            .error, .waitDeadlock,
            links.map { $0.sentence(declarations) }.joined(separator: "; ") + ": none of them would ever go on",
            at: links[0].wait(0, declarations).place, help: links[0].remedy(declarations),
            notes: links.enumerated().flatMap { $0.element.notes(declarations, isFirst: $0.offset == 0) })
    }

    static func organizationDeadlock(
        _ wait: Reference<TaskDeclaration>, held: [HeldQueue], caps: [OrganizationDeclaration.Cap]
    ) -> Diagnostic {
        let parts = held.prefix(5).map { "\($0.most.map { "\($0)" } ?? "any number") in '\($0.name)'" }
        let more = held.count > parts.count ? " and more in \(held.count - parts.count) other queues" : ""
        let names = caps.map { $0.plan.map { "the limit of plan '\($0)'" } ?? "the organization's limit" }
        let limits = zip(names, caps).map { "\($0) (\($1.limit.value))" }.joined(separator: " and ")
        let message =
            "runs that hold their slots while they wait can fill \(limits): "
            + "\(parts.joined(separator: ", "))\(more); then '\(wait.name)' and all else that they wait for can't start"
        return Diagnostic(
            .error, .waitDeadlock, message, at: wait.place, help: HeldQueue.remedy(held, below: caps[0].limit.value),
            notes: zip(names, caps).map { Note("\($0) is here", at: $1.limit.place) } + held.prefix(5).map(\.note))
    }
}

/// A queue whose slots are held by runs that wait.
struct HeldQueue {
    let name: String
    /// How many runs can hold a slot at once; `nil` where nothing bounds them.
    let most: Int?
    let takesKeys: Bool
    let note: Diagnostic.Note

    init(_ queue: QueueDeclaration, holder: String) {
        name = queue.name.value
        most = queue.limits.total?.value
        takesKeys = queue.concurrencyKey != .none
        note = Diagnostic.Note(
            "runs of '\(holder)' hold their slots of '\(name)' while they wait", at: queue.name.place)
    }

    fileprivate static func remedy(_ held: [HeldQueue], below cap: Int) -> String {
        let release = "remove 'onWait: hold', so that slots come back meanwhile"
        guard cap > held.count else { return release }
        guard held.count == 1 else {
            return "keep the limits of \(held.map(\.name).quotedList) together below \(cap), or \(release)"
        }
        let limit = held[0].takesKeys ? "concurrencyLimit: { total: \(cap - 1) }" : "concurrencyLimit: \(cap - 1)"
        return "write '\(limit)' at most for '\(held[0].name)', or \(release)"
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

    guard let organization = declarations.organization, let wait = graph.firstHoldingWait else { return }
    let held = graph.heldQueues.map { queue, holder in
        HeldQueue(declarations.queues[queue], holder: declarations.tasks[holder].id.value)
    }
    let isBounded = held.allSatisfy { $0.most != nil }
    let most = held.reduce(0) { $0 + ($1.most ?? 0) }
    let caps = organization.caps.filter { !isBounded || most >= $0.limit.value }
    if !caps.isEmpty { problems.append(.organizationDeadlock(wait, held: held, caps: caps)) }
}

extension WaitGraph.Link {
    fileprivate func wait(_ step: Int, _ declarations: Declarations) -> Reference<TaskDeclaration> {
        declarations.tasks[chain[step]].wait(for: chain[step + 1])!
    }

    fileprivate func sentence(_ declarations: Declarations) -> String {
        let queue = declarations.queues[held]
        let slots =
            if let perKey = queue.limits.perKey {
                "every slot that queue '\(queue.name.value)' has for a key (\(perKey.value))"
            } else {
                "every slot of queue '\(queue.name.value)' (\(queue.limits.total?.value ?? 0))"
            }
        let awaited = chain.dropFirst().map { "'\(declarations.tasks[$0].id.value)'" }
        return "runs of '\(declarations.tasks[chain[0]].id.value)' can hold \(slots) while they wait for "
            + "\(awaited.joined(separator: ", which waits for ")), which \(need(declarations))"
    }

    private func need(_ declarations: Declarations) -> String {
        let queue = declarations.queues[needed]
        let name = held == needed ? "the same queue" : "queue '\(queue.name.value)'"
        if isOverride(declarations) { return "a trigger may put into \(name)" }
        return "needs a slot of \(name)" + (queue.limits.perKey == nil ? "" : " for the same key")
    }

    /// Whether the last task comes to the needed queue only where a trigger says so.
    private func isOverride(_ declarations: Declarations) -> Bool { last(declarations).queue.index != needed }

    private func last(_ declarations: Declarations) -> TaskDeclaration { declarations.tasks[chain[chain.count - 1]] }

    fileprivate func remedy(_ declarations: Declarations) -> String {
        let (held, needed) = (declarations.queues[held].name.value, declarations.queues[needed].name.value)
        let release = "remove 'onWait: hold' from '\(held)', so that its slots come back meanwhile"
        let last = last(declarations)
        if isOverride(declarations) {
            return "\(release), or take '\(needed)' out of the overrides of '\(last.id.value)'"
        }
        if last.ownsQueue { return release }
        return "\(release), or run '\(last.id.value)' in another queue"
    }

    /// The steps of the chain that the diagnostic does not itself point to, the queues, and what uses them.
    fileprivate func notes(_ declarations: Declarations, isFirst: Bool) -> [Diagnostic.Note] {
        let tasks = declarations.tasks
        let waits = chain.indices.dropLast().dropFirst(isFirst ? 1 : 0).map { step in
            let wait = wait(step, declarations)
            return Diagnostic.Note("'\(tasks[chain[step]].id.value)' waits for '\(wait.name)' here", at: wait.place)
        }
        let queue = declarations.queues[held]
        let holder = Diagnostic.Note(
            "'\(queue.name.value)' holds its slots while a run waits", at: queue.name.place)
        return waits + use(of: held, by: chain[0], declarations, ifOverride: true) + [holder]
            + use(of: needed, by: chain[chain.count - 1], declarations)
    }

    /// Where a task mentions a queue; nothing where that is the task's own.
    private func use(
        of queue: Int, by task: Int, _ declarations: Declarations, ifOverride: Bool = false
    ) -> [Diagnostic.Note] {
        let task = declarations.tasks[task]
        let uses = (ifOverride || task.ownsQueue ? [] : [task.queue]) + task.overrides
        return uses.first { $0.index == queue }
            .map { [Diagnostic.Note("'\(task.id.value)' may run in '\($0.name)'", at: $0.place)] } ?? []
    }
}
