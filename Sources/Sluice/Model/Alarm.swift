import Synchronization

/// One timer that is set again and again. It may ring early or once too often, never too late.
package final class Alarm: Sendable {
    private struct State {
        var deadline: Timestamp?
        var sleeper: Task<Void, Never>?
    }

    private let time: any TimeSource
    private let onRing: @Sendable (Timestamp) -> Timestamp?
    private let state = Mutex(State())

    /// - Parameter onRing: Called with the time now, on a thread of its own; returns when to ring next, if at all.
    package init(time: any TimeSource, onRing: @escaping @Sendable (Timestamp) -> Timestamp?) {
        self.time = time
        self.onRing = onRing
    }

    deinit {
        state.withLock { $0.sleeper?.cancel() }
    }

    /// Makes sure that the alarm rings at `deadline` or before. A deadline later than the one set costs a comparison.
    package func ring(at deadline: Timestamp) {
        state.withLock { state in
            if let set = state.deadline, set <= deadline { return }
            state.sleeper?.cancel()
            state.deadline = deadline
            state.sleeper = Task.detached { [weak self, time] in
                // A clock can't be trusted with a sleep of centuries; ringing early costs nothing.
                let morning = min(deadline, time.now + .seconds(86_400))
                guard (try? await time.sleep(until: morning)) != nil else { return }
                self?.ring(for: deadline)
            }
        }
    }

    private func ring(for deadline: Timestamp) {
        let isCurrent = state.withLock { state in
            guard state.deadline == deadline else { return false }
            state.deadline = nil
            state.sleeper = nil
            return true
        }
        guard isCurrent, let next = onRing(time.now) else { return }
        ring(at: next)
    }
}
