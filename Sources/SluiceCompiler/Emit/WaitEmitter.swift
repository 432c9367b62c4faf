/// Writes what a run of one task may wait for: properties that only this task's context has.
struct WaitEmitter {
    let generator: Generator

    func emit(_ index: Int, to writer: SwiftWriter) {
        let name = generator.names.tasks[index]
        let waits = generator.declarations.tasks[index].waitsFor
        if !waits.isEmpty { emitWaits(waits.map(\.target), of: name, to: writer) }
        if generator.awaitedTasks.contains(index) { emitRefusal(of: name, to: writer) }
    }

    private func emitWaits(_ waits: [Int], of task: GeneratedNames.Task, to writer: SwiftWriter) {
        writer.line()
        writer.block("extension Sluice.RunContext where Definition == \(task.qualified)") {
            for (position, index) in waits.enumerated() {
                let awaited = generator.names.tasks[index]
                if position > 0 { writer.line() }
                writer.line("/// Triggers `\(awaited.declared)` and waits for it.")
                writer.accessor(declaration(of: awaited), "Sluice.WaitTrigger<\(awaited.qualified)>(self.scope)")
            }
        }
    }

    /// What the tasks are told that do not list this one in `waitsFor`, though others do.
    private func emitRefusal(of task: GeneratedNames.Task, to writer: SwiftWriter) {
        writer.line()
        writer.block("extension Sluice.RunContext") {
            let message: SwiftLine = "list '\(task.declared)' in 'waitsFor' of the task that waits"
            writer.line("@available(*, unavailable, message: \"\(generator.arena.join(message))\")")
            writer.accessor(declaration(of: task), "Swift.fatalError()")
        }
    }

    private func declaration(of task: GeneratedNames.Task) -> SwiftLine {
        "\(generator.access)var \(task.member): Sluice.WaitTrigger<\(task.qualified)>"
    }
}
