import HeapModule
import Synchronization

/// Watches how long attempts execute, for tasks with a `maxDuration`. Time that an attempt waits for other runs does not count.
struct DurationLimits: ~Copyable, Sendable {
    private struct Deadline: Comparable {
        var time: Timestamp
        var run: RunID

        static func < (left: Deadline, right: Deadline) -> Bool { left.time < right.time }
    }

    private struct Watch {
        var scope: RunScope
        var since: Timestamp
        var deadline: Timestamp
    }

    private struct State {
        var watches: [RunID: Watch] = [:]
        /// Holds deadlines that no watch has any more, too: `watches` decides.
        var deadlines = Heap<Deadline>()
        /// Attempts that are no longer watched, but have not all been told why.
        var overrun: Set<RunID> = []

        mutating func takeOverrun(at now: Timestamp) -> [RunScope] {
            var overrun: [RunScope] = []
            while let first = deadlines.min {
                let watch = watches[first.run]
                let isCurrent = watch?.deadline == first.time
                if isCurrent && first.time > now { break }
                if isCurrent, let watch { overrun.append(watch.scope) }
                deadlines.removeMin()
                if isCurrent { watches[first.run] = nil }
            }
            return overrun
        }
    }

    private final class Watches: Sendable {
        let state = Mutex(State())
    }

    private let time: any TimeSource
    private let watches = Watches()
    private let alarm: Alarm

    /// - Parameter onOverrun: Called for each attempt that executes longer.
    init(time: any TimeSource, onOverrun: @escaping @Sendable (RunScope) -> Void) {
        self.time = time
        // Durations are measured by a clock that nobody sets; only the alarm goes by the other.
        alarm = Alarm(time: time) { [watches] now in
            let steadyNow = time.steadyNow
            let (overrun, next) = watches.state.withLock { state in
                let overrun = state.takeOverrun(at: steadyNow)
                state.overrun.formUnion(overrun.map(\.run.id))
                return (overrun, state.deadlines.min?.time)
            }
            for scope in overrun { onOverrun(scope) }
            if !overrun.isEmpty { watches.state.withLock { $0.overrun.subtract(overrun.map(\.run.id)) } }
            return next.map { now + ($0 - steadyNow) }
        }
    }

    /// When the first of the attempts will have executed too long.
    var next: Timestamp? {
        watches.state.withLock { $0.watches.values.map(\.deadline).min() }
    }

    /// The runs whose attempts have executed too long, but may not have been told so.
    func overdue(at now: Timestamp) -> Set<RunID> {
        watches.state.withLock { state in
            state.overrun.union(state.watches.filter { $0.value.deadline <= now }.keys)
        }
    }

    /// Begins to watch an attempt that executes from now on.
    func begin(_ scope: RunScope) {
        guard let maxDuration = scope.service.maxDuration else { return }
        let now = time.steadyNow
        let deadline = now + (maxDuration - scope.executed)
        watches.state.withLock { state in
            state.watches[scope.run.id] = Watch(scope: scope, since: now, deadline: deadline)
            state.deadlines.insert(Deadline(time: deadline, run: scope.run.id))
            // Attempts that ended early leave their deadlines behind; don't let those outnumber the rest by much.
            if state.deadlines.count > 64 + 4 * state.watches.count {
                state.deadlines = Heap(state.watches.map { Deadline(time: $1.deadline, run: $0) })
            }
        }
        alarm.ring(at: time.now + (deadline - now))
    }

    /// Stops watching: the attempt ended, or it waits.
    func end(_ scope: RunScope) {
        guard scope.service.maxDuration != nil,
            let watch = watches.state.withLock({ $0.watches.removeValue(forKey: scope.run.id) })
        else { return }
        scope.addExecuted(time.steadyNow - watch.since)
    }
}
