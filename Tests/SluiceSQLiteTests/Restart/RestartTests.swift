import Foundation
import Sluice
import SluiceSQLite
import SluiceTesting
import Testing

@Suite("What a process leaves, the next one finds")
struct RestartTests {
    private let time = SettableTime()
    private let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    private func queue(_ name: String, of store: SQLiteStore) async throws -> QueueSnapshot {
        try #require(try await store.snapshot().queues.first { $0.name == name })
    }

    private func open(_ sabotage: Sabotage = Sabotage()) throws -> SQLiteStore {
        try folder.open(time: time, sabotage: sabotage)
    }

    @Test func aQueueThatIsNoLongerDeclaredKeepsItsRunsAndItsLimits() async throws {
        var (old, new) = (Declarations(), Declarations())
        old.addQueue("mail", concurrencyLimit: 5)
        old.addTask("send", queue: "mail")
        new.addQueue("other")
        var requests = RequestSource(seed: 1, time: time)
        let first = try open()
        _ = try await first.register(old, organizationLimit: 9)
        try await first.override(queue: "mail", limit: ConcurrencyLimit(total: 1))
        let runs = try await first.enqueue([requests.request("send"), requests.request("send")]).map(\.id)
        first.close()
        for _ in 0..<2 {
            let next = try open()
            #expect(try await next.register(new, organizationLimit: 3).undeclaredQueues == ["mail"])
            next.close()
        }
        let last = try open()
        let mail = try await queue("mail", of: last)
        #expect(!mail.isDeclared && mail.isOverridden && mail.limit == ConcurrencyLimit(total: 1) && mail.queued == 2)
        #expect(try await last.snapshot().limit == 3)
        let worker = try await last.openWorker(tasks: nil) { _ in }.worker
        #expect(try await started(last.claim(worker, limit: 9)).map(\.id) == [runs[0]])
        try await last.reset(queue: "mail")
        #expect(try await queue("mail", of: last).limit == ConcurrencyLimit(total: 5))
        last.close()
    }

    private func started(_ claims: [Claim]) -> [ClaimedRun] {
        claims.compactMap { if case .start(let run) = $0 { run } else { nil } }
    }

