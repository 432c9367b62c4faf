/// Writes the protocol of handlers, one requirement a task so that a forgotten one does not compile, and what registers them.
struct HandlersEmitter {
    let generator: Generator

    func emit(to writer: SwiftWriter) {
        let access = generator.access
        let tasks = generator.declarations.tasks.indices
        writer.block("extension \(generator.namespace)") {
            writer.line("/// What the tasks do: one function each.")
            writer.block("\(access)protocol Handlers: Sluice.TaskHandlers") {
                for (position, index) in tasks.enumerated() {
                    if position > 0 { writer.line() }
                    emitRequirement(index, to: writer)
                }
            }
        }
        writer.line()
        writer.block("extension \(generator.namespace).Handlers") {
            writer.line("/// Gives every task its function.")
            writer.block("\(access)func register(in registry: inout Sluice.HandlerRegistry)") {
                for index in tasks { emitRegistration(index, to: writer) }
            }
        }
    }

    private func emitRequirement(_ index: Int, to writer: SwiftWriter) {
        let task = generator.declarations.tasks[index]
        let type = generator.names.qualifiedTaskTypes[index]
        var parameters: [SwiftText] = []
        if let payload = spelling(of: task.payload, in: type, nested: "Payload") {
            parameters.append("_ payload: \(payload)")
        }
        parameters.append("run: Sluice.RunContext<\(type)>")
        let output = spelling(of: task.output, in: type, nested: "Output").map { " -> \($0)" } ?? ""
        writer.documentation(task.description)
        writer.list("func \(generator.names.taskMembers[index])", parameters, " async throws\(output)")
    }

    private func emitRegistration(_ index: Int, to writer: SwiftWriter) {
        let task = generator.declarations.tasks[index]
        let hasPayload = if case .none = task.payload { false } else { true }
        let hasOutput = if case .none = task.output { false } else { true }
        let function =
            switch (hasPayload, hasOutput) {
            case (true, true): "add"
            case (false, true): "addWithoutPayload"
            case (true, false): "addWithoutOutput"
            case (false, false): "addWithoutBoth"
            }
        let handler = "self.\(generator.names.taskMembers[index])(\(hasPayload ? "_:" : "")run:)"
        writer.line("registry.\(function)(\(generator.names.qualifiedTaskTypes[index]).self, \(handler))")
    }

    /// The type as a handler's signature shows it; nothing where there is none.
    private func spelling(of shape: TaskDeclaration.Shape, in task: String, nested: String) -> String? {
        switch shape {
        case .none: nil
        case .fields: "\(task).\(nested)"
        case .type(let type): generator.boundarySpelling(of: type.value)
        }
    }
}
