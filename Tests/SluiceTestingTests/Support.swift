import Logging
import Synchronization

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

/// What happened in handlers, in order.
final class Journal<Entry: Sendable>: Sendable {
    private let written = Mutex<[Entry]>([])

    var entries: [Entry] { written.withLock { $0 } }

    func write(_ entry: Entry) { written.withLock { $0.append(entry) } }
}
