/// Writes what a task is to those who trigger it: its type, and the property that triggers it.
struct TaskEmitter {
    let generator: Generator
    /// The declaration file, as comments name it.
    let file: SwiftText

    private var access: SwiftText { generator.access }

    func emit(_ index: Int, to writer: SwiftWriter) {
        let task = generator.declarations.tasks[index]
        let name = generator.names.tasks[index]
        writer.block("extension \(generator.names.namespace)") {
            if writer.documentation(task.description) { writer.line("///") }
            writer.line("/// Declared in `\(file)` as `tasks.\(name.declared)`.")
            writer.block("\(access)enum \(name.type): Sluice.TaskDefinition") {
                emitMembers(of: task, name, to: writer)
            }
            writer.line()
            if !writer.documentation(task.description) { writer.line("/// Triggers `\(name.declared)`.") }
            writer.accessor(
                "\(access)var \(name.member): Sluice.TaskTrigger<\(name.qualified)>",
                "Sluice.TaskTrigger<\(name.qualified)>(client)")
        }
        if generator.mode == .all {
            let waits = WaitEmitter(generator: generator)
            waits.emitWaits(task.waitsFor.map(\.target), of: name, to: writer)
            if generator.awaitedTasks.contains(index) { waits.emitRefusal(of: name, to: writer) }
        }
    }

    private func emitMembers(of task: TaskDeclaration, _ name: GeneratedNames.Name, to writer: SwiftWriter) {
        let queues = QueueSelectionEmitter(generator: generator)
        let hasQueueType = queues.hasOwnType(task)
        writer.line("\(access)static var id: Swift.String { \(name.literal) }")
        emitAlias("Payload", task.payload, none: "Sluice.NoPayload", to: writer)
        emitAlias("Output", task.output, none: "Sluice.NoOutput", to: writer)
        if !hasQueueType { writer.line("\(access)typealias Queue = Sluice.DefaultQueue") }
        emitStruct("Payload", task.payload, to: writer)
        emitStruct("Output", task.output, to: writer)
        if hasQueueType {
            writer.line()
            queues.emit(task, to: writer)
        }
        if let field = task.keyField { emitConcurrencyKey(field, to: writer) }
    }

    private func emitAlias(
        _ name: SwiftText, _ shape: TaskDeclaration.Shape, none: SwiftText, to writer: SwiftWriter
    ) {
        switch shape {
        case .none: writer.line("\(access)typealias \(name) = \(none)")
        case .fields: break
        case .type(let type): writer.line("\(access)typealias \(name) = \(generator.boundarySpelling(of: type.value))")
        }
    }

    private func emitStruct(_ name: SwiftText, _ shape: TaskDeclaration.Shape, to writer: SwiftWriter) {
        guard case .fields(let fields) = shape else { return }
        writer.line()
        StructEmitter(generator: generator).emit(name, fields, to: writer)
    }

    private func emitConcurrencyKey(_ field: TaskDeclaration.KeyField, to writer: SwiftWriter) {
        guard let type = field.type else { return }
        let name = generator.arena.store(SwiftName.escaped(SwiftName.lowerCamel(field.name.value)))
        writer.line()
        writer.block("\(access)static func concurrencyKey(of payload: Payload) -> Swift.String?") {
            writer.line(text(of: "payload.\(name)", type))
        }
    }

    /// The expression for a key's value as text.
    private func text(of value: SwiftLine, _ type: FieldType) -> SwiftLine {
        let value = generator.arena.join(value)
        guard case .builtin(let type) = type else { return "\(value).rawValue" }
        return switch type {
        case .string: "\(value)"
        case .uuid: "\(value).uuidString"
        case .url: "\(value).absoluteString"
        default: "Swift.String(\(value))"
        }
    }
}
