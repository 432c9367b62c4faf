package import Sluice

/// All about one run.
package struct RunReport {
    /// The most characters of a payload or an output that are shown to people.
    private static let excerpt = 2_000

    private let history: RunHistory
    private let now: Timestamp

    /// - Parameter now: What ages are counted from.
    package init(_ history: RunHistory, now: Timestamp) {
        self.history = history
        self.now = now
    }

    /// Ready to be printed.
    package func render(_ format: OutputFormat) -> String {
        switch format {
        case .json: OutputFormat.json(history)
        case .text: ([facts] + sections).joined(separator: "\n")
        }
    }

    private var facts: String {
        let run = history.run
        var facts: [(String, String)] = [
            ("run", "\(run.id)"), ("task", Words.line(run.task)),
            ("queue", Words.line(run.queue) + (run.key.map { ", key '\(Words.line($0))'" } ?? "")),
            ("state", run.state.rawValue + (history.isCancelRequested ? ", told to stop" : "")),
            ("triggered", Words.moment(run.triggeredAt, at: now)),
        ]
        func add(_ name: String, _ value: String?) {
            if let value { facts.append((name, value)) }
        }
        add("tick", history.tick.map { "\($0)" })
        add("delayed", history.dueAt.map { "until \(Words.moment($0, at: now))" })
        add("expires", history.expiresAt.map { Words.moment($0, at: now) })
        add("started", run.startedAt.map { Words.moment($0, at: now) })
        add("ended", run.endedAt.map { Words.moment($0, at: now) })
        add("attempts", "\(run.attempts) of \(history.maxAttempts)")
        add("priority", history.priority > .zero ? Words.span(history.priority) : nil)
        add("tags", run.tags.isEmpty ? nil : run.tags.map { Words.line($0) }.joined(separator: ", "))
        add("idempotency key", history.idempotencyKey.map { Words.line($0) })
        add("parent", run.parent.map { "\($0)" })
        add("error", history.message.map { Words.line($0) })
        let width = facts.map(\.0.count).max() ?? 0
        return facts.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
        }.joined()
    }

    private var sections: [String] {
        var sections: [String] = []
        if let waiting = history.waiting {
            let lines = "\(waiting)".split(separator: "\n").map { Words.line(String($0)) }
            sections.append(section("why it waits", lines.joined(separator: "\n")))
        }
        if !history.attempts.isEmpty { sections.append(section("attempts", attempts)) }
        if history.childCount > 0 {
            let left = history.childCount - history.children.count
            let rest = left > 0 ? "and \(left) that the store does not show, or keep any more\n" : ""
            sections.append(section("waited for", RunList(history.children, now: now).render(.text) + rest))
        }
        sections.append(section("payload", text(history.payload)))
        if let output = history.output { sections.append(section("output", text(output))) }
        return sections
    }

    private func section(_ heading: String, _ text: String) -> String {
        let lines = text.split(separator: "\n").map { "  \($0)\n" }
        return "\(heading)\n\(lines.joined())"
    }

    private var attempts: String {
        var table = TextTable("ATTEMPT", "STARTED", "TOOK", "OUTCOME", "ERROR")
        for attempt in history.attempts {
            table.add([
                "\(attempt.number)", "\(attempt.startedAt)",
                Words.span((attempt.endedAt ?? now) - attempt.startedAt) + (attempt.endedAt == nil ? " so far" : ""),
                attempt.outcome?.rawValue ?? "-", attempt.message.map { Words.line($0, atMost: 200) } ?? "-",
            ])
        }
        return table.text
    }

    private func text(_ json: [UInt8]) -> String {
        if json.isEmpty { return "nothing" }
        let text = Words.line(String(decoding: json, as: UTF8.self), atMost: Self.excerpt)
        return text.hasSuffix("…") ? "\(text)\n(\(json.count) bytes in all: see '--format json')" : text
    }
}
