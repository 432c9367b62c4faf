import Dispatch
import GRDB
import Sluice
import SluiceSQLite
import Testing

@Suite("What several callers do at the same time is written whole, or not at all")
struct TornGroupTests {
    private let time = SettableTime()
    private static let callers = 8

    private func open(_ folder: StoreFolder, _ sabotage: Sabotage = Sabotage()) async throws -> SQLiteStore {
        let store = try folder.open(time: time, sabotage: sabotage)
        _ = try await store.register(.simulated(), organizationLimit: nil)
        return store
    }

    /// Lets callers trigger two runs each while the writer is held up by what was written before.
    /// - Parameters:
    ///   - last: What the writer does when it goes on.
    ///   - meanwhile: Called when all have come, before the writer goes on.
    /// - Returns: Who was told that all is well.
    private func trigger(
        _ store: SQLiteStore, _ sabotage: Sabotage, last: @escaping @Sendable () throws -> Void = {},
        meanwhile: () -> Void = {}
    ) async throws -> [Bool] {
        let gate = DispatchSemaphore(value: 0)
        let reached = sabotage.reached.count
        sabotage.arm(
            .call {
                gate.wait()
                try last()
            }, at: .point(.begin))
        return try await withThrowingTaskGroup { group in
            group.addTask { () -> Bool? in
                try? await store.pause(queue: "hold")
                return nil
            }
            while sabotage.reached.count == reached { await Task.yield() }
            for number in 0..<Self.callers {
                group.addTask { [time] in
                    var requests = RequestSource(seed: UInt64(number), time: time)
                    do {
                        _ = try await store.enqueue([requests.request("leaf"), requests.request("leaf")])
                        return true
                    } catch let error as SluiceError where error.code == .storeFailed {
                        return false
                    }
                }
            }
            while try await store.snapshot().queues.map(\.queued).max() != 2 * Self.callers { await Task.yield() }
            meanwhile()
            gate.signal()
            return try await group.reduce(into: []) { answers, answer in if let answer { answers.append(answer) } }
        }
    }

    private func count(in folder: StoreFolder) async throws -> Int {
        let store = try folder.open(time: time)
        defer { store.close() }
        return try await store.runs(matching: RunFilter(limit: 1_000)).count
    }

    @Test func aGroupThatFailsAnywhereIsNotThere() async throws {
        // Its beginning, its rows, its commit, and one that does not come.
        for statement in 0..<(1 + 2 * Self.callers + 3) {
            let (folder, sabotage) = (try StoreFolder(), Sabotage())
            let store = try await open(folder, sabotage)
            let answers = try await trigger(store, sabotage) {
                // After what is left of the group before: its queue, and its commit.
                sabotage.arm(.error(.SQLITE_FULL), at: .statement(3 + statement))
            }
            store.close()
            let point = sabotage.struckAt
            #expect(answers == Array(repeating: point == nil, count: Self.callers))
            #expect(try await count(in: folder) == (point == nil || point == .committed ? 2 * Self.callers : 0))
        }
    }

    @Test func whatGathersWhileAGroupFailsFailsWithIt() async throws {
        let (folder, sabotage) = (try StoreFolder(), Sabotage())
        let store = try await open(folder, sabotage)
        let answers = try await trigger(store, sabotage) { throw DatabaseError(resultCode: .SQLITE_FULL) }
        store.close()
        #expect(answers == Array(repeating: false, count: Self.callers))
        #expect(try await count(in: folder) == 0)
    }

    @Test func whoAwaitsAnEndingHearsThatTheStoreHasFailed() async throws {
        let (folder, sabotage) = (try StoreFolder(), Sabotage())
        let store = try await open(folder, sabotage)
        var requests = RequestSource(seed: 1, time: time)
        let run = try await store.enqueue([requests.request("leaf")])[0].id
        let awaiting = Task { try await store.ending(of: run) }
        sabotage.arm(.error(.SQLITE_IOERR), at: .point(.commit))
        await #expect(throws: SluiceError.self) { try await store.pause(queue: "plain") }
        let error = await #expect(throws: SluiceError.self) { try await awaiting.value }
        #expect(error?.code == .storeFailed)
        store.close()
    }

    @Test func whoAwaitsAnEndingHearsThatTheStoreIsClosed() async throws {
        let store = try await open(StoreFolder())
        var requests = RequestSource(seed: 1, time: time)
        let run = try await store.enqueue([requests.request("leaf")])[0].id
        let awaiting = Task { try await store.ending(of: run) }
        store.close()
        let error = await #expect(throws: SluiceError.self) { try await awaiting.value }
        #expect(error?.code == .storeFailed)
    }

    @Test func aPayloadIsReadBeforeItsRunIsDropped() async throws {
        let folder = try StoreFolder()
        var requests = RequestSource(seed: 1, time: time)
        let once = TriggerOptions(maxAttempts: 1)
        let first = try await open(folder)
        _ = try await first.enqueue([requests.request("leaf", options: once), requests.request("leaf", options: once)])
        first.close()
        // Only the file has the payloads now, and it keeps one ended run.
        let sabotage = Sabotage()
        let store = try folder.open(retention: Retention(count: 1), time: time, sabotage: sabotage)
        let worker = try await store.openWorker(tasks: nil) { _ in }.worker
        let gate = DispatchSemaphore(value: 0)
        let reached = sabotage.reached.count
        sabotage.arm(.call { gate.wait() }, at: .point(.begin))
        async let pause: Void = store.pause(queue: "hold")
        while sabotage.reached.count == reached { await Task.yield() }
        async let claims = store.claim(worker, limit: 2)
        while try await store.snapshot().executing != 2 { await Task.yield() }
        // Both attempts were the last: the one that ends second drops the other.
        async let loss: Void = store.abandonWorker(worker)
        while try await store.snapshot().executing != 0 { await Task.yield() }
        gate.signal()
        try await pause
        #expect(try await claims.count == 2)
        try await loss
        store.close()
    }
}
