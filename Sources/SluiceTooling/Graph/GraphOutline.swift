import SluiceCompiler

/// Draws declarations as a tree of lines: what is limited, and under it what runs there.
enum GraphOutline {
    private struct Branch {
        let text: String
        var branches: [Branch] = []
    }

    static func render(_ graph: DeclarationGraph) -> String {
        var top = [Branch(text: "all queues", branches: graph.caps.map { Branch(text: $0) })]
        top += graph.queues.map { queue in
            let users =
                queue.users.map { Branch(text: title(of: graph.tasks[$0])) }
                + queue.choosers.map { Branch(text: "\(graph.tasks[$0].name), where a trigger chooses it") }
            return Branch(text: line("queue \(queue.name)", queue.facts), branches: users)
        }
        let own = graph.tasks.compactMap { task in
            task.ownQueue.map { Branch(text: line(title(of: task), $0)) }
        }
        if !own.isEmpty { top.append(Branch(text: "tasks with queues of their own", branches: own)) }
        let waits = graph.tasks.filter { !$0.waitsFor.isEmpty }.map { task in
            Branch(text: "\(task.name) → \(task.waitsFor.map { graph.tasks[$0].name }.joined(separator: ", "))")
        }
        if !waits.isEmpty { top.append(Branch(text: "waits", branches: waits)) }
        return "\(graph.name.onOneLine)\n" + lines(top, indentation: "")
    }

    private static func line(_ subject: String, _ facts: [String]) -> String {
        "\(subject): \(facts.joined(separator: "; "))"
    }

    private static func title(of task: DeclarationGraph.Task) -> String {
        task.name + (task.keyField.map { " (key: \($0))" } ?? "") + (task.schedule.map { " (\($0))" } ?? "")
    }

    private static func lines(_ branches: [Branch], indentation: String) -> String {
        branches.enumerated().map { position, branch in
            let isLast = position == branches.count - 1
            return "\(indentation)\(isLast ? "└─" : "├─") \(branch.text)\n"
                + lines(branch.branches, indentation: indentation + (isLast ? "   " : "│  "))
        }.joined()
    }
}