    @Test func payloadsBeyondTheCacheAreReadFromTheFile() async throws {
        let sabotage = Sabotage()
        var store = try open(sabotage)
        _ = try await store.register(.simulated(), organizationLimit: nil)
        try await store.override(queue: "plain", limit: ConcurrencyLimit())
        var requests = RequestSource(seed: 1, time: time)
        let payloads = (0..<20).map { number in
            [UInt8](unsafeUninitializedCapacity: Client.maximumPayloadSize) { bytes, count in
                for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: index &* 31 ^ number) }
                count = bytes.count
            }
        }
        for payload in payloads {
            var request = requests.request("leaf")
            request.payload = payload
            _ = try await store.enqueue([request])
        }
        var worker = try await store.openWorker(tasks: nil) { _ in }.worker
        #expect(try await started(store.claim(worker, limit: 18)).map(\.payload) == Array(payloads.prefix(18)))
        // Of 20 MiB, 16 are kept in memory.
        #expect(sabotage.reached.count { $0 == .readPayload } == 2)
        store.close()
        store = try open()
        worker = try await store.openWorker(tasks: nil) { _ in }.worker
        #expect(try await started(store.claim(worker, limit: 20)).map(\.payload) == payloads)
        store.close()
    }

    @Test func aClosedStoreIsWholeWithoutItsLog() async throws {
        let store = try open()
        _ = try await store.register(.simulated(), organizationLimit: nil)
        var requests = RequestSource(seed: 1, time: time)
        let run = try await store.enqueue([requests.request("leaf")])[0].id
        // Who looks has a connection of his own.
        _ = try await store.history(of: run)
        store.close()
        let copy = try StoreFolder()
        try FileManager.default.copyItem(atPath: folder.path, toPath: copy.path)
        let next = try copy.open(time: time)
        #expect(try await next.run(run)?.state == .queued)
        next.close()
    }

    /// Spellings of the same characters, parts of SQL, characters that end texts elsewhere.
    private static let keys = [
        "é", "e\u{301}", "\0", "a\0b", "a", "🧵👩‍👩‍👧", "'; DROP TABLE run; --", "%_*?", "\u{FFFF}",
        String(repeating: "0123456789", count: 1_000),
    ]

    @Test func keysAreOpaque() async throws {
        var store = try open()
        _ = try await store.register(.simulated(), organizationLimit: nil)
        try await store.override(queue: "keyed", limit: ConcurrencyLimit(perKey: 1))
        var requests = RequestSource(seed: 1, time: time)
        var runs: [RunID] = []
        for key in Self.keys {
            let options = TriggerOptions(idempotencyKey: key, tags: [String(key.prefix(100))])
            runs += try await store.enqueue([requests.request("tenant", key: key, options: options)]).map(\.id)
            _ = try await store.enqueue([requests.request("tenant", key: key)])
        }
        store.close()
        store = try open()
        for (key, run) in zip(Self.keys, runs) {
            let options = TriggerOptions(idempotencyKey: key)
            let again = try await store.enqueue([requests.request("tenant", key: key, options: options)])
            #expect(again == [EnqueuedRun(id: run, isExisting: true)])
            let found = try await store.runs(matching: RunFilter(key: key))
            #expect(found.count == 2 && found.allSatisfy { $0.key?.utf8.elementsEqual(key.utf8) == true })
            #expect(try await store.history(of: run)?.idempotencyKey?.utf8.elementsEqual(key.utf8) == true)
        }
        let worker = try await store.openWorker(tasks: nil) { _ in }.worker
        // One of each key, since each has a pool of its own.
        #expect(try await started(store.claim(worker, limit: 100)).map(\.id).sorted() == runs.sorted())
        store.close()
    }

    @Test func tenThousandRunsInOneStep() async throws {
        var store = try open()
        _ = try await store.register(.simulated(), organizationLimit: nil)
        try await store.override(queue: "plain", limit: ConcurrencyLimit())
        var requests = RequestSource(seed: 1, time: time)
        let batch = (0..<10_000).map { number in
            requests.request("leaf", options: TriggerOptions(priority: .seconds(number % 3)))
        }
        let answers = try await store.enqueue(batch)
        #expect(answers == batch.map { EnqueuedRun(id: $0.id, isExisting: false) })
        store.close()
        store = try open()
        #expect(try await queue("plain", of: store).queued == 10_000)
        let worker = try await store.openWorker(tasks: nil) { _ in }.worker
        let runs = try await started(store.claim(worker, limit: 10_000))
        let inOrder = (0..<3).reversed().flatMap { rest in stride(from: rest, to: 10_000, by: 3).map { batch[$0] } }
        #expect(runs.map(\.id) == inOrder.map(\.id) && runs.map(\.payload) == inOrder.map(\.payload))
        store.close()
    }

    @Test func whatIsDueLaterHappensByItself() async throws {
        let clock = ManualTime(now: time.now)
        var store = try folder.open(time: clock)
        _ = try await store.register(.simulated(), organizationLimit: nil)
        var requests = RequestSource(seed: 1, time: time)
        let delayed = requests.request("leaf", options: TriggerOptions(delay: .seconds(10)))
        let brief = requests.request("holder", options: TriggerOptions(ttl: .seconds(20)))
        _ = try await store.enqueue([delayed, brief])
        try await store.pause(queue: "hold")
        store.close()
        store = try folder.open(time: clock)
        let (signals, continuation) = AsyncStream<WorkerSignal>.makeStream()
        let worker = try await store.openWorker(tasks: nil) { continuation.yield($0) }.worker
        #expect(try await store.claim(worker, limit: 5).isEmpty)
        clock.advance(by: .seconds(10))
        #expect(await signals.first { _ in true } == .workAvailable)
        #expect(try await started(store.claim(worker, limit: 5)).map(\.id) == [delayed.id])
        let ending = Task { [store] in try await store.ending(of: brief.id) }
        clock.advance(by: .seconds(10))
        #expect(try await ending.value.state == .expired)
        store.close()
    }
}
