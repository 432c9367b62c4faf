import Foundation
@_spi(SluiceGenerated) import Sluice
import SluicePostgres

/// How soon runs start that are triggered one by one, as by the requests of a service's users.
struct PostgresLatency {
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
        let samples: LatencySamples

        func register(in registry: inout HandlerRegistry) {
            registry.addWithoutOutput(Timed.self) { due, _ in samples.add(since: due) }
        }
    }

    static var declarations: Declarations {
        var declarations = Declarations()
        declarations.setOrganization(concurrencyLimit: 200)
        declarations.addQueue("tenants", concurrencyKey: .required, perKey: 25, total: 100)
        declarations.addTask("timed", queue: "tenants")
        return declarations
    }

    static func worker(for client: Client, _ samples: LatencySamples) throws -> Worker {
        try Worker(
            client: client, handlers: Handlers(samples: samples),
            options: WorkerOptions(concurrency: 100, gracePeriod: .zero))
    }

    private struct Caller: Sendable {
        let trigger: TaskTrigger<Timed>

        func run(_ number: Int, due: Int = LatencySamples.now) async throws {
            try await trigger.trigger(due, queue: TenantQueue(key: "tenant-\(number % 16)")).result()
        }
    }

    private let caller: Caller
    /// Gives what the handlers have measured, in nanoseconds, sorted, wherever they are.
    private let takeSamples: () throws -> [Int]

    init(_ client: Client, takeSamples: @escaping () throws -> [Int]) {
        caller = Caller(trigger: TaskTrigger(client))
        self.takeSamples = takeSamples
    }

    /// - Returns: The nanoseconds from before the trigger to the first line of its handler, sorted; of runs that are
    ///   triggered a while after the one before has ended.
    func oneAfterTheOther(_ count: Int) async throws -> [Int] {
        // The first ones open connections.
        for number in 0..<20 { try await caller.run(number) }
        _ = try takeSamples()
        for number in 0..<count {
            // Nothing shall be under way still, or awake, from the one before.
            try await Task.sleep(for: .microseconds(.random(in: 5_000...20_000)))
            try await caller.run(number)
        }
        return try takeSamples()
    }

    /// - Returns: How many runs a second go through while so many callers each trigger one after the other.
    func runsPerSecond(callers: Int, runs: Int) async throws -> Double {
        let seconds = try await Timing.seconds {
            try await withThrowingTaskGroup { group in
                for number in 0..<callers {
                    group.addTask { [caller] in for _ in 0..<runs / callers { try await caller.run(number) } }
                }
                try await group.waitForAll()
            }
        }
        _ = try takeSamples()
        return Double(runs) / seconds
    }

    /// Triggers at a steady rate, however long each takes, and counts from when each was due: who is kept waiting is
    /// not left out (coordinated omission, after Gil Tene).
    /// - Returns: The nanoseconds until the handlers were called, sorted.
    func atRate(_ runsPerSecond: Double, for seconds: Double) async throws -> [Int] {
        let count = Int(runsPerSecond * seconds)
        let begin = (now: ContinuousClock.now, nanoseconds: LatencySamples.now)
        try await withThrowingTaskGroup { group in
            for number in 0..<count {
                let due = Double(number) / runsPerSecond
                try await Task.sleep(until: begin.now + .seconds(due), tolerance: .zero, clock: .continuous)
                group.addTask { [caller] in try await caller.run(number, due: begin.nanoseconds + Int(due * 1e9)) }
            }
            try await group.waitForAll()
        }
        return try takeSamples()
    }
}
