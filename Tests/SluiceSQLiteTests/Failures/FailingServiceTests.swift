import GRDB
@_spi(SluiceGenerated) import Sluice
import SluiceSQLite
import Synchronization
import Testing

@Suite("A service whose store fails stops, and the next one goes on")
struct FailingServiceTests {
    enum Long: TaskDefinition {
        static let id = "long"
        typealias Payload = Int
        typealias Output = Int
        typealias Queue = DefaultQueue
    }

    /// A handler that lasts until it is cancelled, in its first attempt.
    struct LongHandlers: TaskHandlers {
        let onStart: @Sendable () -> Void
        let onCancel: @Sendable () -> Void

        func register(in registry: inout HandlerRegistry) {
            registry.add(Long.self) { number, run in
                guard run.attempt == 1 else { return number }
                onStart()
                do { try await Task.sleep(for: .seconds(3_600)) } catch {
                    onCancel()
                    throw error
                }
                return number
            }
        }
    }

    private func declarations() -> Declarations {
        var declarations = Declarations()
        declarations.addQueue("q", concurrencyLimit: 1)
        declarations.addTask("long", queue: "q")
        return declarations
    }

    @Test func runThrowsHandlersAreCancelledAndTheRunIsExecutedAgain() async throws {
        let (folder, sabotage) = (try StoreFolder(), Sabotage())
        let store = try folder.open(time: SystemTime(), sabotage: sabotage)
        let client = try await Client(store: store, declarations: declarations())
        let (starts, started) = AsyncStream<Void>.makeStream()
        let cancels = Atomic(0)
        let handlers = LongHandlers(onStart: { started.finish() }, onCancel: { cancels.add(1, ordering: .relaxed) })
        let run = try await TaskTrigger<Long>(client).trigger(7, queue: .init(choice: QueueChoice("q")))
        let serving = Task { try await Worker(client: client, handlers: handlers).run() }
        for await _ in starts {}
        sabotage.arm(.error(.SQLITE_FULL), at: .point(.commit))
        let refusal = await #expect(throws: SluiceError.self) { try await store.pause(queue: "q") }
        let failure = await #expect(throws: SluiceError.self) { try await serving.value }
        #expect(failure == refusal && failure?.code == .storeFailed)
        #expect(cancels.load(ordering: .relaxed) == 1)
        store.close()

        let next = try folder.open(time: SystemTime())
        let nextClient = try await Client(store: next, declarations: declarations())
        let nextServing = Task { try await Worker(client: nextClient, handlers: handlers).run() }
        let ending = try await next.ending(of: run.id)
        #expect(ending.state == .completed && ending.attempts == 2 && ending.output == Array("7".utf8))
        nextServing.cancel()
        try await nextServing.value
        next.close()
    }
}
