import Sluice
import Synchronization

/// Clients that trigger and workers that execute, all at once; what each of them does follows from a seed.
///
/// Workers complete attempts, fail them, give them back, wait for children, leave, and get lost.
struct Stress: Sendable {
    private static let clientCount = 3
    private static let workerCount = 3
    private static let runsPerClient = 150
    private static let organizationLimit = 7

    private let bench: Bench
    private let seed: UInt64
    private let occupancy: Occupancy
    private let declarations: Declarations

    init(_ bench: Bench, seed: UInt64) {
        self.bench = bench
        self.seed = seed
        var declarations = Declarations()
        declarations.addQueue("one", concurrencyLimit: 1)
        declarations.addQueue("few", concurrencyLimit: 3)
        declarations.addQueue("keyed", concurrencyKey: .required, perKey: 2, total: 4)
        declarations.addQueue("optional", concurrencyKey: .optional, perKey: 1)
        declarations.addQueue("open")
        let patient = RetryPolicy(maxAttempts: 1_000)
        declarations.addTask("leaf", queue: "one", overrides: ["few", "keyed", "optional", "open"], retry: patient)
        declarations.addTask("parent", queue: "few", overrides: ["one", "keyed", "optional"], retry: patient)
        self.declarations = declarations
        occupancy = Occupancy(
            limits: Dictionary(uniqueKeysWithValues: declarations.queues.map { ($0.name, $0.limit) }),
            organizationLimit: Self.organizationLimit)
    }

    func run() async throws {
        _ = try await bench.store.register(declarations, organizationLimit: Self.organizationLimit)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<Self.workerCount {
                let worker = StressWorker(bench, occupancy, seed: seed &* 31 &+ UInt64(number))
                group.addTask {
                    try await worker.run()
                    return false
                }
            }
            group.addTask {
                try await triggerAndAwait()
                return true
            }
            for try await isDone in group where isDone { group.cancelAll() }
        }
        try expect(occupancy.excess, is: nil, "what went wrong, seed \(seed)")
        try expect(occupancy.most > 1, "runs to execute at once, seed \(seed)")
        try expect(await bench.store.snapshot().executing, is: 0, "runs that still execute, seed \(seed)")
    }

    private func triggerAndAwait() async throws {
        let accepted = try await withThrowingTaskGroup(of: [RunID].self) { group in
            for number in 0..<Self.clientCount {
                group.addTask { try await trigger(seed: seed &* 17 &+ UInt64(number)) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        for run in accepted {
            let state = try await bench.ending(of: run).state
            try expect(
                state == .completed || state == .canceled, "the run to complete or to be cancelled, seed \(seed)")
        }
    }

    private func trigger(seed: UInt64) async throws -> [RunID] {
        var random = SplitMix(seed: seed)
        var runs: [RunID] = []
        while runs.count < Self.runsPerClient {
            let batch = (0..<Int.random(in: 1...6, using: &random)).map { _ in request(&random) }
            runs += try await bench.store.enqueue(batch).map(\.id)
            if Int.random(in: 0..<12, using: &random) == 0, let run = runs.randomElement(using: &random) {
                try await bench.store.cancel(run)
            }
            await Task.yield()
        }
        return runs
    }

    private func request(_ random: inout SplitMix) -> RunRequest {
        let task = Int.random(in: 0..<5, using: &random) == 0 ? "parent" : "leaf"
        let known = declarations.tasks.first { $0.id == task }!
        let queue = ([known.queue] + known.overrides).randomElement(using: &random)!
        let mode = declarations.queues.first { $0.name == queue }!.concurrencyKey
        let isKeyed = mode == .required || mode == .optional && Bool.random(using: &random)
        let key = isKeyed ? ["a", "b", "c"].randomElement(using: &random) : nil
        let priority = Duration.seconds(Int.random(in: 0..<3, using: &random))
        return bench.request(task, queue: queue, key: key, options: TriggerOptions(priority: priority))
    }
}
