extension Rule {
    package static let waitCycle = Rule(
        "wait-cycle", "a task does not wait for itself, or the chain of runs may have no end", warns: true)
}

extension Diagnostic {
    static func waitCycle(_ chain: [(task: String, wait: Reference<TaskDeclaration>)]) -> Diagnostic {
        let path = chain.map { "'\($0.wait.name)'" }.joined(separator: ", which waits for ")
        let message =
            "'\(chain[0].task)' waits for \(path): such a chain ends only if a run decides not to trigger the next"
        return Diagnostic(
            .warning, .waitCycle, message, at: chain[0].wait.place,
            help:
                "trigger '\(chain[0].wait.name)' without waiting for it; or, where the chain always ends, add the comment: "
                + "# sluice:ignore wait-cycle",
            notes: chain.dropFirst().map { Note("'\($0.task)' waits for '\($0.wait.name)' here", at: $0.wait.place) })
    }
}

func checkWaitCycles(_ declarations: Declarations, _ problems: inout [Diagnostic]) {
    let someTaskWaits = declarations.tasks.indices.contains { !declarations.tasks[$0].waitsFor.isEmpty }
    guard someTaskWaits else { return }
    var graph = DirectedGraph(count: declarations.tasks.count)
    for index in declarations.tasks.indices {
        for target in declarations.tasks[index].waitsFor.compactMap(\.index) { graph.addEdge(from: index, to: target) }
    }
    for cycle in graph.cycles() {
        let chain = zip(cycle, cycle.dropFirst()).compactMap { waiting, awaited in
            declarations.tasks[waiting].wait(for: awaited).map { (declarations.tasks[waiting].id.value, $0) }
        }
        problems.append(.waitCycle(chain))
    }
}

extension TaskDeclaration {
    /// The mention in `waitsFor` of a task.
    func wait(for task: Int) -> Reference<TaskDeclaration>? { waitsFor.first { $0.index == task } }
}
