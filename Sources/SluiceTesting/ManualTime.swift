import Synchronization

public import Sluice

/// A clock that stands still until a test advances it. Nobody who sleeps by it ever waits for real time.
///
/// ``advance(by:)`` returns at once: the new time counts from then on, sleepers go on as soon as a thread takes them, and one
/// who comes to sleep too late does not sleep at all. A test needs no pause after it: what a store shows when it is
/// asked is of its clock's present time, and what it tells by itself (an ending, a signal to a worker) a test awaits.
/// Where code reads the clock on a thread of its own before it sleeps, as in "one minute from now", wait for it with
/// ``sleeper(until:)`` before the time is changed.
///
/// It is a `Clock`, too, for code that takes `any Clock<Duration>`.
public final class ManualTime: TimeSource, Clock {
    private struct Sleeper {
        var deadline: Timestamp
        /// The run whose handler sleeps, in the task that it was called in.
        var run: RunID?
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct Observer {
        var deadline: Timestamp
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Timestamp
        var latestNumber = 0
        var sleepers: [Int: Sleeper] = [:]
        var observers: [Int: Observer] = [:]
        var listeners: [Int: @Sendable () -> Void] = [:]

        mutating func number() -> Int {
            latestNumber += 1
            return latestNumber
        }

        mutating func takeSleepersDue() -> [Sleeper] {
            let due = sleepers.filter { $0.value.deadline <= now }
            for number in due.keys { sleepers[number] = nil }
            return due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }.map(\.value)
        }

        mutating func takeObservers(of deadline: Timestamp) -> [Observer] {
            let found = observers.filter { $0.value.deadline == deadline }
            for number in found.keys { observers[number] = nil }
            return Array(found.values)
        }
    }

    private let state: Mutex<State>

    /// A clock that stands at a time.
    public init(now: Timestamp = Timestamp(microseconds: 1_750_000_000_000_000)) {
        state = Mutex(State(now: now))
    }

    /// The time it stands at.
    public var now: Timestamp { state.withLock { $0.now } }

    /// One microsecond.
    public var minimumResolution: Duration { .microseconds(1) }

    /// Whether anyone sleeps.
    public var hasSleepers: Bool { state.withLock { !$0.sleepers.isEmpty } }

    /// Changes the time, and wakes who sleeps until then or earlier, the earliest first.
    /// - Parameter duration: How far; not negative.
    public func advance(by duration: Duration) {
        precondition(duration >= .zero, "time does not go back")
        let due = state.withLock { state in
            state.now = state.now + duration
            return state.takeSleepersDue()
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Waits until the time has been advanced so far.
    /// - Throws: `CancellationError` if the caller is cancelled.
    public func sleep(until deadline: Timestamp) async throws {
        let number = state.withLock { $0.number() }
        let run = CurrentAttempt.isHandlersOwnTask ? CurrentAttempt.run : nil
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (isOver, observers, listeners) = state.withLock { state in
                    if Task.isCancelled || deadline <= state.now {
                        return (true, [Observer](), [@Sendable () -> Void]())
                    }
                    state.sleepers[number] = Sleeper(deadline: deadline, run: run, continuation: continuation)
                    return (false, state.takeObservers(of: deadline), Array(state.listeners.values))
                }
                if isOver { continuation.resume() }
                for observer in observers { observer.continuation.resume() }
                if run != nil { for listener in listeners { listener() } }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: number) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
        try Task.checkCancellation()
    }

    /// Waits until the time has been advanced so far; nobody sleeps longer, so that there is nothing to tolerate.
    /// - Throws: `CancellationError` if the caller is cancelled.
    public func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
        try await sleep(until: deadline)
    }

    /// Waits until someone sleeps until exactly this time.
    /// - Throws: `CancellationError` if the caller is cancelled.
    public func sleeper(until deadline: Timestamp) async throws {
        let number = state.withLock { $0.number() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isThere = state.withLock { state in
                    if Task.isCancelled || state.sleepers.values.contains(where: { $0.deadline == deadline }) {
                        return true
                    }
                    state.observers[number] = Observer(deadline: deadline, continuation: continuation)
                    return false
                }
                if isThere { continuation.resume() }
            }
        } onCancel: {
            let observer = state.withLock { $0.observers.removeValue(forKey: number) }
            observer?.continuation.resume(throwing: CancellationError())
        }
        try Task.checkCancellation()
    }
}

// What a bench that runs to idle has to know: a handler that sleeps by this clock does nothing until it is advanced.
extension ManualTime {
    /// The runs whose handlers sleep, and when each wakes.
    var sleepingRuns: [RunID: Timestamp] {
        state.withLock { state in
            let sleeping = state.sleepers.values.compactMap { sleeper in sleeper.run.map { ($0, sleeper.deadline) } }
            return Dictionary(sleeping, uniquingKeysWith: min)
        }
    }

    /// Has someone called, outside of the clock's lock, whenever a handler has fallen asleep.
    /// - Returns: What to pass to ``unlisten(_:)``.
    func listen(_ listener: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            let number = state.number()
            state.listeners[number] = listener
            return number
        }
    }

    /// Undoes ``listen(_:)``.
    func unlisten(_ number: Int) {
        state.withLock { _ = $0.listeners.removeValue(forKey: number) }
    }
}
