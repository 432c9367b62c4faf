import Foundation
@_spi(SluiceGenerated) import Sluice
import SluicePostgres
import Synchronization

/// How soon runs start that are triggered one by one, as by the requests of a service's users.
struct PostgresLatency: Sendable {
    private enum Timed: TaskDefinition {
        static let id = "timed"
        /// When it was due to be triggered.
        typealias Payload = Int
        typealias Output = NoOutput
        typealias Queue = TenantQueue
    }

    private struct TenantQueue: QueueSelection {
        let choice: QueueChoice
        init(key: String) { choice = QueueChoice("tenants", key: key) }
    }

    private struct Handlers: TaskHandlers {
        let samples: Samples

        func register(in registry: inout HandlerRegistry) {
            registry.addWithoutOutput(Timed.self) { due, _ in samples.add(since: due) }
        }
    }

    /// What the handlers have measured.
    private final class Samples: Sendable {
        private let start = ContinuousClock.now
        private let nanoseconds = Mutex<[Int]>([])

        var now: Int { Int((ContinuousClock.now - start) / .nanoseconds(1)) }

        func add(since due: Int) {
            let latency = now - due
            nanoseconds.withLock { $0.append(latency) }
        }

        func takeSorted() -> [Int] {
            nanoseconds.withLock { samples in
                defer { samples = [] }
                return samples.sorted()
            }
        }
    }

    private let samples = Samples()
    private let trigger: TaskTrigger<Timed>
    private let serving: Task<Void, any Error>

    init(_ store: any RunStore) async throws {
        var declarations = Declarations()
        declarations.setOrganization(concurrencyLimit: 200)
        declarations.addQueue("tenants", concurrencyKey: .required, perKey: 25, total: 100)
        declarations.addTask("timed", queue: "tenants")
        let client = try await Client(store: store, declarations: declarations)
        let worker = try Worker(
            client: client, handlers: Handlers(samples: samples),
            options: WorkerOptions(concurrency: 100, gracePeriod: .zero))
        serving = Task { try await worker.run() }
        trigger = TaskTrigger(client)
    }

    func stop() async throws {
        serving.cancel()
        try await serving.value
    }

    /// - Returns: The nanoseconds from before the trigger to the first line of its handler, sorted; of runs that are
    ///   triggered when the one before has ended.
    func oneAfterTheOther(_ count: Int) async throws -> [Int] {
        // The first ones open connections.
        for number in 0..<20 { try await run(number) }
        _ = samples.takeSorted()
        for number in 0..<count { try await run(number) }
        return samples.takeSorted()
    }

    /// - Returns: How many runs a second go through while so many callers each trigger one after the other.
    func runsPerSecond(callers: Int, runs: Int) async throws -> Double {
        let seconds = try await Timing.seconds {
            try await withThrowingTaskGroup { group in
                for caller in 0..<callers {
                    group.addTask { for _ in 0..<runs / callers { try await run(caller) } }
                }
                try await group.waitForAll()
            }
        }
        _ = samples.takeSorted()
        return Double(runs) / seconds
    }

    /// Triggers at a steady rate, however long each takes, and counts from when each was due: who is kept waiting is
    /// not left out (coordinated omission, after Gil Tene).
    /// - Returns: The nanoseconds until the handlers were called, sorted.
    func atRate(_ runsPerSecond: Double, for seconds: Double) async throws -> [Int] {
        let count = Int(runsPerSecond * seconds)
        let begin = (now: ContinuousClock.now, sample: samples.now)
        try await withThrowingTaskGroup { group in
            for number in 0..<count {
                let due = Double(number) / runsPerSecond
                try await Task.sleep(until: begin.now + .seconds(due), tolerance: .zero, clock: .continuous)
                group.addTask { try await run(number, due: begin.sample + Int(due * 1e9)) }
            }
            try await group.waitForAll()
        }
        return samples.takeSorted()
    }

    private func run(_ number: Int, due: Int? = nil) async throws {
        try await trigger.trigger(due ?? samples.now, queue: TenantQueue(key: "tenant-\(number % 16)")).result()
    }
}
