import Sluice
import Synchronization

/// Counts by itself what executes, from inside the handlers, and keeps the first excess that it sees.
///
/// A run is counted from after it was claimed until before its end is told, so what is counted never is more than what holds slots.
final class Occupancy: Sendable {
    private struct State {
        var organization = 0
        var queues: [String: Int] = [:]
        var pools: [Pool: Int] = [:]
        var attempts: Set<RunID> = []
        var excess: String?
        var most = 0

        mutating func report(_ excess: String) {
            if self.excess == nil { self.excess = excess }
        }
    }

    private struct Pool: Hashable {
        var queue: String
        var key: String?
    }

    private let limits: [String: ConcurrencyLimit]
    private let organizationLimit: Int
    private let state = Mutex(State())

    init(limits: [String: ConcurrencyLimit], organizationLimit: Int) {
        self.limits = limits
        self.organizationLimit = organizationLimit
    }

    /// What went wrong first.
    var excess: String? { state.withLock { $0.excess } }

    /// The most that ever executed at once.
    var most: Int { state.withLock { $0.most } }

    func start(_ run: ClaimedRun) {
        state.withLock { state in
            if !state.attempts.insert(run.id).inserted { state.report("run \(run.id) executes twice at once") }
            state.organization += 1
            state.queues[run.queue, default: 0] += 1
            state.pools[Pool(queue: run.queue, key: run.key), default: 0] += 1
            state.most = max(state.most, state.organization)
            check(&state, run)
        }
    }

    func end(_ run: ClaimedRun) {
        state.withLock { state in
            state.attempts.remove(run.id)
            state.organization -= 1
            state.queues[run.queue, default: 0] -= 1
            state.pools[Pool(queue: run.queue, key: run.key), default: 0] -= 1
            if state.queues[run.queue] ?? 0 < 0 { state.report("a run of '\(run.queue)' ended that did not execute") }
        }
    }

    private func check(_ state: inout State, _ run: ClaimedRun) {
        let limit = limits[run.queue] ?? ConcurrencyLimit()
        let (inQueue, inPool) = (
            state.queues[run.queue] ?? 0, state.pools[Pool(queue: run.queue, key: run.key)] ?? 0
        )
        if state.organization > organizationLimit { state.report("\(state.organization) execute in the organization") }
        if inQueue > limit.total ?? .max { state.report("\(inQueue) execute in queue '\(run.queue)'") }
        if inPool > limit.perKey ?? .max {
            state.report("\(inPool) execute for key '\(run.key ?? "")' of '\(run.queue)'")
        }
    }
}
