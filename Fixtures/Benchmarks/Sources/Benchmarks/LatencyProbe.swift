@_spi(SluiceGenerated) import Sluice
import Synchronization

/// A service with nothing to do but the one run that is triggered, and timed.
struct LatencyProbe {
    private enum Nothing: TaskDefinition {
        static let id = "nothing"
        typealias Payload = NoPayload
        typealias Output = NoOutput
        typealias Queue = DefaultQueue
    }

    /// Says when the handler was called.
    private final class Starts: Sendable {
        private let latest = Mutex<ContinuousClock.Instant?>(nil)

        func note() { latest.withLock { $0 = .now } }

        func takeLatest() -> ContinuousClock.Instant? { latest.withLock { $0.take() } }
    }

    private struct Handlers: TaskHandlers {
        let starts: Starts

        func register(in registry: inout HandlerRegistry) {
            registry.addWithoutBoth(Nothing.self) { _ in starts.note() }
        }
    }

    private let trigger: TaskTrigger<Nothing>
    private let starts = Starts()
    private let serving: Task<Void, any Error>

    init(_ store: any RunStore, isPaused: Bool) async throws {
        var declarations = Declarations()
        declarations.addQueue("nothing", paused: isPaused)
        declarations.addTask("nothing", queue: "nothing")
        let client = try await Client(store: store, declarations: declarations)
        let worker = try Worker(
            client: client, handlers: Handlers(starts: starts),
            options: WorkerOptions(gracePeriod: .zero, metricsInterval: nil))
        serving = Task { try await worker.run() }
        trigger = TaskTrigger(client)
        if !isPaused { _ = try await secondsToStart() }
    }

    func trigger() async throws { try await trigger.trigger() }

    /// The seconds from before a trigger to the first line of its handler. Returns when the run has ended.
    func secondsToStart() async throws -> Double {
        let begin = ContinuousClock.now
        try await trigger.trigger().result()
        guard let start = starts.takeLatest() else { preconditionFailure("a run that has ended has started") }
        return (start - begin) / .seconds(1)
    }

    func stop() async throws {
        serving.cancel()
        try await serving.value
    }
}
