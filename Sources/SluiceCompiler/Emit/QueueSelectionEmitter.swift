/// Writes the type that a trigger of one task chooses a queue with: the task's own queue and its overrides, nothing else.
struct QueueSelectionEmitter {
    let generator: Generator

    /// Whether a trigger of the task has a choice: of a queue, or of a key.
    func hasOwnType(_ task: Int) -> Bool {
        !tasks[task].overrides.isEmpty || (tasks[task].keyField == nil && ownKeyUse(of: task) != .none)
    }

    func emit(_ task: Int, to writer: SwiftWriter) {
        let access = generator.access
        let takesKey = tasks[task].keyField == nil
        let hasDefault = !(takesKey && ownKeyUse(of: task) == .required)
        let selection: SwiftText = hasDefault ? "Sluice.DefaultQueueSelection" : "Sluice.QueueSelection"
        writer.block("\(access)struct Queue: \(selection)") {
            writer.line("\(access)var choice: Sluice.QueueChoice")
            if hasDefault, !access.isEmpty {
                writer.line()
                writer.line("\(access)init(choice: Sluice.QueueChoice) { self.choice = choice }")
            }
            for queue in [tasks[task].queue.target] + tasks[task].overrides.map(\.target) {
                writer.line()
                emitMembers(queue, takesKey: takesKey, to: writer)
            }
        }
    }

    private var tasks: [TaskDeclaration] { generator.declarations.tasks }

    /// Whether the queue that the task has by default takes keys.
    private func ownKeyUse(of task: Int) -> QueueDeclaration.KeyUse {
        generator.declarations.queues[tasks[task].queue.target].concurrencyKey
    }

    private func emitMembers(_ index: Int, takesKey: Bool, to writer: SwiftWriter) {
        let access = generator.access
        let name = generator.names.queues[index]
        let keyUse = generator.declarations.queues[index].concurrencyKey
        if !takesKey || keyUse != .required {
            writer.documentation(name.documentation)
            writer.accessor(
                "\(access)static var \(name.member): Self", "Self(choice: Sluice.QueueChoice(\(name.literal)))")
        }
        if takesKey && keyUse != .none {
            writer.documentation(name.documentation)
            writer.accessor(
                "\(access)static func \(name.member)(key: Swift.String) -> Self",
                "Self(choice: Sluice.QueueChoice(\(name.literal), key: key))")
        }
    }
}
