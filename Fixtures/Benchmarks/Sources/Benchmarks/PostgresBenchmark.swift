import Foundation
import Sluice
import SluicePostgres

/// The store in PostgreSQL, over the database that the variable `DATABASE_URL` names.
enum PostgresBenchmark {
    private static let runs = 20_000

    /// What limits, and runs that wait behind them, cost whoever is not held up by them, in one process that triggers
    /// and executes.
    static func measureThroughput() async throws -> [Figure] {
        try await figures(of: "PostgreSQL store", Workload(runs: runs, batch: 1_000), bar: .atLeast(5_000)) {
            workload in
            try await PostgresSchema.withStore { try await workload.execute(in: $0) }
        }
    }

    /// The same with several processes that execute, and two stores that trigger.
    static func measureProcesses() async throws -> [Figure] {
        let workload = Workload(runs: runs, batch: 1_000, concurrency: 50, workers: 4)
        return try await figures(of: "PostgreSQL store, 4 workers", workload, bar: .none) { workload in
            try await PostgresSchema.with { schema in
                try await schema.withStore { one in
                    try await schema.withStore { other in
                        let clients = [
                            try await Client(store: one, declarations: workload.declarations),
                            try await Client(store: other, declarations: workload.declarations),
                        ]
                        let setup = WorkerSetup(schema: schema.name, kind: .workload(workload))
                        let processes = try (0..<workload.workers).map { _ in try WorkerProcess(setup) }
                        try await schema.waitForWorkers(processes.count)
                        let seconds = try await workload.seconds(triggeringBy: clients)
                        for process in processes { try process.stop() }
                        return seconds
                    }
                }
            }
        }
    }

    private static func figures(
        of name: String, _ all: Workload, bar: Figure.Bar, _ seconds: (Workload) async throws -> Double
    ) async throws -> [Figure] {
        let narrow = all.changing { $0.perKey = 5 }
        let workloads = [
            all, all.changing { $0.limits = .none }, all.changing { $0.limits = .organizationOnly },
            all.changing { $0.limits = .withoutKeys }, narrow, narrow.changing { $0.blockedAhead = 200_000 },
        ]
        var perSecond = Array(repeating: Samples(), count: workloads.count)
        for round in 0...3 {
            for (position, workload) in workloads.enumerated() {
                let rate = Double(workload.runs) / (try await seconds(workload))
                if round > 0 { perSecond[position].add(rate) }
            }
        }
        func ratio(_ what: String, _ one: Int, to other: Int) -> Figure {
            let bar: Figure.Bar = .atLeast(0.8)
            return Figure(
                name: "\(name), \(what)", value: perSecond[one].median / perSecond[other].median, unit: "×",
                spread: (perSecond[one] / perSecond[other]).spread, bar: bar)
        }
        return [
            Figure(
                name: "\(name), all limits, trigger to finish", value: perSecond[0].median, unit: "runs/s",
                spread: perSecond[0].spread, bar: bar),
            ratio("all limits ÷ none", 0, to: 1),
            ratio("organization only ÷ none", 2, to: 1),
            ratio("one queue without keys ÷ none", 3, to: 1),
            ratio("200,000 blocked ahead ÷ none", 5, to: 4),
        ]
    }

    /// What it costs to end a run and start the next while very many keys have runs that wait.
    static func measureKeys() async throws -> [Figure] {
        try await PostgresSchema.with { few in
            try await PostgresSchema.with { many in
                try await few.withStore { fewStore in
                    try await many.withStore { manyStore in
                        try await AdmissionBenchmark.figures(
                            in: "PostgreSQL store, ", stores: (fewStore, manyStore), batch: 100, operations: 10_000
                        ) {
                            for schema in [few, many] { try schema.settle() }
                        }
                    }
                }
            }
        }
    }

    /// From before a trigger to the first line of its handler, while nothing else is done, and at half of what can be
    /// done with single triggers. A worker in the same process is told by that, another one by the database.
    static func measureLatency() async throws -> [Figure] {
        let inside = try await PostgresSchema.withStore { store in
            let client = try await Client(store: store, declarations: PostgresLatency.declarations)
            let samples = LatencySamples()
            let worker = try PostgresLatency.worker(for: client, samples)
            let serving = Task { try await worker.run() }
            let idle = try await PostgresLatency(client, takeSamples: samples.takeSorted).oneAfterTheOther(500)
            serving.cancel()
            try await serving.value
            return idle
        }
        return try await PostgresSchema.with { schema in
            try await schema.withStore { store in
                let client = try await Client(store: store, declarations: PostgresLatency.declarations)
                let process = try WorkerProcess(WorkerSetup(schema: schema.name, kind: .latency))
                try await schema.waitForWorkers(1)
                let latency = PostgresLatency(client, takeSamples: process.takeSamples)
                let idle = try await latency.oneAfterTheOther(1_000)
                let most = try await latency.runsPerSecond(callers: 64, runs: 10_000)
                let busy = try await latency.atRate(most / 2, for: 10)
                try process.stop()
                return [
                    figure("idle, in one process", inside, percent: 50),
                    figure("idle, in one process", inside, percent: 99),
                    figure("idle", idle, percent: 50, .atMost(5)), figure("idle", idle, percent: 99),
                    Figure(
                        name: "PostgreSQL store, triggered one by one by 64 callers", value: most, unit: "runs/s",
                        bar: .none),
                    figure("at half of that", busy, percent: 50), figure("at half of that", busy, percent: 99),
                ]
            }
        }
    }

    private static func figure(
        _ name: String, _ samples: [Int], percent: Int, _ bar: Figure.Bar = .none
    ) -> Figure {
        Figure(
            name: "PostgreSQL store, trigger to start, \(name), p\(percent)",
            value: Double(samples[samples.count * percent / 100]) / 1e6, unit: "ms", bar: bar)
    }
}

extension PostgresSchema {
    /// Lets all that was triggered be found by who claims, and the server do by now what autovacuum would do while
    /// something is timed.
    fileprivate func settle() throws {
        let session = try PostgresSession()
        try session.ask("SET search_path TO \(quoted)")
        while try session.number("SELECT advance(NULL); SELECT count(*) FROM (SELECT FROM inbox LIMIT 1) i") > 0 {}
        for table in ["run", "lane", "pool", "inbox", "gate"] { try session.ask("VACUUM (ANALYZE) \(table)") }
    }
}
