import Foundation
import Metrics
import MetricsTestKit
@_spi(SluiceGenerated) import Sluice
import SluiceStoreConformance
import SluiceTestSupport
import SluiceTesting
import Testing

/// The process's metrics; set up once, because it can be set up once only.
private let metrics: TestMetrics = {
    let metrics = TestMetrics()
    MetricsSystem.bootstrap(metrics)
    return metrics
}()

@Suite("What is measured")
struct MetricsTests {
    /// A task of its own, so that no other test counts.
    private enum Measured: TaskDefinition {
        typealias Payload = Int
        typealias Output = Int
        typealias Queue = DefaultQueue
        static var id: String { "measured" }
    }

    private struct Handlers: TaskHandlers {
        let gate: Gate
        let journal: Journal<Int>

        func register(in registry: inout HandlerRegistry) { registry.add(Measured.self, self.measured(_:run:)) }

        func measured(_ payload: Int, run: RunContext<Measured>) async throws -> Int {
            journal.write(payload)
            switch payload {
            case 1: throw Mishap()
            case 2, 3: try await gate.pass()
            default: break
            }
            return payload
        }
    }

    @Test func attemptsAreCountedByOutcomeAndTimed() async throws {
        let metrics = metrics
        var declarations = Declarations()
        declarations.addQueue("measured", concurrencyLimit: 1)
        declarations.addTask(
            "measured", queue: "measured", retry: RetryPolicy(maxAttempts: 1), maxDuration: .seconds(5))
        let (time, journal) = (ManualTime(), Journal<Int>())
        let client = try await Client(store: MemoryStore(time: time), declarations: declarations)
        let trigger = TaskTrigger<Measured>(client)
        let waiting = try await trigger.trigger(0)
        time.advance(by: .seconds(3))
        let worker = try Worker(
            client: client, handlers: Handlers(gate: Gate(), journal: journal),
            options: WorkerOptions(metricsInterval: .seconds(7)), time: time)
        let running = Task { try await worker.run() }
        _ = try await soon("the run ends") { try await waiting.result() }
        for payload in 1...4 {
            let run = try await trigger.trigger(payload)
            while try await journal.next() != payload {}
            if payload == 2 { try await run.cancel() }
            if payload == 3 { time.advance(by: .seconds(5)) }
            _ = try? await soon("the run ends") { try await run.result() }
        }
        let queued = try await trigger.trigger(2)
        while try await journal.next() != 2 {}
        _ = try await trigger.trigger(5)
        try await time.sleeper(until: time.now + .seconds(2))
        time.advance(by: .seconds(2))
        // The next sample is taken before the next sleep.
        try await time.sleeper(until: time.now + .seconds(7))
        #expect(try metrics.expectGauge("sluice_queue_executing", [("queue", "measured")]).lastValue == 1)
        #expect(try metrics.expectGauge("sluice_queue_queued", [("queue", "measured")]).lastValue == 1)
        running.cancel()
        try await soon("the worker stops") { try await running.value }
        #expect(try await queued.status() == .queued)

        let expected = ["completed": 2, "failed": 1, "canceled": 1, "timedOut": 1, "returned": 1]
        for (outcome, count) in expected {
            let counter = try metrics.expectCounter(
                "sluice_attempts_total", [("task", "measured"), ("outcome", outcome)])
            #expect(counter.totalValue == count, "attempts that were \(outcome)")
        }
        let waits = try metrics.expectTimer("sluice_run_waiting_seconds", [("task", "measured")])
        #expect(waits.values.count == 6)
        #expect(waits.values.first == 3_000_000_000)
        #expect(try metrics.expectTimer("sluice_run_duration_seconds", [("task", "measured")]).values.count == 6)
        #expect(try Self.documented() == Self.emitted(metrics))
    }

    /// A metric's name, type and labels, as a row of the documentation's table.
    private struct Row: Hashable {
        var name: String
        var type: String
        var labels: Set<String>
    }

    private static func emitted(_ metrics: TestMetrics) -> Set<Row> {
        func rows(_ type: String, _ found: [(label: String, dimensions: [(String, String)])]) -> [Row] {
            // Without what stores of other tests in this process may count.
            found.filter { $0.label.hasPrefix("sluice_") && !$0.label.hasPrefix("sluice_slot_") }
                .map { Row(name: $0.label, type: type, labels: Set($0.dimensions.map(\.0))) }
        }
        return Set(
            rows("counter", metrics.counters.map { ($0.label, $0.dimensions) })
                + rows("gauge", metrics.recorders.map { ($0.label, $0.dimensions) })
                + rows("timer", metrics.timers.map { ($0.label, $0.dimensions) }))
    }

    private static func documented() throws -> Set<Row> {
        let article = Repository.root.appending(components: "Sources", "Sluice", "Sluice.docc", "InProduction.md")
        // The second table is of what a store in PostgreSQL adds.
        let table = try #require(
            try article.text().split(separator: "| Name | Type | Unit | Labels | Meaning |").dropFirst().first)
        let rows = table.matches(of: #/\| `(sluice_\w+)` \| (\w+) \| [^|]+ \| ([^|]+) \|/#)
        return Set(
            rows.map { row in
                let labels = row.3.matches(of: #/`(\w+)`/#).map { String($0.1) }
                return Row(name: String(row.1), type: String(row.2), labels: Set(labels))
            })
    }
}
