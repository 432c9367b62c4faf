import Sluice
import SluiceSQLite
import SluiceTesting
import Testing

@Suite("Ended runs are kept for their time, and dropped in small steps")
struct RetentionTests {
    /// Triggers runs and completes them.
    private func complete(
        _ count: Int, _ store: SQLiteStore, _ requests: inout RequestSource,
        options: (Int) -> TriggerOptions = { _ in .init() }
    ) async throws -> [RunID] {
        let runs = try await store.enqueue((0..<count).map { requests.request("leaf", options: options($0)) })
        let worker = try await store.openWorker(tasks: nil) { _ in }.worker
        let endings = try await store.claim(worker, limit: count).compactMap { claim -> AttemptEnding? in
            guard case .start(let run) = claim else { return nil }
            return AttemptEnding(id: run.id, token: run.token, outcome: .completed(output: []))
        }
        #expect(endings.count == count)
        _ = try await store.finish(endings, claiming: 0, for: worker)
        try await store.closeWorker(worker)
        return runs.map(\.id)
    }

    private func register(_ store: SQLiteStore) async throws {
        _ = try await store.register(.simulated(), organizationLimit: nil)
        try await store.override(queue: "plain", limit: ConcurrencyLimit())
    }

    @Test func aSweepStallsNobody() async throws {
        let (folder, sabotage) = (try StoreFolder(), Sabotage())
        let time = SettableTime()
        let clock = ManualTime(now: time.now)
        let retention = Retention(count: 100_000, age: .seconds(60))
        var requests = RequestSource(seed: 1, time: time)
        var store = try folder.open(retention: retention, time: clock)
        try await register(store)
        _ = try await complete(2_000, store, &requests) { number in
            TriggerOptions(idempotencyKey: "\(number)", idempotencyKeyTTL: .seconds(30))
        }
        store.close()
        store = try folder.open(retention: retention, time: clock, sabotage: sabotage)
        try await clock.sleeper(until: clock.now + .seconds(10))
        let opened = sabotage.reached.count
        clock.advance(by: .seconds(100))
        var steps = 1
        while true {
            try await clock.sleeper(until: clock.now + (steps == 4 ? .seconds(10) : .milliseconds(20)))
            // Between two steps there is room for others, at once.
            _ = try await store.enqueue([requests.request("leaf")])
            if steps == 4 { break }
            clock.advance(by: .milliseconds(20))
            steps += 1
        }
        let groups = sabotage.reached[opened...].split(separator: .committed)
        #expect(groups.allSatisfy { $0.count { $0 == .dropRun } <= 500 })
        #expect(groups.allSatisfy { $0.count { $0 == .forgetIdempotencyKey } <= 500 })
        #expect(sabotage.reached.count { $0 == .dropRun } == 2_000)
        #expect(sabotage.reached.count { $0 == .forgetIdempotencyKey } == 2_000)
        #expect(
            try await store.runs(matching: RunFilter(limit: 1_000)).map(\.state) == Array(repeating: .queued, count: 4))
        store.close()
    }

    @Test func aClockThatJumpsDropsNothingTwiceAndKeepsNothingForEver() async throws {
        let (folder, time) = (try StoreFolder(), SettableTime())
        let retention = Retention(count: 1_000, age: .seconds(60))
        var requests = RequestSource(seed: 1, time: time)
        func known() async throws -> [RunID] {
            try await store.runs(matching: RunFilter(limit: 100)).map(\.id).sorted()
        }
        var store = try folder.open(retention: retention, time: time)
        try await register(store)
        let first = try await complete(1, store, &requests)
        time.now = time.now + .seconds(3_600)
        let second = try await complete(1, store, &requests)
        #expect(try await known() == second)
        await #expect(throws: SluiceError.self) { try await store.ending(of: first[0]) }
        time.now = time.now - .seconds(7_200)
        let third = try await complete(1, store, &requests)
        #expect(try await known() == (second + third).sorted())
        store.close()
        store = try folder.open(retention: retention, time: time)
        #expect(try await known() == (second + third).sorted())
        #expect(try await store.ending(of: second[0]).state == .completed)
        time.now = time.now + .seconds(10_800)
        let last = try await complete(2, store, &requests)
        #expect(try await known() == last.sorted())
        store.close()
    }

    @Test func fewerThanBeforeAreKeptFromTheNextStartOn() async throws {
        let (folder, time) = (try StoreFolder(), SettableTime())
        var requests = RequestSource(seed: 1, time: time)
        var store = try folder.open(time: time)
        try await register(store)
        let runs = try await complete(50, store, &requests)
        store.close()
        store = try folder.open(retention: Retention(count: 7), time: time)
        #expect(try await store.runs(matching: RunFilter(limit: 100)).map(\.id) == runs.suffix(7).reversed())
        store.close()
    }
}
