import Synchronization

/// Keeps runs in memory and writes down what happens to them: nobody is told of a change before it is written.
///
/// The order of the changes is that of the operations under the lock, so a run that was claimed was accepted before in the journal too. A
/// journal that fails is not asked again, since nobody knows what it has by then: every later operation is refused, the workers are told, and the next
/// process goes on from what was written (as PostgreSQL does after a failed `fsync`).
package final class JournaledStore: Sendable {
    struct Book: ~Copyable {
        var ledger: Ledger
        /// What is to be written next.
        var gathering = GroupCommit.Group()
        /// The writer has a group in hand.
        var isWriting = false
        /// The writer sleeps.
        var isIdle = false
        var isClosed = false
        var failure: SluiceError?

        /// Whether there is anything that is not written yet.
        var isBehind: Bool { isWriting || !gathering.isEmpty }

        mutating func gather() {
            ledger.journal!.drain(into: &gathering.changes)
        }
    }

    final class Shared: Sendable {
        let book: AdaptiveLock<Book>
        init(_ book: consuming sending Book) { self.book = AdaptiveLock(book) }
    }

    let shared: Shared
    let time: any TimeSource
    let writer: GroupCommit
    let viewer: any JournalViewer
    private let alarm: Alarm
    private let sweeper: Alarm
    private let watcherNumbers = Atomic<UInt64>(0)

    /// Goes on from what a journal has.
    /// - Parameters:
    ///   - recover: Fills the empty ledger with what the journal has.
    ///   - name: What the writing thread is called.
    /// - Throws: What `recover` throws; the first write's ``SluiceError``.
    package init(
        journal: any Journal, retention: Retention, time: any TimeSource, name: String,
        recover: (inout Ledger, WorkerID) throws(SluiceError) -> Void
    ) throws(SluiceError) {
        var ledger = Ledger(retention: retention, isJournaled: true)
        let lost = ledger.openWorker(tasks: [], onSignal: { _ in })
        try recover(&ledger, lost)
        // What executed when the last process ended is put back, or has failed.
        var effects = Ledger.Effects()
        ledger.removeWorker(lost, as: .lost, now: time.now, effects: &effects)
        var changes: [Change] = []
        ledger.journal!.drain(into: &changes)
        try journal.write(changes)
        let shared = Shared(Book(ledger: ledger))
        self.shared = shared
        self.time = time
        viewer = journal.viewer
        let writer = GroupCommit(
            journal: journal, name: name,
            next: { group in
                shared.book.withLock { book in
                    swap(&book.gathering, &group)
                    book.isWriting = !group.isEmpty
                    book.isIdle = group.isEmpty
                    return !book.isClosed
                }
            },
            onFailure: { error in
                let (workers, watchers) = shared.book.withLock { book in
                    book.failure = error
                    return (book.ledger.workers.values.map(\.onSignal), book.ledger.takeWatchers())
                }
                for onSignal in workers { onSignal(.failed(error)) }
                for watcher in watchers { watcher.resume(throwing: error) }
            })
        self.writer = writer
        alarm = Alarm(time: time) { now in
            Self.perform(shared, writer) { ledger, effects in
                ledger.advance(to: now, effects: &effects)
                return effects.deadline
            } ?? nil
        }
        sweeper = Alarm(time: time) { now in
            Self.perform(shared, writer) { ledger, effects in
                ledger.prune(atMost: Self.pruneStep, now: now)
            }.map { hasMore in hasMore ? now + .milliseconds(20) : now + Self.sweepInterval }
        }
        if let deadline = effects.deadline { alarm.ring(at: deadline) }
        sweeper.ring(at: time.now + Self.sweepInterval)
    }

    private static let pruneStep = 500
    private static let sweepInterval = Duration.seconds(10)

    /// Writes what is not written yet, refuses everything from now on, and lets go of the journal. Returns when that is done.
    package func close() {
        end()
        writer.join()
    }

    /// Not joined: the last owner may be what the writer has called.
    deinit { end() }

    private func end() {
        let (isFirst, watchers, refusal) = shared.book.withLock { book in
            let isFirst = !book.isClosed
            book.isClosed = true
            return (isFirst, book.ledger.takeWatchers(), book.refusal!)
        }
        if isFirst { writer.wake() }
        for watcher in watchers { watcher.resume(throwing: refusal) }
    }

    /// Something that the store does by itself.
    /// - Returns: `nil` if the store has failed or is closed.
    private static func perform<Value>(
        _ shared: Shared, _ writer: GroupCommit, _ body: (inout Ledger, inout Ledger.Effects) -> Value
    ) -> Value? {
        var effects = Ledger.Effects()
        let (value, wakes) = shared.book.withLock { book -> (Value?, Bool) in
            guard book.failure == nil, !book.isClosed else { return (nil, false) }
            let value = body(&book.ledger, &effects)
            guard !book.ledger.journal!.isEmpty else { return (value, false) }
            book.gather()
            if let later = Self.takeWhatWaits(from: &effects) { book.gathering.completions.append(later) }
            return (value, book.wakesWriter())
        }
        if wakes { writer.wake() }
        for (onSignal, signal) in effects.signals { onSignal(signal) }
        return value
    }

    /// What nobody is told before it is written: endings, and cancellations. That there is something to claim can be said at once, since
    /// whoever claims it is told what only after that.
    private static func takeWhatWaits(
        from effects: inout Ledger.Effects
    ) -> (@Sendable (SluiceError?) -> Void)? {
        let endings = effects.endings
        let cancellations = effects.signals.filter { $0.1 != .workAvailable }
        if endings.isEmpty && cancellations.isEmpty { return nil }
        effects.signals.removeAll { $0.1 != .workAvailable }
        return { failure in
            for (continuation, ending) in endings {
                if let failure {
                    continuation.resume(throwing: failure)
                } else {
                    continuation.resume(returning: ending)
                }
            }
            if failure == nil { for (onSignal, signal) in cancellations { onSignal(signal) } }
        }
    }

    /// How an operation's answer relates to what is written.
    enum Wait {
        /// Nobody is told before all that the operation saw is written.
        case always
        /// Only what the operation changed itself is waited for.
        case forChanges
    }

    /// One operation: changes the ledger under the lock, has that written, and answers.
    func operate<Value: Sendable>(
        _ wait: Wait = .always,
        _ body: (inout Ledger, Timestamp, inout Ledger.Effects) throws(SluiceError) -> Value
    ) async throws -> Value {
        try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Value, any Error>) in
            let now = time.now
            var effects = Ledger.Effects()
            var wakes = false
            let early = shared.book.withLock { book -> Result<Value, SluiceError>? in
                if let failure = book.refusal { return .failure(failure) }
                book.ledger.catchUp(with: now, effects: &effects)
                let result: Result<Value, SluiceError>
                do throws(SluiceError) {
                    result = .success(try body(&book.ledger, now, &effects))
                } catch {
                    result = .failure(error)
                }
                let hasChanged = !book.ledger.journal!.isEmpty
                guard hasChanged || wait == .always && book.isBehind else { return result }
                book.gather()
                let later = Self.takeWhatWaits(from: &effects)
                book.gathering.completions.append { failure in
                    later?(failure)
                    if let failure {
                        continuation.resume(throwing: failure)
                    } else {
                        continuation.resume(with: result.mapError { $0 as any Error })
                    }
                }
                wakes = book.wakesWriter()
                return nil
            }
            if wakes { writer.wake() }
            if let deadline = effects.deadline { alarm.ring(at: deadline) }
            for (onSignal, signal) in effects.signals { onSignal(signal) }
            if let early { continuation.resume(with: early.mapError { $0 as any Error }) }
        }
    }

    /// Asks the journal, once everything before is written.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Journal) throws(SluiceError) -> Value
    ) async throws -> Value {
        try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Value, any Error>) in
            let (failure, wakes) = shared.book.withLock { book -> (SluiceError?, Bool) in
                if let failure = book.refusal { return (failure, false) }
                book.gathering.readers.append { journal in
                    continuation.resume(
                        with: Result { () throws(SluiceError) -> Value in try body(journal.get()) }
                            .mapError { $0 as any Error })
                }
                return (nil, book.wakesWriter())
            }
            if wakes { writer.wake() }
            if let failure { continuation.resume(throwing: failure) }
        }
    }

    func nextWatcherNumber() -> UInt64 { watcherNumbers.wrappingAdd(1, ordering: .relaxed).newValue }
}

extension JournaledStore.Book {
    /// Why nothing can be done any more.
    var refusal: SluiceError? {
        if let failure { return failure }
        guard isClosed else { return nil }
        return SluiceError(.storeFailed, "the store is closed; open it again")
    }

    /// Whether the writer must be told that there is something to write.
    mutating func wakesWriter() -> Bool {
        defer { isIdle = false }
        return isIdle
    }
}
