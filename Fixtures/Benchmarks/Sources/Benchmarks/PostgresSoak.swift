import Foundation
import Logging
import Sluice
import SluicePostgres

/// Whether a store is as quick, and as small, after a long time of mixed work as at first: over `SLUICE_SOAK_SECONDS`,
/// 360 unless it is set, and two minutes more in which somebody else looks at an old state of the database.
///
/// Autovacuum looks once a minute: a quarter of the time must be longer than that.
enum PostgresSoak {
    private static let stores = 3
    private static let callers = 8
    private static let interval = Duration.seconds(10)

    static func measure() async throws -> [Figure] {
        let seconds = ProcessInfo.processInfo.environment["SLUICE_SOAK_SECONDS"].flatMap(Double.init) ?? 360
        return try await PostgresSchema.with { schema in
            try await withStores(stores, of: schema) { stores in
                let answers = AnswerTimes()
                return try await working(stores.map { TimedStore(base: $0, times: answers) }) {
                    try await watch(schema, answers, for: seconds)
                }
            }
        }
    }

    private static func watch(
        _ schema: PostgresSchema, _ answers: AnswerTimes, for seconds: Double
    ) async throws -> [Figure] {
        let watch = try SoakWatch(schema)
        func look(for seconds: Double) async throws -> [SoakWatch.Sample] {
            let (first, end) = (watch.samples.count, ContinuousClock.now + .seconds(seconds))
            while ContinuousClock.now < end {
                try await Task.sleep(until: min(end, .now + interval), clock: .continuous)
                try watch.look(waits: answers.take())
            }
            return Array(watch.samples[first...])
        }
        let first = try await look(for: seconds / 4)
        _ = try await look(for: seconds / 2)
        let last = try await look(for: seconds / 4)
        let somebody = try PostgresSession()
        try somebody.ask("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM \(schema.quoted).queue")
        let held = try await look(for: 60)
        try somebody.ask("COMMIT")
        let released = try await look(for: 60)
        return figures(first, last) + figuresOfSnapshot(before: last, held, released)
    }

    private static func figures(_ first: [SoakWatch.Sample], _ last: [SoakWatch.Sample]) -> [Figure] {
        let waits = [first, last].map { $0.flatMap(\.waits).percentile(99) }
        let rates = [first, last].map(rate)
        let (before, after) = (first[first.count - 1], last[last.count - 1])
        // What is small may double, and nobody minds.
        let growth = after.bytes.filter { $0.value >= 1e6 }.map { name, bytes in
            (name: name, ratio: bytes / max(1, before.bytes[name] ?? 0))
        }
        let worst = growth.max { ($0.ratio, $0.name) < ($1.ratio, $1.name) }
        return [
            Figure(name: "PostgreSQL soak, throughput", value: rates[1], unit: "runs/s", bar: .none),
            Figure(
                name: "PostgreSQL soak, throughput, last quarter ÷ first", value: rates[1] / rates[0], unit: "×",
                bar: .atLeast(0.8)),
            Figure(name: "PostgreSQL soak, size at the end", value: after.total / 1e6, unit: "MB", bar: .none),
            Figure(
                name: "PostgreSQL soak, size at the end ÷ after a quarter", value: after.total / before.total,
                unit: "×",
                bar: .atMost(1.5)),
            Figure(
                name: "PostgreSQL soak, what grew most: \(worst?.name ?? "nothing")", value: worst?.ratio ?? 1,
                unit: "×",
                bar: .none),
            Figure(name: "PostgreSQL soak, claim, p99", value: waits[1] * 1e3, unit: "ms", bar: .none),
            Figure(
                name: "PostgreSQL soak, claim, p99, last quarter ÷ first", value: waits[1] / waits[0], unit: "×",
                bar: .atMost(2)),
        ]
    }

    private static func figuresOfSnapshot(
        before: [SoakWatch.Sample], _ held: [SoakWatch.Sample], _ released: [SoakWatch.Sample]
    ) -> [Figure] {
        let usual = rate(before)
        func figure(_ name: String, _ samples: [SoakWatch.Sample]) -> Figure {
            Figure(
                name: "PostgreSQL soak, throughput, \(name)", value: rate(samples.suffix(2)) / usual, unit: "×",
                bar: .none)
        }
        return [
            figure("an old snapshot held for 60 s", held), figure("60 s after it was given up", released),
            Figure(
                name: "PostgreSQL soak, size, an old snapshot held for 60 s",
                value: held[held.count - 1].total / before[before.count - 1].total, unit: "×", bar: .none),
            Figure(
                name: "PostgreSQL soak, size, 60 s after it was given up",
                value: released[released.count - 1].total / before[before.count - 1].total, unit: "×", bar: .none),
        ]
    }

    private static func rate(_ samples: some Collection<SoakWatch.Sample>) -> Double {
        samples.reduce(0) { $0 + $1.runsPerSecond } / Double(samples.count)
    }

    // MARK: Working

    private static func withStores<Value>(
        _ count: Int, of schema: PostgresSchema, _ body: ([PostgresStore]) async throws -> Value
    ) async throws -> Value {
        if count == 0 { return try await body([]) }
        return try await schema.withStore(retention: Retention(count: 20_000)) { store in
            try await withStores(count - 1, of: schema) { try await body([store] + $0) }
        }
    }

    /// While something else is done, workers execute what callers trigger, over each of the stores.
    private static func working<Value: Sendable>(
        _ stores: [any RunStore], _ body: () async throws -> Value
    ) async throws -> Value {
        // Attempts fail all the time, as they shall.
        var quiet = Logger(label: "soak")
        quiet.logLevel = .critical
        var clients: [Client] = []
        for store in stores {
            clients.append(try await Client(store: store, declarations: SoakTasks.declarations))
        }
        return try await withThrowingTaskGroup { group in
            var workers: [Task<Void, any Error>] = []
            for client in clients {
                let worker = try Worker(
                    client: client, handlers: SoakTasks.Handlers(),
                    options: WorkerOptions(concurrency: 50, gracePeriod: .zero), logger: quiet)
                workers.append(Task { try await worker.run() })
                for number in 0..<callers {
                    group.addTask {
                        var caller = SoakCaller(client, isPatient: number == 0)
                        try await caller.run()
                    }
                }
            }
            let value = try await body()
            group.cancelAll()
            try await group.waitForAll()
            for worker in workers { worker.cancel() }
            for worker in workers { try await worker.value }
            return value
        }
    }
}
