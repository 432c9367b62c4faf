import Foundation
import Logging
@_spi(SluiceGenerated) import Sluice
import SluiceSQLite

/// Mixed work for as long as somebody wants to watch: `SluiceCrashWorker soak STORE MINUTES` prints every ten seconds what it takes.
///
/// Memory and files must not grow once the first ended runs are dropped, which is after a minute.
enum Soak {
    static func run(path: String, minutes: Double) async throws {
        let store = try SQLiteStore(path: path, retention: Retention(count: 50_000, age: .seconds(60)))
        let client = try await Client(store: store, declarations: .crashing)
        let counter = SoakCounter()
        var logger = Logger(label: "soak")
        logger.logLevel = .critical
        let worker = try Worker(client: client, handlers: SoakHandlers(), logger: logger)
        let end = ContinuousClock.now + .seconds(minutes * 60)
        try await withThrowingTaskGroup { group in
            let serving = Task { try await worker.run() }
            for number in 0..<8 {
                group.addTask {
                    var caller = SoakCaller(client: client, counter: counter, seed: UInt64(number))
                    while ContinuousClock.now < end { try await caller.step() }
                    try await caller.drain()
                }
            }
            group.addTask { try await report(path: path, store: store, counter: counter, until: end) }
            try await group.waitForAll()
            serving.cancel()
            try await serving.value
        }
        store.close()
    }

    private static func report(
        path: String, store: SQLiteStore, counter: SoakCounter, until end: ContinuousClock.Instant
    ) async throws {
        print("seconds  runs/s  resident MB  file MB  log MB  live")
        let start = ContinuousClock.now
        var last = (time: start, count: 0)
        while ContinuousClock.now < end {
            try await Task.sleep(for: .seconds(10))
            let (now, count) = (ContinuousClock.now, counter.value)
            let rate = Double(count - last.count) / ((now - last.time) / .seconds(1))
            last = (now, count)
            let queues = try await store.snapshot().queues
            let live = queues.reduce(0) { $0 + $1.queued + $1.executing + $1.delayed + $1.waiting }
            let columns = [
                Int((now - start) / .seconds(1)), Int(rate), residentBytes() >> 20, size(path) >> 20,
                size(path + "-wal") >> 20, live,
            ]
            print(columns.map(String.init).joined(separator: "\t"))
            fflush(nil)
        }
    }

    private static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    /// What the process has in memory; 0 where the system does not tell in this way.
    private static func residentBytes() -> Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        return (Int(text.split(separator: " ")[1]) ?? 0) * Int(getpagesize())
    }
}
