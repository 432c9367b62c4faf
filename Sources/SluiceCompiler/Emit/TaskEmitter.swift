/// Writes what a task is to those who trigger it: its type, and the property that triggers it.
struct TaskEmitter {
    let generator: Generator
    /// The declaration file, as comments name it.
    let file: SwiftText
    let imports: RequiredImports

    private var access: SwiftText { generator.access }
    /// Read field by field: to copy a whole declaration is dear.
    private var tasks: [TaskDeclaration] { generator.declarations.tasks }

    func emit(_ index: Int, to writer: SwiftWriter) {
        let name = generator.names.tasks[index]
        writer.block("extension \(generator.namespace)") {
            writer.documentation(name.documentation)
            if !name.documentation.isEmpty { writer.line("///") }
            writer.line("/// Declared in `\(file)` as `tasks.\(name.declared)`.")
            writer.block("\(access)enum \(name.type): Sluice.TaskDefinition") {
                emitMembers(of: index, to: writer)
            }
            writer.line()
            writer.documentation(name.documentation)
            if name.documentation.isEmpty { writer.line("/// Triggers `\(name.declared)`.") }
            writer.accessor(
                "\(access)var \(name.member): Sluice.TaskTrigger<\(name.qualified)>",
                "Sluice.TaskTrigger<\(name.qualified)>(client)")
        }
        if generator.mode == .all { WaitEmitter(generator: generator).emit(index, to: writer) }
    }

    private func emitMembers(of index: Int, to writer: SwiftWriter) {
        writer.line("\(access)static var id: Swift.String { \(generator.names.tasks[index].literal) }")
        emitAlias("Payload", generator.names.tasks[index].payload, none: "Sluice.NoPayload", to: writer)
        emitAlias("Output", generator.names.tasks[index].output, none: "Sluice.NoOutput", to: writer)
        let queues = QueueSelectionEmitter(generator: generator)
        let hasQueueType = queues.hasOwnType(index)
        if !hasQueueType { writer.line("\(access)typealias Queue = Sluice.DefaultQueue") }
        emitStruct("Payload", tasks[index].payload, to: writer)
        emitStruct("Output", tasks[index].output, to: writer)
        if hasQueueType {
            writer.line()
            queues.emit(index, to: writer)
        }
        if let field = tasks[index].keyField { emitConcurrencyKey(field, to: writer) }
    }

    private func emitAlias(
        _ name: SwiftText, _ boundary: GeneratedNames.Boundary, none: SwiftText, to writer: SwiftWriter
    ) {
        imports.expose(boundary)
        switch boundary {
        case .none: writer.line("\(access)typealias \(name) = \(none)")
        case .fields: break
        case .type(let type, _): writer.line("\(access)typealias \(name) = \(type)")
        }
    }

    private func emitStruct(_ name: SwiftText, _ shape: TaskDeclaration.Shape, to writer: SwiftWriter) {
        guard case .fields(let fields) = shape else { return }
        writer.line()
        StructEmitter(generator: generator, imports: imports).emit(name, fields, to: writer)
    }

    private func emitConcurrencyKey(_ field: TaskDeclaration.KeyField, to writer: SwiftWriter) {
        guard let type = field.type else { return }
        imports.use(type)
        let name = generator.arena.store(SwiftName.escaped(SwiftName.lowerCamel(field.name.value)))
        writer.line()
        writer.block("\(access)static func concurrencyKey(of payload: Payload) -> Swift.String?") {
            writer.line(text(of: generator.arena.join("payload.\(name)"), type))
        }
    }

    /// The expression for a key's value as text.
    private func text(of value: SwiftText, _ type: FieldType) -> SwiftLine {
        guard case .builtin(let type) = type else { return "\(value).rawValue" }
        return switch type {
        case .string: "\(value)"
        case .uuid: "\(value).uuidString"
        case .url: "\(value).absoluteString"
        default: "Swift.String(\(value))"
        }
    }
}
