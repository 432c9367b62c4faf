import SluiceCompiler

/// Draws declarations in the language of Graphviz (https://graphviz.org/doc/info/lang.html): a cluster for each target, tasks
/// to the left of the queues that they wait in.
enum DOTGraph {
    private static let legend =
        "tasks are blue, queues yellow, orange where a plan allows less · solid: waits in · dashed: may wait in "
        + "instead · bold: waits for"

    static func render(_ graphs: [DeclarationGraph]) -> String {
        """
        digraph sluice {
            rankdir=LR; nodesep=0.25; ranksep=1.1; pad=0.3; bgcolor=white
            fontname="Helvetica,Arial,sans-serif"; fontsize=10; fontcolor="#57606a"
            label=\(quoted(legend)); labelloc=b
            node [fontname="Helvetica,Arial,sans-serif", fontsize=12, fontcolor="#1f2328", shape=box, margin="0.18,0.09"]
            edge [color="#57606a", arrowsize=0.7]

        """ + graphs.enumerated().map { cluster($1, number: $0) }.joined() + "}\n"
    }

    private static func cluster(_ graph: DeclarationGraph, number: Int) -> String {
        let caps = graph.caps.map { "<br align=\"left\"/><font point-size=\"11\">\(escaped($0))</font>" }.joined()
        var lines = [
            "subgraph cluster_\(number) {",
            "    label=<<b>\(escaped(graph.name))</b>\(caps)<br align=\"left\"/>>; labelloc=t; labeljust=l",
            "    fontsize=14; fontcolor=\"#1f2328\"; style=\"rounded,filled\"; fillcolor=\"#f6f8fa\"; color=\"#d0d7de\"; margin=16",
        ]
        for (index, task) in graph.tasks.enumerated() {
            var facts = task.ownQueue.map { ["own queue: \($0[0])"] + $0.dropFirst() } ?? []
            if let keyField = task.keyField { facts.append("key: \(keyField)") }
            if let schedule = task.schedule { facts.append(schedule) }
            let colours = task.isOverruled ? Colours.overruled : .task
            lines.append(
                "    t\(number)_\(index) "
                    + node(task.name, facts, colours, style: "rounded,filled", tooltip: task.description))
        }
        for (index, queue) in graph.queues.enumerated() {
            let colours = queue.isOverruled ? Colours.overruled : .queue
            lines.append(
                "    q\(number)_\(index) "
                    + node(queue.name, queue.facts, colours, style: "filled", tooltip: queue.description))
        }
        for (index, task) in graph.tasks.enumerated() {
            let source = "    t\(number)_\(index) ->"
            if let queue = task.queue { lines.append("\(source) q\(number)_\(queue)") }
            lines += task.choices.map { "\(source) q\(number)_\($0) [style=dashed]" }
            lines += task.waitsFor.map {
                "\(source) t\(number)_\($0) [penwidth=2.2, color=\"#0969da\", constraint=\($0 == index ? "false" : "true")]"
            }
        }
        lines.append("}")
        return lines.map { "    \($0)\n" }.joined()
    }

    private enum Colours {
        case task, queue, overruled

        var attributes: String {
            switch self {
            case .task: "fillcolor=\"#ddf4ff\", color=\"#54aeff\""
            case .queue: "fillcolor=\"#fff8c5\", color=\"#d4a72c\""
            case .overruled: "fillcolor=\"#ffd8b5\", color=\"#fb8f44\""
            }
        }
    }

    private static func node(
        _ name: String, _ facts: [String], _ colours: Colours, style: String, tooltip: String?
    ) -> String {
        let lines = facts.map { "<br/><font point-size=\"10\" color=\"#57606a\">\(escaped($0))</font>" }.joined()
        let label = "<<b>\(escaped(name))</b>\(lines)>"
        return "[label=\(label), style=\"\(style)\", \(colours.attributes), tooltip=\(quoted(tooltip ?? name))]"
    }

    /// As text in an HTML-like label, where only these mean something.
    private static func escaped(_ text: String) -> String {
        text.visible.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: String(character)
            }
        }.joined()
    }

    /// As a quoted string, where a backslash begins an escape, and Graphviz itself reads entities.
    private static func quoted(_ text: String) -> String {
        let escaped = text.visible.map { character in
            switch character {
            case "&": "&amp;"
            case "\"": "\\\""
            case "\\": "\\\\"
            default: String(character)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

extension String {
    /// With control characters, which no drawing shows, as the character for what is unknown.
    var visible: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { $0.isDisturbing ? "\u{FFFD}" : $0 }))
    }
}
