@_spi(SluiceGenerated) import Sluice
import SluiceTestSupport

/// Handlers that say when they execute: `S`tart, `W`ait, `C`ontinue, `E`nd.
struct Handlers: TaskHandlers {
    let journal: SideJournal

    struct NotYet: Error {}

    func register(in registry: inout HandlerRegistry) {
        registry.add(Step.self) { number, run in try await execute(number, run) }
        registry.add(Tenant.self) { number, run in try await execute(number, run) }
        registry.add(Flaky.self) { number, run in
            try await execute(number, run) { if run.attempt < 3 { throw NotYet() } }
        }
        registry.add(Parent.self) { number, run in
            try await execute(number, run) {
                let children = WaitTrigger<Step>(run.scope)
                journal.write("W \(run.id) \(run.attempt)")
                let results = try await children.batchTriggerAndWait(
                    (0..<2).map { BatchItem<Step>(-(number * 10 + $0)) })
                journal.write("C \(run.id) \(run.attempt)")
                for result in results { _ = try result.get() }
            }
        }
    }

    private func execute<Definition: NumberedTask>(
        _ number: Int, _ run: RunContext<Definition>, _ body: () async throws -> Void = {}
    ) async throws -> Int {
        journal.write("S \(run.id) \(run.attempt) \(run.queue) \(run.key ?? "-") \(number)")
        do {
            // Work of some length, so that runs overlap.
            try await Task.sleep(for: .microseconds(Int.random(in: 0..<3_000)))
            try await body()
        } catch {
            journal.write("E \(run.id) \(run.attempt) \(error is CancellationError ? "stopped" : "failed")")
            throw error
        }
        journal.write("E \(run.id) \(run.attempt) completed")
        return number
    }
}
