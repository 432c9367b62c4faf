import Sluice
import SluiceStoreConformance
import Synchronization
import Testing

@Suite("Many clients and workers at once")
struct WorkerStressTests {
    /// Counts from inside the handlers what executes, and keeps the first excess.
    private final class Recorder: Sendable {
        private struct State {
            var counts: [String: Int] = [:]
            var most: [String: Int] = [:]
            var excess: String?
        }

        private let state = Mutex(State())

        var excess: String? { state.withLock { $0.excess } }

        func most(of place: String) -> Int { state.withLock { $0.most[place] ?? 0 } }

        /// - Parameter places: Where the run holds slots, with their limits.
        func enter(_ places: [(String, Int)]) {
            state.withLock { state in
                for (place, limit) in places {
                    let count = (state.counts[place] ?? 0) + 1
                    state.counts[place] = count
                    state.most[place] = max(state.most[place] ?? 0, count)
                    if count > limit, state.excess == nil { state.excess = "\(count) of \(limit) in \(place)" }
                }
            }
        }

        func leave(_ places: [(String, Int)]) {
            state.withLock { state in for (place, _) in places { state.counts[place, default: 0] -= 1 } }
        }
    }

    private static func places<Definition>(of run: RunContext<Definition>) -> [(String, Int)] {
        var places = [("organization", 6)]
        switch run.queue {
        case "q": places.append(("q", 3))
        default: places.append(("key \(run.key ?? "-")", 1))
        }
        return places
    }

    @Test(arguments: 1...4) func noLimitIsExceededAndEverythingEnds(seed: Int) async throws {
        let shop = try await Shop(limit: 3, organization: 6, retry: RetryPolicy(maxAttempts: 3, minTimeout: .zero))
        let recorder = Recorder()
        let handlers = TestHandlers(
            work: { payload, run in
                let places = Self.places(of: run)
                recorder.enter(places)
                defer { recorder.leave(places) }
                for _ in 0..<(payload % 4) { await Task.yield() }
                if payload.isMultiple(of: 7), run.attempt < 3 { throw Mishap() }
                return payload
            },
            parent: { payload, run in
                let places = Self.places(of: run)
                recorder.enter(places)
                await Task.yield()
                recorder.leave(places)
                let items = (0..<3).map { BatchItem<Work>(payload + $0, queue: .keyed("\((payload + $0) % 5)")) }
                let results = try await run.work.batchTriggerAndWait(items)
                recorder.enter(places)
                defer { recorder.leave(places) }
                await Task.yield()
                return try results.map { try $0.get() }
            })
        let workers = try (1...3).map { concurrency in try shop.worker(handlers, concurrency: concurrency * 2) }
        let running = workers.map { worker in Task { try await worker.run() } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<4 {
                group.addTask {
                    for number in 0..<60 {
                        let payload = seed * 1_000 + client * 100 + number
                        if number.isMultiple(of: 5) {
                            let run = try await shop.client.parent.trigger(payload)
                            let output = try await shop.result(of: run)
                            #expect(output == (0..<3).map { payload + $0 })
                        } else {
                            let queue: Work.Queue = number.isMultiple(of: 2) ? .keyed("\(number % 5)") : .named("q")
                            let run = try await shop.client.work.trigger(payload, queue: queue)
                            if number.isMultiple(of: 3) { #expect(try await shop.result(of: run) == payload) }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        try await soon("everything ends") {
            while try await shop.store.snapshot().queues.contains(where: {
                $0.queued + $0.executing + $0.waiting + $0.delayed > 0
            }) { await Task.yield() }
        }
        for task in running {
            task.cancel()
            try await soon("the worker stops") { try await task.value }
        }
        #expect(recorder.excess == nil)
        #expect(recorder.most(of: "q") == 3)
        #expect(recorder.most(of: "organization") > 3)
    }
}
