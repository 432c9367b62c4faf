import Synchronization

/// What happened in handlers, in order; a test can await the next of it.
final class Journal<Entry: Sendable>: Sendable {
    private let stream: AsyncStream<Entry>
    private let continuation: AsyncStream<Entry>.Continuation
    private let written = Mutex<[Entry]>([])

    init() { (stream, continuation) = AsyncStream.makeStream() }

    /// Everything so far.
    var entries: [Entry] { written.withLock { $0 } }

    func write(_ entry: Entry) {
        written.withLock { $0.append(entry) }
        continuation.yield(entry)
    }

    /// Awaits the next entry that was not awaited before.
    func next() async throws -> Entry {
        try await soon("something is written") { [stream] in
            for await entry in stream { return entry }
            throw CancellationError()
        }
    }

    /// Awaits as many.
    func next(_ count: Int) async throws -> [Entry] {
        var entries: [Entry] = []
        for _ in 0..<count { entries.append(try await next()) }
        return entries
    }
}
