/// Writes the protocol of handlers, one requirement a task so that a forgotten one does not compile, and what registers them.
struct HandlersEmitter {
    let generator: Generator

    private var names: [GeneratedNames.Task] { generator.names.tasks }

    func emit(to writer: SwiftWriter) {
        let access = generator.access
        writer.block("extension \(generator.namespace)") {
            writer.line("/// What the tasks do: one function each.")
            writer.block("\(access)protocol Handlers: Sluice.TaskHandlers") {
                for index in names.indices {
                    if index > 0 { writer.line() }
                    emitRequirement(index, to: writer)
                }
            }
        }
        writer.line()
        writer.block("extension \(generator.namespace).Handlers") {
            writer.line("/// Gives every task its function.")
            writer.block("\(access)func register(in registry: inout Sluice.HandlerRegistry)") {
                for name in names { emitRegistration(name, to: writer) }
            }
        }
    }

    private func emitRequirement(_ index: Int, to writer: SwiftWriter) {
        let name = names[index]
        let run: SwiftLine = "run: Sluice.RunContext<\(name.qualified)>"
        let parameters: [SwiftLine] =
            switch name.payload {
            case .none: [run]
            case .fields: ["_ payload: \(name.qualified).Payload", run]
            case .type(let type, _): ["_ payload: \(type)", run]
            }
        let result: SwiftLine =
            switch name.output {
            case .none: " async throws"
            case .fields: " async throws -> \(name.qualified).Output"
            case .type(let type, _): " async throws -> \(type)"
            }
        writer.documentation(name.documentation)
        writer.list("func \(name.member)", parameters, result)
    }

    private func emitRegistration(_ name: GeneratedNames.Task, to writer: SwiftWriter) {
        let (function, labels): (SwiftText, SwiftText) =
            switch (name.payload, name.output) {
            case (.none, .none): ("addWithoutBoth", "run:")
            case (.none, _): ("addWithoutPayload", "run:")
            case (_, .none): ("addWithoutOutput", "_:run:")
            case (_, _): ("add", "_:run:")
            }
        writer.line("registry.\(function)(\(name.qualified).self, self.\(name.member)(\(labels)))")
    }
}
