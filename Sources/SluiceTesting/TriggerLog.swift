import Sluice
import Synchronization

/// What was triggered, in order, and when the runs that wait for a time will be due.
final class TriggerLog: Sendable {
    /// One run that was accepted.
    struct Entry: Sendable {
        var id: RunID
        var request: RunRequest
        /// The queue, where the trigger chose none as well.
        var queue: String
        /// The run whose handler triggered it.
        var parent: RunID?
        var triggeredAt: Timestamp
        /// The end of its delay, or of the wait before its next attempt.
        var dueAt: Timestamp
        /// When it expires, unless it has been started.
        var expiresAt: Timestamp?
    }

    private struct State {
        var entries: [Entry] = []
        var positions: [RunID: Int] = [:]
        var tasks: [String: TaskDeclaration] = [:]
    }

    private let state = Mutex(State())

    /// Everything so far, in the order in which it was triggered.
    var entries: [Entry] { state.withLock { $0.entries } }

    /// Learns which queue a task's runs wait in where the trigger chooses none.
    func declare(_ declarations: Declarations) {
        state.withLock { state in
            for task in declarations.tasks { state.tasks[task.id] = task }
        }
    }

    /// Notes what the store accepted, without what it had before.
    func note(_ requests: [RunRequest], _ answers: [EnqueuedRun], at now: Timestamp) {
        let parent = CurrentAttempt.run
        state.withLock { state in
            for (request, answer) in zip(requests, answers) where !answer.isExisting {
                let task = state.tasks[request.task]
                let due = now + max(request.options.delay ?? .zero, .zero)
                state.positions[answer.id] = state.entries.count
                state.entries.append(
                    Entry(
                        id: answer.id, request: request, queue: request.queue ?? task?.queue ?? "", parent: parent,
                        triggeredAt: now, dueAt: due, expiresAt: (request.options.ttl ?? task?.ttl).map { due + $0 }))
            }
        }
    }

    /// Notes when attempts that failed are tried again.
    func note(_ endings: [AttemptEnding], _ verdicts: [FinishReceipt.Verdict], at now: Timestamp) {
        state.withLock { state in
            for (ending, verdict) in zip(endings, verdicts) {
                guard let position = state.positions[ending.id] else { continue }
                state.entries[position].expiresAt = nil
                guard verdict == .requeued, case .failed(_, let delay?) = ending.outcome else { continue }
                state.entries[position].dueAt = now + delay
            }
        }
    }
}
