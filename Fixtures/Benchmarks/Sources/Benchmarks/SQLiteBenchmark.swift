import Foundation
import GRDB
import Sluice
import SluiceSQLite

/// The store in a file, against what SQLite does by itself in the same process on the same disk.
enum SQLiteBenchmark {
    private static let runs = 100_000

    static func measure() async throws -> [Figure] {
        let disk = try Disk()
        defer { disk.remove() }
        var rows: [Double] = []
        var batched: [Double] = []
        for round in 0...3 {
            let raw = try RawTable(disk.file())
            let rawSeconds = try await Timing.seconds { try raw.insert(runs, batch: 1_000) }
            let store = try SQLiteStore(path: disk.file())
            let seconds = try await Workload(runs: runs, batch: 1_000, concurrency: 1_000).execute(in: store)
            store.close()
            if round > 0 {
                rows.append(Double(runs) / rawSeconds)
                batched.append(Double(runs) / seconds)
            }
        }
        let (row, run) = (Timing.median(rows), Timing.median(batched))
        return [
            Figure(
                name: "raw SQLite through GRDB, FULL, rows in batches of 1,000", value: row, unit: "rows/s", bar: .none),
            Figure(
                name: "SQLite store, FULL, trigger to finish, batches of 1,000", value: run, unit: "runs/s", bar: .none),
            Figure(name: "SQLite store ÷ raw rows", value: run / row, unit: "×", bar: .atLeast(0.2)),
        ] + (try await measureLatency(disk)) + (try await measureOpening(disk))
    }

    /// One at a time, in turn with raw commits.
    private static func measureLatency(_ disk: Disk) async throws -> [Figure] {
        let raw = try RawTable(disk.file())
        let paused = try SQLiteStore(path: disk.file())
        let starting = try SQLiteStore(path: disk.file())
        let trigger = try await LatencyProbe(paused, isPaused: true)
        let start = try await LatencyProbe(starting, isPaused: false)
        var samples: (raw: [Double], trigger: [Double], start: [Double]) = ([], [], [])
        for _ in 0..<1_500 {
            samples.raw.append(try await Timing.seconds { try raw.insert(1, batch: 1) })
            samples.trigger.append(try await Timing.seconds { try await trigger.trigger() })
            samples.start.append(try await start.secondsToStart())
        }
        try await trigger.stop()
        try await start.stop()
        let commit = Timing.median(samples.raw)
        let one = Timing.median(samples.trigger)
        let idle = Timing.median(samples.start)
        return [
            Figure(name: "one raw commit, p50", value: commit * 1e6, unit: "µs", bar: .none),
            Figure(name: "one trigger, p50", value: one * 1e6, unit: "µs", bar: .none),
            Figure(name: "one trigger ÷ one raw commit", value: one / commit, unit: "×", bar: .atMost(1.5)),
            Figure(
                name: "trigger to start, idle, p50 ÷ one raw commit", value: idle / commit, unit: "×", bar: .atMost(2)),
        ]
    }

    private static func measureOpening(_ disk: Disk) async throws -> [Figure] {
        let path = disk.file()
        let store = try SQLiteStore(path: path, durability: .normal)
        var declarations = Declarations()
        declarations.addQueue("work", concurrencyKey: .required, perKey: 1)
        declarations.addTask("work", queue: "work")
        _ = try await store.register(declarations, organizationLimit: nil)
        let payload = [UInt8](repeating: UInt8(ascii: "x"), count: 100)
        for start in stride(from: 0, to: 1_000_000, by: 5_000) {
            _ = try await store.enqueue(
                (start..<start + 5_000).map { number in
                    RunRequest(id: Identifiers.next(), task: "work", key: "tenant-\(number % 1_000)", payload: payload)
                })
        }
        store.close()
        let seconds = try await Timing.seconds { try SQLiteStore(path: path).close() }
        return [
            Figure(name: "opening with 1,000,000 queued runs", value: seconds, unit: "s", bar: .atMost(5))
        ]
    }
}

/// A folder for files that are to be measured: on a disk, not in memory.
private final class Disk {
    private let folder: URL
    private var count = 0

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sluice-benchmark-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func file() -> String {
        count += 1
        return folder.appending(path: "\(count).db").path(percentEncoded: false)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// Rows as large as a run's, written as quickly as GRDB does it.
private final class RawTable {
    private let queue: DatabaseQueue
    private var next: Int64 = 0

    init(_ path: String) throws {
        queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            try database.execute(
                sql: """
                    CREATE TABLE run(row INTEGER PRIMARY KEY, id BLOB, task INTEGER, queue INTEGER, key TEXT, state INTEGER,
                        max_attempts INTEGER, triggered_at INTEGER, order_at INTEGER, startable_at INTEGER, payload BLOB)
                    """)
        }
    }

    func insert(_ count: Int, batch: Int) throws {
        try queue.writeWithoutTransaction { database in
            let statement = try database.cachedStatement(
                sql: "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            let id = Data(count: 16)
            let payload = Data("123456".utf8)
            let now: Int64 = 1_750_000_000_000_000
            for _ in stride(from: 0, to: count, by: batch) {
                try database.inTransaction(.immediate) {
                    for _ in 0..<batch {
                        next += 1
                        statement.setUncheckedArguments([next, id, 0, 0, "tenant-7", 1, 3, now, now, now, payload])
                        try statement.execute()
                    }
                    return .commit
                }
            }
        }
    }
}
