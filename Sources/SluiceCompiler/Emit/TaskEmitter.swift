/// Writes what a task is to those who trigger it: its type, and the property that triggers it.
struct TaskEmitter {
    let generator: Generator
    /// The declaration file, as comments name it.
    let file: String

    private var access: String { generator.access }

    func emit(_ index: Int, to writer: SwiftWriter) {
        let task = generator.declarations.tasks[index]
        let type = generator.names.taskTypes[index]
        let trigger = "Sluice.TaskTrigger<\(generator.names.qualifiedTaskTypes[index])>"
        writer.block("extension \(generator.namespace)") {
            if let description = task.description {
                writer.documentation(description)
                writer.line("///")
            }
            writer.line("/// Declared in `\(file)` as `tasks.\(task.id.value)`.")
            writer.block("\(access)enum \(type): Sluice.TaskDefinition") {
                emitMembers(of: task, to: writer)
            }
            writer.line()
            writer.documentation(task.description ?? "Triggers `\(task.id.value)`.")
            writer.accessor("\(access)var \(generator.names.taskMembers[index]): \(trigger)", "\(trigger)(client)")
        }
        if generator.mode == .all {
            let waits = WaitEmitter(generator: generator)
            waits.emitWaits(of: index, to: writer)
            waits.emitRefusal(of: index, to: writer)
        }
    }

    private func emitMembers(of task: TaskDeclaration, to writer: SwiftWriter) {
        writer.line("\(access)static var id: Swift.String { \(literal: task.id.value) }")
        emitAlias("Payload", task.payload, none: "Sluice.NoPayload", to: writer)
        emitAlias("Output", task.output, none: "Sluice.NoOutput", to: writer)
        let queues = QueueSelectionEmitter(generator: generator)
        if !generator.hasQueueType(task) { writer.line("\(access)typealias Queue = Sluice.DefaultQueue") }
        emitStruct("Payload", task.payload, to: writer)
        emitStruct("Output", task.output, to: writer)
        if generator.hasQueueType(task) {
            writer.line()
            queues.emit(task, to: writer)
        }
        if let field = task.keyField { emitConcurrencyKey(field, to: writer) }
    }

    private func emitAlias(_ name: String, _ shape: TaskDeclaration.Shape, none: String, to writer: SwiftWriter) {
        switch shape {
        case .none: writer.line("\(access)typealias \(name) = \(none)")
        case .fields: break
        case .type(let type): writer.line("\(access)typealias \(name) = \(generator.boundarySpelling(of: type.value))")
        }
    }

    private func emitStruct(_ name: String, _ shape: TaskDeclaration.Shape, to writer: SwiftWriter) {
        guard case .fields(let fields) = shape else { return }
        writer.line()
        StructEmitter(generator: generator).emit(name, fields, to: writer)
    }

    private func emitConcurrencyKey(_ field: TaskDeclaration.KeyField, to writer: SwiftWriter) {
        guard let type = field.type else { return }
        let value = "payload.\(SwiftName.escaped(SwiftName.lowerCamel(field.name.value)))"
        writer.line()
        writer.block("\(access)static func concurrencyKey(of payload: Payload) -> Swift.String?") {
            writer.line(keyExpression(value, type))
        }
    }

    private func keyExpression(_ value: String, _ type: FieldType) -> SwiftText {
        guard case .builtin(let type) = type else { return "\(value).rawValue" }
        return switch type {
        case .string: "\(value)"
        case .uuid: "\(value).uuidString"
        case .url: "\(value).absoluteString"
        default: "Swift.String(\(value))"
        }
    }
}
