import Foundation
import Sluice
import SluicePostgres

/// The store in PostgreSQL, over the database that the variable `DATABASE_URL` names.
enum PostgresBenchmark {
    private static let runs = 20_000

    private static var database: String {
        get throws {
            guard let database = ProcessInfo.processInfo.environment["DATABASE_URL"] else {
                throw Unavailable(description: "set DATABASE_URL to a connection string of PostgreSQL")
            }
            return database
        }
    }

    private struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    /// What limits, and runs that wait behind them, cost whoever is not held up by them.
    static func measureThroughput() async throws -> [Figure] {
        let all = Workload(runs: runs, batch: 1_000)
        let none = all.changing { $0.limits = .none }
        let organization = all.changing { $0.limits = .organizationOnly }
        let withoutKeys = all.changing { $0.limits = .withoutKeys }
        let narrow = all.changing { $0.perKey = 5 }
        let blocked = narrow.changing { $0.blockedAhead = 200_000 }
        let workloads = [all, none, organization, withoutKeys, narrow, blocked]
        var seconds = Array(repeating: [Double](), count: workloads.count)
        for round in 0...3 {
            for (position, workload) in workloads.enumerated() {
                let time = try await withStore { try await workload.execute(in: $0) }
                if round > 0 { seconds[position].append(time) }
            }
        }
        let medians = seconds.map(Timing.median)
        func ratio(_ name: String, _ one: Int, to other: Int, bar: Figure.Bar) -> Figure {
            Figure(name: "PostgreSQL store, \(name)", value: medians[other] / medians[one], unit: "×", bar: bar)
        }
        return [
            Figure(
                name: "PostgreSQL store, all limits, trigger to finish", value: Double(runs) / medians[0],
                unit: "runs/s", bar: .atLeast(5_000)),
            ratio("all limits ÷ none", 0, to: 1, bar: .atLeast(0.8)),
            ratio("the organization's limit only ÷ none", 2, to: 1, bar: .atLeast(0.8)),
            ratio("one queue without keys ÷ none", 3, to: 1, bar: .atLeast(0.8)),
            ratio("200,000 runs blocked ahead ÷ none", 5, to: 4, bar: .atLeast(0.8)),
        ]
    }

    static func measureKeys() async throws -> [Figure] {
        try await withStore { few in
            try await withStore { many in
                try await AdmissionBenchmark.figures(
                    in: "PostgreSQL store, ", stores: (few, many), batch: 100, operations: 10_000)
            }
        }
    }

    /// From before a trigger to the first line of its handler, while nothing else is done, and at half of what can be
    /// done with single triggers.
    static func measureLatency() async throws -> [Figure] {
        try await withStore { store in
            let service = try await PostgresLatency(store)
            let idle = try await service.oneAfterTheOther(1_000)
            let most = try await service.runsPerSecond(callers: 64, runs: 10_000)
            let busy = try await service.atRate(most / 2, for: 10)
            try await service.stop()
            func figure(_ name: String, _ samples: [Int], percent: Int, _ bar: Figure.Bar = .none) -> Figure {
                Figure(
                    name: "PostgreSQL store, trigger to start, \(name), p\(percent)",
                    value: Double(samples[samples.count * percent / 100]) / 1e6, unit: "ms", bar: bar)
            }
            return [
                figure("idle", idle, percent: 50, .atMost(5)),
                figure("idle", idle, percent: 99),
                Figure(
                    name: "PostgreSQL store, triggered one by one by 64 callers", value: most, unit: "runs/s",
                    bar: .none),
                figure("at half of that", busy, percent: 50),
                figure("at half of that", busy, percent: 99),
            ]
        }
    }

    /// Gives a store in a schema of its own.
    private static func withStore<Value>(_ body: (PostgresStore) async throws -> Value) async throws -> Value {
        var options = PostgresStore.Options()
        options.schema = "benchmark \(UUID())"
        // Workers that a benchmark opens by itself give no sign of life.
        options.lease = .seconds(3_600)
        let store = try await PostgresStore(database, options: options)
        do {
            let value = try await body(store)
            await store.close()
            return value
        } catch {
            await store.close()
            throw error
        }
    }
}
