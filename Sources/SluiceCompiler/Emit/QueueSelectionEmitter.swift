/// Writes the type that a trigger of one task chooses a queue with: the task's own queue and its overrides, nothing else.
struct QueueSelectionEmitter {
    let generator: Generator

    func emit(_ task: TaskDeclaration, to writer: SwiftWriter) {
        let access = generator.access
        let takesKey = task.keyField == nil
        let hasDefault = !(takesKey && generator.declarations[task.queue].concurrencyKey == .required)
        let selection = hasDefault ? "Sluice.DefaultQueueSelection" : "Sluice.QueueSelection"
        writer.block("\(access)struct Queue: \(selection)") {
            writer.line("\(access)var choice: Sluice.QueueChoice")
            if hasDefault, !access.isEmpty {
                writer.line()
                writer.line("\(access)init(choice: Sluice.QueueChoice) { self.choice = choice }")
            }
            for reference in [task.queue] + task.overrides {
                writer.line()
                emitMembers(reference, takesKey: takesKey, to: writer)
            }
        }
    }

    private func emitMembers(_ reference: Reference<QueueDeclaration>, takesKey: Bool, to writer: SwiftWriter) {
        let access = generator.access
        let queue = generator.declarations[reference]
        let member = generator.names.queueMembers[reference.target]
        let name = queue.name.value
        if !takesKey || queue.concurrencyKey != .required {
            writer.documentation(queue.description)
            writer.accessor(
                "\(access)static var \(member): Self", "Self(choice: Sluice.QueueChoice(\(literal: name)))")
        }
        if takesKey && queue.concurrencyKey != .none {
            writer.documentation(queue.description)
            writer.accessor(
                "\(access)static func \(member)(key: Swift.String) -> Self",
                "Self(choice: Sluice.QueueChoice(\(literal: name), key: key))")
        }
    }
}
