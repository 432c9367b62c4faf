import Synchronization

/// Counts, without asking Sluice, who works at once; the first stay until as many are there as may be.
public final class Floor: Sendable {
    private struct State {
        var present: [String: Int] = [:]
        var most: [String: Int] = [:]
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// - Parameter capacity: As many as the first stay for.
    public init(capacity: Int) { self.capacity = capacity }

    /// The most that were ever there at once: over all as `all`, by queue, and by queue and key as `queue/key`.
    public var most: [String: Int] { state.withLock { $0.most } }

    func work(queue: String, key: String?) async {
        let places = ["all", queue] + (key.map { ["\(queue)/\($0)"] } ?? [])
        enter(places)
        defer { leave(places) }
        await withCheckedContinuation { continuation in
            let leaving = state.withLock { state in
                state.waiting.append(continuation)
                if state.present["all"] == capacity { state.isOpen = true }
                guard state.isOpen else { return [CheckedContinuation<Void, Never>]() }
                defer { state.waiting = [] }
                return state.waiting
            }
            for one in leaving { one.resume() }
        }
    }

    private func enter(_ places: [String]) {
        state.withLock { state in
            for place in places {
                state.present[place, default: 0] += 1
                state.most[place] = max(state.most[place] ?? 0, state.present[place]!)
            }
        }
    }

    private func leave(_ places: [String]) {
        state.withLock { state in for place in places { state.present[place]! -= 1 } }
    }
}
