import Sluice
import Synchronization

/// Executes what it gets, several at once, and comes in anew whenever it has left or was lost.
struct StressWorker: Sendable {
    private static let claimSize = 4

    private enum Departure {
        case leaves, isLost
    }

    /// What one life of the worker holds.
    private final class Life: Sendable {
        struct State {
            var held: [RunID: ClaimedRun] = [:]
            var waiting: [RunID: ClaimedRun] = [:]
            var waitCounts: [RunID: Int] = [:]
            var isOver = false
        }

        let state = Mutex(State())
    }

    private let bench: Bench
    private let occupancy: Occupancy
    private let seed: UInt64

    init(_ bench: Bench, _ occupancy: Occupancy, seed: UInt64) {
        self.bench = bench
        self.occupancy = occupancy
        self.seed = seed
    }

    func run() async throws {
        var random = SplitMix(seed: seed)
        while !Task.isCancelled {
            let worker = try await bench.worker()
            let departure = try await live(as: worker, steps: Int.random(in: 50..<200, using: &random), &random)
            switch departure {
            case .leaves: try await bench.store.closeWorker(worker.id)
            case .isLost: try await bench.store.abandonWorker(worker.id)
            }
        }
    }

    /// Executes a number of claims, then departs in the middle of what it does.
    private func live(
        as worker: ProbeWorker, steps: Int, _ random: inout SplitMix
    ) async throws -> Departure {
        let life = Life()
        try await withThrowingDiscardingTaskGroup { group in
            var left = steps
            while left > 0, !Task.isCancelled {
                let claims = try await worker.claim(Self.claimSize)
                if claims.isEmpty {
                    do { try await worker.hears(.workAvailable) } catch is CancellationError { break }
                }
                for claim in claims {
                    left -= 1
                    let seed = random.next()
                    guard let run = begin(claim, in: life) else { continue }
                    group.addTask { try await execute(run, as: worker, in: life, seed: seed) }
                }
                await Task.yield()
            }
            // From here on nothing that executes is counted: its slots go back with the worker.
            let held = life.state.withLock { state in
                state.isOver = true
                return Array(state.held.values)
            }
            for run in held { occupancy.end(run) }
        }
        return Bool.random(using: &random) ? .leaves : .isLost
    }

    private func begin(_ claim: Claim, in life: Life) -> ClaimedRun? {
        let run = life.state.withLock { state -> ClaimedRun? in
            let run: ClaimedRun? =
                switch claim {
                case .start(let run): run
                case .resume(let resumed): state.waiting.removeValue(forKey: resumed.id)
                }
            if let run { state.held[run.id] = run }
            return run
        }
        if let run { occupancy.start(run) }
        return run
    }

    /// Takes a run out of the worker's hands, unless the worker has departed meanwhile.
    private func letGo(_ run: ClaimedRun, in life: Life, toWait: Bool = false) -> Bool {
        let isMine = life.state.withLock { state in
            guard !state.isOver, state.held.removeValue(forKey: run.id) != nil else { return false }
            if toWait {
                state.waiting[run.id] = run
                state.waitCounts[run.id, default: 0] += 1
            }
            return true
        }
        if isMine { occupancy.end(run) }
        return isMine
    }

    private func execute(_ run: ClaimedRun, as worker: ProbeWorker, in life: Life, seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<Int.random(in: 0..<5, using: &random) { await Task.yield() }
        let waits = life.state.withLock { $0.waitCounts[run.id] ?? 0 }
        if run.task == "parent", waits < 2 {
            guard letGo(run, in: life, toWait: true) else { return }
            let children = (0..<2).map { index in
                bench.request("leaf", queue: "open", childOf: run.id, ordinal: waits * 2 + index)
            }
            let receipt = try await worker.wait(run, for: children)
            guard case .waiting = receipt.outcome else {
                try await goOn(run, as: worker, in: life, seed: random.next())
                return
            }
            return
        }
        guard letGo(run, in: life) else { return }
        switch Int.random(in: 0..<10, using: &random) {
        case 0: try await worker.finish(run, .failed(message: "no", retryAfter: .zero))
        case 1: try await worker.finish(run, .returned)
        default: try await worker.finish(run)
        }
    }

    /// There was nothing to wait for: the attempt executes on.
    private func goOn(_ run: ClaimedRun, as worker: ProbeWorker, in life: Life, seed: UInt64) async throws {
        let isMine = life.state.withLock { state in
            guard !state.isOver, let run = state.waiting.removeValue(forKey: run.id) else { return false }
            state.held[run.id] = run
            return true
        }
        guard isMine else { return }
        occupancy.start(run)
        try await execute(run, as: worker, in: life, seed: seed)
    }
}
