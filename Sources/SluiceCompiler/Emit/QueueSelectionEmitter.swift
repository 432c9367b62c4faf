/// Writes the type that a trigger of one task chooses a queue with: the task's own queue and its overrides, nothing else.
struct QueueSelectionEmitter {
    let generator: Generator

    /// Whether a trigger of the task has a choice: of a queue, or of a key.
    func hasOwnType(_ task: TaskDeclaration) -> Bool {
        !task.overrides.isEmpty || (task.keyField == nil && generator.declarations[task.queue].concurrencyKey != .none)
    }

    func emit(_ task: TaskDeclaration, to writer: SwiftWriter) {
        let access = generator.access
        let takesKey = task.keyField == nil
        let hasDefault = !(takesKey && generator.declarations[task.queue].concurrencyKey == .required)
        let selection: SwiftText = hasDefault ? "Sluice.DefaultQueueSelection" : "Sluice.QueueSelection"
        writer.block("\(access)struct Queue: \(selection)") {
            writer.line("\(access)var choice: Sluice.QueueChoice")
            if hasDefault, !access.isEmpty {
                writer.line()
                writer.line("\(access)init(choice: Sluice.QueueChoice) { self.choice = choice }")
            }
            for reference in [task.queue] + task.overrides {
                writer.line()
                emitMembers(reference.target, takesKey: takesKey, to: writer)
            }
        }
    }

    private func emitMembers(_ index: Int, takesKey: Bool, to writer: SwiftWriter) {
        let access = generator.access
        let name = generator.names.queues[index]
        let keyUse = generator.declarations.queues[index].concurrencyKey
        if !takesKey || keyUse != .required {
            writer.documentation(generator.declarations.queues[index].description)
            writer.accessor(
                "\(access)static var \(name.member): Self", "Self(choice: Sluice.QueueChoice(\(name.literal)))")
        }
        if takesKey && keyUse != .none {
            writer.documentation(generator.declarations.queues[index].description)
            writer.accessor(
                "\(access)static func \(name.member)(key: Swift.String) -> Self",
                "Self(choice: Sluice.QueueChoice(\(name.literal), key: key))")
        }
    }
}
