/// Writes the protocol of handlers, one requirement a task so that a forgotten one does not compile, and what registers them.
struct HandlersEmitter {
    let generator: Generator

    func emit(to writer: SwiftWriter) {
        let access = generator.access
        let tasks = generator.declarations.tasks.indices
        writer.block("extension \(generator.names.namespace)") {
            writer.line("/// What the tasks do: one function each.")
            writer.block("\(access)protocol Handlers: Sluice.TaskHandlers") {
                for (position, index) in tasks.enumerated() {
                    if position > 0 { writer.line() }
                    emitRequirement(index, to: writer)
                }
            }
        }
        writer.line()
        writer.block("extension \(generator.names.namespace).Handlers") {
            writer.line("/// Gives every task its function.")
            writer.block("\(access)func register(in registry: inout Sluice.HandlerRegistry)") {
                for index in tasks { emitRegistration(index, to: writer) }
            }
        }
    }

    private func emitRequirement(_ index: Int, to writer: SwiftWriter) {
        let name = generator.names.tasks[index]
        let tasks = generator.declarations.tasks
        var parameters: [SwiftLine] = ["run: Sluice.RunContext<\(name.qualified)>"]
        if let payload = spelling(of: tasks[index].payload, in: name, nested: "Payload") {
            parameters.insert("_ payload: \(payload)", at: 0)
        }
        writer.documentation(tasks[index].description)
        if let output = spelling(of: tasks[index].output, in: name, nested: "Output") {
            writer.list("func \(name.member)", parameters, " async throws -> \(output)")
        } else {
            writer.list("func \(name.member)", parameters, " async throws")
        }
    }

    private func emitRegistration(_ index: Int, to writer: SwiftWriter) {
        let name = generator.names.tasks[index]
        let hasPayload = generator.declarations.tasks[index].payload.isSomething
        let hasOutput = generator.declarations.tasks[index].output.isSomething
        let function: SwiftText =
            switch (hasPayload, hasOutput) {
            case (true, true): "add"
            case (false, true): "addWithoutPayload"
            case (true, false): "addWithoutOutput"
            case (false, false): "addWithoutBoth"
            }
        let labels: SwiftText = hasPayload ? "_:run:" : "run:"
        writer.line("registry.\(function)(\(name.qualified).self, self.\(name.member)(\(labels)))")
    }

    /// The type as a handler's signature shows it; nothing where there is none.
    private func spelling(
        of shape: TaskDeclaration.Shape, in task: GeneratedNames.Name, nested: SwiftText
    ) -> SwiftText? {
        switch shape {
        case .none: nil
        case .fields: generator.arena.join("\(task.qualified).\(nested)")
        case .type(let type): generator.boundarySpelling(of: type.value)
        }
    }
}

extension TaskDeclaration.Shape {
    fileprivate var isSomething: Bool {
        if case .none = self { false } else { true }
    }
}
