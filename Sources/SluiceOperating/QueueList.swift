package import Sluice

/// Queues, a line each, and the organization behind them.
package struct QueueList {
    private let snapshot: StoreSnapshot
    private let now: Timestamp

    /// - Parameter now: What ages are counted from.
    package init(_ snapshot: StoreSnapshot, now: Timestamp) {
        self.snapshot = snapshot
        self.now = now
    }

    /// Ready to be printed.
    package func render(_ format: OutputFormat) -> String {
        switch format {
        case .json: return OutputFormat.json(snapshot)
        case .text:
            var table = table
            let limit = snapshot.limit.map { "\($0)" } ?? "none"
            let sum = { (count: (QueueSnapshot) -> Int) in "\(snapshot.queues.map(count).reduce(0, +))" }
            table.add([
                "(all)", "\(snapshot.executing)", limit, sum { $0.queued },
                snapshot.queues.compactMap(\.oldestQueuedAt).min().map { Words.span(now - $0) } ?? "-",
                sum { $0.delayed }, sum { $0.waiting }, "",
            ])
            return table.text
        }
    }

    /// The queues alone, for people.
    package var lines: String { table.text }

    private var table: TextTable {
        var table = TextTable(
            "QUEUE", "EXECUTING", "LIMIT", "QUEUED", "LONGEST WAIT", "DELAYED", "WAITING", "REMARKS")
        for queue in snapshot.queues {
            table.add([
                Words.line(queue.name), "\(queue.executing)", Words.limit(queue.limit), "\(queue.queued)",
                queue.oldestQueuedAt.map { Words.span(now - $0) } ?? "-", "\(queue.delayed)", "\(queue.waiting)",
                remarks(queue),
            ])
        }
        return table
    }

    private func remarks(_ queue: QueueSnapshot) -> String {
        var remarks: [String] = []
        if queue.isPaused { remarks.append("paused") }
        if queue.isOverridden { remarks.append("limit overridden") }
        if !queue.isDeclared { remarks.append("no longer declared") }
        return remarks.joined(separator: ", ")
    }
}
