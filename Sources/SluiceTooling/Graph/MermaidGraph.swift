/// Draws declarations as a flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html), which GitHub shows in Markdown.
enum MermaidGraph {
    static func render(_ graphs: [DeclarationGraph]) -> String {
        """
        flowchart LR
            classDef task fill:#ddf4ff,stroke:#54aeff,color:#1f2328
            classDef queue fill:#fff8c5,stroke:#d4a72c,color:#1f2328
            classDef overruled fill:#ffd8b5,stroke:#fb8f44,color:#1f2328

        """ + graphs.enumerated().map { subgraph($1, number: $0) }.joined()
    }

    private static func subgraph(_ graph: DeclarationGraph, number: Int) -> String {
        let title = (["<b>\(escaped(graph.name))</b>"] + graph.caps.map(escaped)).joined(separator: "<br/>")
        var lines = ["subgraph s\(number)[\"\(title)\"]"]
        for (index, task) in graph.tasks.enumerated() {
            var facts = task.ownQueue.map { ["own queue: \($0[0])"] + $0.dropFirst() } ?? []
            if let keyField = task.keyField { facts.append("key: \(keyField)") }
            if let schedule = task.schedule { facts.append(schedule) }
            let style = task.isOverruled ? "overruled" : "task"
            lines.append("    t\(number)_\(index)(\"\(label(task.name, facts))\"):::\(style)")
        }
        for (index, queue) in graph.queues.enumerated() {
            let style = queue.isOverruled ? "overruled" : "queue"
            lines.append("    q\(number)_\(index)[(\"\(label(queue.name, queue.facts))\")]:::\(style)")
        }
        for (index, task) in graph.tasks.enumerated() {
            let source = "    t\(number)_\(index)"
            if let queue = task.queue { lines.append("\(source) --> q\(number)_\(queue)") }
            lines += task.choices.map { "\(source) -. or .-> q\(number)_\($0)" }
            lines += task.waitsFor.map { "\(source) == waits for ==> t\(number)_\($0)" }
        }
        lines.append("end")
        return lines.map { "    \($0)\n" }.joined()
    }

    private static func label(_ name: String, _ facts: [String]) -> String {
        (["<b>\(escaped(name))</b>"] + facts.map(escaped)).joined(separator: "<br/>")
    }

    /// With every character that Mermaid, Markdown or HTML may read otherwise as an entity of Mermaid's. A colon before a space
    /// is none of them; another, in a line with the word "style", would be (`encodeEntities` in Mermaid's utils.ts).
    private static func escaped(_ text: String) -> String {
        let scalars = Array(text.visible.unicodeScalars)
        return scalars.indices.map { index in
            let scalar = scalars[index]
            let isColon = scalar == ":" && index + 1 < scalars.count && scalars[index + 1] == " "
            let isPlain =
                scalar.value > 127 || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || " .,;()/-".unicodeScalars.contains(scalar)
            return isPlain || isColon ? String(scalar) : "#\(scalar.value);"
        }.joined()
    }
}
