package import SluiceCompiler

/// The tasks, queues and limits of one target, as the ways of drawing them need it.
package struct DeclarationGraph: Sendable {
    /// What the target goes by.
    let name: String
    /// The caps over all queues, in words.
    let caps: [String]
    /// The queues that are declared by name.
    let queues: [Queue]
    let tasks: [Task]

    struct Queue: Sendable {
        let name: String
        /// What bounds it, each in words of their own.
        let facts: [String]
        let description: String?
        /// Whether a plan allows less than the queue.
        let isOverruled: Bool
        /// The tasks whose runs wait in it by default, and those whose triggers may choose it, by index in `tasks`.
        var users: [Int] = []
        var choosers: [Int] = []
    }

    struct Task: Sendable {
        let name: String
        let description: String?
        /// What bounds the task's own queue; `nil` where its runs wait in a declared one.
        let ownQueue: [String]?
        let isOverruled: Bool
        /// The declared queue where its runs wait, by index in `queues`.
        let queue: Int?
        /// The declared queues that a trigger may choose, likewise.
        let choices: [Int]
        /// By index in `tasks`.
        let waitsFor: [Int]
        /// The payload field that the key is taken from.
        let keyField: String?
        /// When runs are triggered by themselves, in words.
        let schedule: String?
    }

    /// - Parameters:
    ///   - declarations: Valid ones.
    ///   - plan: The only plan to look at; `nil` looks at all.
    package init(_ declarations: Declarations, name: String, plan: String? = nil) {
        self.name = name
        let limits = LimitWords(declarations, plan: plan)
        caps = limits.caps
        // Declared queues come before the tasks' own.
        let declared = declarations.queues.indices.filter { declarations.queues[$0].owner == nil }
        let position = Dictionary(uniqueKeysWithValues: declared.enumerated().map { ($0.element, $0.offset) })
        var queues = declared.map { index in
            let queue = declarations.queues[index]
            return Queue(
                name: queue.name.value, facts: limits.facts(of: queue), description: queue.description?.trimmed,
                isOverruled: limits.isOverruled(queue))
        }
        tasks = declarations.tasks.map { task in
            let own = task.ownsQueue ? declarations[task.queue] : nil
            return Task(
                name: task.id.value, description: task.description?.trimmed, ownQueue: own.map(limits.facts),
                isOverruled: own.map(limits.isOverruled) ?? false, queue: position[task.queue.target],
                choices: task.overrides.compactMap { position[$0.target] }, waitsFor: task.waitsFor.map(\.target),
                keyField: task.keyField?.name.value, schedule: task.schedule.map { "scheduled: \($0)" })
        }
        for (index, task) in tasks.enumerated() {
            if let queue = task.queue { queues[queue].users.append(index) }
            for queue in task.choices { queues[queue].choosers.append(index) }
        }
        self.queues = queues
    }
}

extension String {
    /// Without white space at both ends, on one line.
    fileprivate var trimmed: String { split { $0.isWhitespace }.joined(separator: " ") }
}
