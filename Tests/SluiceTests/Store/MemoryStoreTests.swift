import Sluice
import SluiceStoreConformance
import SluiceTesting
import Synchronization
import Testing

@Suite("What the memory store promises beyond every store")
struct MemoryStoreTests {
    private final class Signals: Sendable {
        private let heard = Mutex<[WorkerSignal]>([])

        /// What was heard since the last time.
        func take() -> [WorkerSignal] {
            heard.withLock { heard in
                defer { heard = [] }
                return heard
            }
        }

        func hear(_ signal: WorkerSignal) { heard.withLock { $0.append(signal) } }
    }

    private let time = ManualTime()
    private let store: MemoryStore

    init() async throws {
        store = MemoryStore(time: time)
        var declarations = Declarations()
        declarations.addQueue("q", concurrencyLimit: 2)
        declarations.addTask("t", queue: "q")
        declarations.addTask("u", queue: "q")
        _ = try await store.register(declarations, organizationLimit: nil)
    }

    private func request(_ task: String = "t") -> RunRequest {
        RunRequest(id: RunID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)), task: task, payload: [])
    }

    @Test func aWorkerIsToldOnceAndOnlyOfWhatItCanStart() async throws {
        let signals = Signals()
        let worker = try await store.openWorker(tasks: ["t"]) { signals.hear($0) }.worker
        _ = try await store.enqueue([request()])
        #expect(signals.take() == [], "it has not asked")
        #expect(try await store.claim(worker, limit: 1).count == 1)
        _ = try await store.enqueue([request()])
        #expect(signals.take() == [], "it got what it asked for")
        #expect(try await store.claim(worker, limit: 5).count == 1)
        _ = try await store.enqueue([request("u"), request()])
        #expect(signals.take() == [], "the queue is full")
        try await store.override(queue: "q", limit: ConcurrencyLimit(total: 3))
        #expect(signals.take() == [.workAvailable])
        _ = try await store.enqueue([request(), request()])
        try await store.override(queue: "q", limit: ConcurrencyLimit(total: 9))
        #expect(signals.take() == [], "it was told, and has not asked since")
        #expect(try await store.claim(worker, limit: 9).count == 3)
        _ = try await store.enqueue([request("u")])
        #expect(signals.take() == [], "the task is not its own")
        try await store.closeWorker(worker)
        _ = try await store.enqueue([request()])
        #expect(signals.take() == [], "it has left")
    }

    @Test func aSignalMayCallTheStore() async throws {
        let (store, claimed) = (store, Journal<Int>())
        let worker = try await store.openWorker(tasks: nil) { _ in
            // The store numbers its workers from 1.
            Task { claimed.write(try await store.claim(WorkerID(rawValue: 1), limit: 1).count) }
        }.worker
        #expect(try await store.claim(worker, limit: 1).isEmpty)
        _ = try await store.enqueue([request()])
        #expect(try await claimed.next() == 1)
    }

    @Test func aStoreThatIsGoneLeavesNobodyAsleep() async throws {
        let time = ManualTime()
        let deadline = time.now + .seconds(60)
        do {
            let store = MemoryStore(time: time)
            var declarations = Declarations()
            declarations.addQueue("q")
            declarations.addTask("t", queue: "q")
            _ = try await store.register(declarations, organizationLimit: nil)
            var delayed = request()
            delayed.options.delay = .seconds(60)
            _ = try await store.enqueue([delayed])
            try await time.sleeper(until: deadline)
        }
        try await soon("the store's alarm is turned off") {
            while time.hasSleepers { await Task.yield() }
        }
    }
}
