import Foundation
import Sluice

/// Shows a line a queue while the runs execute: bars on a terminal, plain lines elsewhere.
struct Display {
    private static let barWidth = 20

    private let isTerminal = isatty(STDOUT_FILENO) == 1
    private var drawnLines = 0
    private var latestPlain = ""

    /// Draws until the task is cancelled.
    mutating func draw(_ client: Client, title: String) async {
        clear()
        show(isTerminal ? "\u{1B}[1m\(title)\u{1B}[0m\n" : title + "\n")
        while !Task.isCancelled {
            if let snapshot = try? await client.store.snapshot() { draw(snapshot) }
            try? await Task.sleep(for: .milliseconds(isTerminal ? 50 : 250))
        }
        if isTerminal, let snapshot = try? await client.store.snapshot() { draw(snapshot) }
        clear()
    }

    private mutating func draw(_ snapshot: StoreSnapshot) {
        if isTerminal {
            let back = drawnLines > 0 ? "\u{1B}[\(drawnLines)A" : ""
            let lines =
                [line("organization", snapshot.executing, snapshot.limit, queued: nil)]
                + snapshot.queues.map { line($0) }
            show(back + lines.map { "\u{1B}[2K\($0)\n" }.joined())
            drawnLines = lines.count
        } else {
            let busy = snapshot.queues.filter { $0.executing + $0.queued > 0 }
            let plain = busy.map { queue in
                "\(queue.name) \(queue.executing)/\(queue.limit.total.map(String.init) ?? "-") queued \(queue.queued)"
            }.joined(separator: ", ")
            if !plain.isEmpty, plain != latestPlain { show("  organization \(snapshot.executing): \(plain)\n") }
            latestPlain = plain
        }
    }

    private func line(_ queue: QueueSnapshot) -> String {
        let most = queue.limit.perKey.map { "\($0) a key" }
        return line(queue.name, queue.executing, queue.limit.total, most: most, queued: queue.queued)
    }

    private func line(_ name: String, _ executing: Int, _ limit: Int?, most: String? = nil, queued: Int?) -> String {
        // A queue with a limit per key only has no end of its own: a cell a run.
        let filled = limit.map { (executing * Self.barWidth + $0 - 1) / $0 } ?? executing
        let cells = min(filled, Self.barWidth)
        let bar = String(repeating: "█", count: cells) + String(repeating: "░", count: Self.barWidth - cells)
        let counts = "\(executing) / \(most ?? limit.map(String.init) ?? "-")"
        return "  \(padded(name, 28)) \(bar) \(padded(counts, 14)) \(queued.map { "queued \($0)" } ?? "")"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0)
    }

    /// At once, also where the output is a pipe.
    private func show(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    private mutating func clear() {
        drawnLines = 0
        latestPlain = ""
    }
}
