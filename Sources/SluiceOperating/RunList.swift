package import Sluice

/// Runs, a line each.
package struct RunList {
    private let runs: [RunSnapshot]
    private let now: Timestamp

    /// - Parameter now: What ages are counted from.
    package init(_ runs: [RunSnapshot], now: Timestamp) {
        self.runs = runs
        self.now = now
    }

    /// Ready to be printed; nothing where there are no runs, unless in JSON.
    package func render(_ format: OutputFormat) -> String {
        switch format {
        case .json: return OutputFormat.json(runs)
        case .text:
            if runs.isEmpty { return "" }
            var table = TextTable("RUN", "STATE", "TASK", "QUEUE", "KEY", "ATTEMPTS", "TRIGGERED", "TOOK")
            for run in runs {
                table.add([
                    "\(run.id)", run.state.rawValue, Words.line(run.task), Words.line(run.queue),
                    run.key.map { Words.line($0, atMost: 32) } ?? "-", "\(run.attempts)",
                    Words.age(of: run.triggeredAt, at: now), took(run),
                ])
            }
            return table.text
        }
    }

    /// How long the latest attempt took, or takes.
    private func took(_ run: RunSnapshot) -> String {
        guard let start = run.startedAt else { return "-" }
        switch run.state {
        case .executing, .waiting: return "\(Words.span(now - start)) so far"
        case .delayed, .queued: return "-"
        case .completed, .failed, .canceled, .expired, .timedOut: return Words.span((run.endedAt ?? now) - start)
        }
    }
}
