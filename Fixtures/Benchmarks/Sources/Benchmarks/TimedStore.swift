import Sluice
import Synchronization

/// Notes how long workers wait until a store has ended what they ended, and given them more.
struct TimedStore: ForwardingStore {
    let base: any RunStore
    let times: AnswerTimes

    func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
        try await times.measure { try await base.claim(worker, limit: limit) }
    }

    func finish(
        _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
    ) async throws -> FinishReceipt {
        try await times.measure { try await base.finish(endings, claiming: limit, for: worker) }
    }
}

/// In seconds.
final class AnswerTimes: Sendable {
    private let seconds = Mutex<[Double]>([])

    func measure<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        let start = ContinuousClock.now
        let value = try await body()
        let time = (ContinuousClock.now - start) / .seconds(1)
        seconds.withLock { $0.append(time) }
        return value
    }

    func take() -> [Double] {
        seconds.withLock { seconds in
            defer { seconds = [] }
            return seconds
        }
    }
}
