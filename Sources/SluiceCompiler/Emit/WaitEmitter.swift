/// Writes what a run of one task may wait for: properties that only this task's context has.
struct WaitEmitter {
    let generator: Generator

    /// What a run of the task may wait for.
    func emitWaits(of index: Int, to writer: SwiftWriter) {
        let waits = generator.declarations.tasks[index].waitsFor
        guard !waits.isEmpty else { return }
        let names = generator.names
        writer.line()
        writer.block("extension Sluice.RunContext where Definition == \(names.qualifiedTaskTypes[index])") {
            for (position, reference) in waits.enumerated() {
                if position > 0 { writer.line() }
                writer.line("/// Triggers `\(reference.name)` and waits for it.")
                writer.accessor(declaration(of: reference.target), "\(trigger(for: reference.target))(self.scope)")
            }
        }
    }

    /// For a task that some wait for: what the others are told if they try.
    func emitRefusal(of index: Int, to writer: SwiftWriter) {
        guard generator.awaitedTasks.contains(index) else { return }
        let message = "list '\(generator.declarations.tasks[index].id.value)' in 'waitsFor' of the task that waits"
        writer.line()
        writer.block("extension Sluice.RunContext") {
            writer.line("@available(*, unavailable, message: \(literal: message))")
            writer.accessor(declaration(of: index), "Swift.fatalError()")
        }
    }

    private func declaration(of index: Int) -> SwiftText {
        "\(generator.access)var \(generator.names.taskMembers[index]): \(trigger(for: index))"
    }

    private func trigger(for index: Int) -> String {
        "Sluice.WaitTrigger<\(generator.names.qualifiedTaskTypes[index])>"
    }
}
