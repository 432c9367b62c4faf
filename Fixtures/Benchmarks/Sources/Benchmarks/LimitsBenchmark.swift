import Foundation
import Sluice
import SluiceSQLite

/// What limits, and runs that wait behind them, cost whoever is not held up by them: in every store that lives in a
/// process.
enum LimitsBenchmark {
    static func measure() async throws -> [Figure] {
        try await figures(of: "memory store", runs: 100_000) { try await $0(MemoryStore()) }
            + figures(of: "SQLite store", runs: 50_000) { body in
                let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-benchmark-\(UUID())")
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                defer { try? FileManager.default.removeItem(at: folder) }
                let store = try SQLiteStore(path: folder.appending(path: "store.db").path(percentEncoded: false))
                defer { store.close() }
                return try await body(store)
            }
    }

    private typealias WithStore = (_ body: (any RunStore) async throws -> Double) async throws -> Double

    private static func figures(of name: String, runs: Int, _ withStore: WithStore) async throws -> [Figure] {
        let all = Workload(runs: runs, batch: 1_000)
        let none = all.changing { $0.limits = .none }
        let narrow = all.changing { $0.perKey = 5 }
        let blocked = narrow.changing { $0.blockedAhead = 200_000 }
        var seconds = Array(repeating: [Double](), count: 4)
        for round in 0...5 {
            for (position, workload) in [all, none, narrow, blocked].enumerated() {
                let time = try await withStore { try await workload.execute(in: $0) }
                if round > 0 { seconds[position].append(time) }
            }
        }
        let medians = seconds.map(Timing.median)
        return [
            Figure(name: "\(name), all limits ÷ none", value: medians[1] / medians[0], unit: "×", bar: .atLeast(0.8)),
            Figure(
                name: "\(name), 200,000 runs blocked ahead ÷ none", value: medians[2] / medians[3], unit: "×",
                bar: .atLeast(0.8)),
        ]
    }
}
