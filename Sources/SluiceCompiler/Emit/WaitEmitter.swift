/// Writes what a run of one task may wait for: properties that only this task's context has.
struct WaitEmitter {
    let generator: Generator

    func emit(_ index: Int, to writer: SwiftWriter) {
        let waits = generator.declarations.tasks[index].waitsFor
        guard !waits.isEmpty else { return }
        let names = generator.names
        writer.line()
        writer.block("extension Sluice.RunContext where Definition == \(names.qualifiedTaskTypes[index])") {
            for (position, reference) in waits.enumerated() {
                if position > 0 { writer.line() }
                let trigger = "Sluice.WaitTrigger<\(names.qualifiedTaskTypes[reference.target])>"
                let member = names.taskMembers[reference.target]
                writer.line("/// Triggers `\(reference.name)` and waits for it.")
                writer.accessor("\(generator.access)var \(member): \(trigger)", "\(trigger)(self.scope)")
            }
        }
    }
}
