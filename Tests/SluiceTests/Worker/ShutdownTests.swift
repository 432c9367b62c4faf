import ServiceLifecycle
import ServiceLifecycleTestKit
import Sluice
import SluiceStoreConformance
import SluiceTesting
import Testing

@Suite("A worker stops")
struct ShutdownTests {
    /// Runs a worker, triggers graceful shutdown after `body`, then does `afterwards`, and awaits the worker's end.
    static func shuttingDown(
        _ worker: Worker, _ body: @escaping @Sendable () async throws -> Void,
        afterwards: @escaping @Sendable () async throws -> Void = {}
    ) async throws {
        try await testGracefulShutdown { trigger in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await soon("the worker stops") { try await worker.run() } }
                try await body()
                trigger.triggerGracefulShutdown()
                try await afterwards()
                try await group.waitForAll()
            }
        }
    }

    @Test func whatExecutesFinishesWithinTheGracePeriod() async throws {
        let shop = try await Shop()
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            try await gate.pass()
            return payload
        })
        let worker = try shop.worker(handlers, concurrency: 2)
        let runs = try await shop.client.work.batchTrigger((0..<5).map { BatchItem($0) })
        try await Self.shuttingDown(worker) {
            _ = try await journal.next(2)
        } afterwards: {
            try await shop.time.sleeper(until: shop.time.now + .seconds(30))
            shop.time.advance(by: .seconds(29))
            gate.open()
        }
        #expect(try await runs[0].status() == .completed)
        #expect(try await runs[1].status() == .completed)
        // Nothing started afterwards, and what is left is for another worker.
        #expect(journal.entries.count == 2)
        for run in runs[2...] { #expect(try await run.status() == .queued) }
        #expect(try await shop.store.snapshot().executing == 0)
    }

    @Test func whatDoesNotFinishIsCancelledAndPutBackUnspent() async throws {
        let shop = try await Shop(retry: RetryPolicy(maxAttempts: 1))
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, run in
            journal.write(run.attempt)
            try await gate.pass()
            return payload
        })
        let run = try await shop.client.work.trigger(7)
        try await Self.shuttingDown(try shop.worker(handlers)) {
            _ = try await journal.next()
        } afterwards: {
            try await shop.time.sleeper(until: shop.time.now + .seconds(30))
            shop.time.advance(by: .seconds(30))
        }
        #expect(try await run.status() == .queued)
        #expect(try await shop.attempts(of: run.id) == 0)
        gate.open()
        let output = try await shop.executing(handlers) { try await shop.result(of: run) }
        #expect(output == 7)
        #expect(journal.entries == [1, 1])
    }

    @Test func aGracePeriodOfNothingCancelsAtOnce() async throws {
        let shop = try await Shop()
        let journal = Journal<Int>()
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            try await Gate().pass()
            return payload
        })
        let run = try await shop.client.work.trigger(1)
        try await Self.shuttingDown(try shop.worker(handlers, gracePeriod: .zero)) { _ = try await journal.next() }
        #expect(try await run.status() == .queued)
    }

    @Test func whatWaitsIsPutBackUnspentAndFindsItsChildrenLater() async throws {
        let shop = try await Shop(limit: 1, retry: RetryPolicy(maxAttempts: 1))
        let (journal, gate) = (Journal<String>(), Gate())
        let handlers = TestHandlers(
            work: { payload, run in
                journal.write("child \(run.id)")
                try await gate.pass()
                return payload
            },
            parent: { payload, run in
                journal.write("parent \(run.attempt)")
                do { return [try await run.work.triggerAndWait(payload)] } catch {
                    journal.write("\(type(of: error))")
                    throw error
                }
            })
        let run = try await shop.client.parent.trigger(3)
        try await Self.shuttingDown(try shop.worker(handlers)) {
            _ = try await journal.next(2)
        } afterwards: {
            try await shop.time.sleeper(until: shop.time.now + .seconds(30))
            gate.open()
        }
        #expect(journal.entries.count == 3)
        #expect(journal.entries.last == "CancellationError")
        #expect(try await run.status() == .queued)
        #expect(try await shop.attempts(of: run.id) == 0)
        let output = try await shop.executing(handlers) { try await shop.result(of: run) }
        #expect(output == [3])
        #expect(journal.entries.dropFirst(3) == ["parent 1"])
    }

    @Test func aCancelledWorkerStopsWithoutGrace() async throws {
        let shop = try await Shop(retry: RetryPolicy(maxAttempts: 1))
        let journal = Journal<Int>()
        let handlers = TestHandlers(
            work: { payload, _ in
                journal.write(payload)
                try await Gate().pass()
                return payload
            },
            parent: { payload, run in
                journal.write(payload)
                return [try await run.work.triggerAndWait(payload)]
            })
        let work = try await shop.client.work.trigger(1)
        let parent = try await shop.client.parent.trigger(2)
        try await shop.executing(handlers) { _ = try await journal.next(3) }
        for status in [try await work.status(), try await parent.status()] { #expect(status == .queued) }
        #expect(try await shop.attempts(of: work.id) == 0)
        #expect(try await shop.store.snapshot().executing == 0)
    }

    @Test func aCancelDuringTheGracePeriodEndsIt() async throws {
        let shop = try await Shop()
        let journal = Journal<Int>()
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            try await Gate().pass()
            return payload
        })
        let (worker, run) = (try shop.worker(handlers), try await shop.client.work.trigger(1))
        try await testGracefulShutdown { trigger in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await worker.run() }
                _ = try await journal.next()
                trigger.triggerGracefulShutdown()
                try await shop.time.sleeper(until: shop.time.now + .seconds(30))
                group.cancelAll()
                try await group.waitForAll()
            }
        }
        #expect(try await run.status() == .queued)
    }

    @Test func aHandlerThatHeedsNothingIsWaitedFor() async throws {
        let shop = try await Shop()
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            await gate.passStubbornly()
            return payload
        })
        let run = try await shop.client.work.trigger(1)
        let running = Task { [worker = try shop.worker(handlers)] in try await worker.run() }
        _ = try await journal.next()
        running.cancel()
        #expect(try await run.status() == .executing)
        gate.open()
        try await soon("the worker stops") { try await running.value }
        #expect(try await run.status() == .completed)
    }

    @Test func aWorkerCanRunAgain() async throws {
        let shop = try await Shop()
        let worker = try shop.worker(TestHandlers(work: { payload, _ in payload }))
        for number in 0..<3 {
            let running = Task { try await worker.run() }
            #expect(try await shop.result(of: shop.client.work.trigger(number)) == number)
            running.cancel()
            try await soon("the worker stops") { try await running.value }
        }
    }

    /// Workers come and go while parents wait for children; nothing is lost, and no stop hangs.
    @Test(arguments: 1...5) func stopsInEveryMomentLoseNothing(seed: Int) async throws {
        let shop = try await Shop(limit: 4, retry: RetryPolicy(maxAttempts: 1))
        let handlers = TestHandlers(
            work: { payload, _ in
                await Task.yield()
                return payload
            },
            parent: { payload, run in
                [try await run.work.triggerAndWait(payload), try await run.work.triggerAndWait(payload + 1)]
            })
        let runs = try await shop.client.parent.batchTrigger((0..<100).map { BatchItem($0) })
        var round = seed
        while try await shop.store.snapshot().queues.contains(where: { $0.queued + $0.executing + $0.waiting > 0 }) {
            let moment = round * 37 % 101
            try await shop.executing(handlers, concurrency: 3) { for _ in 0..<moment { await Task.yield() } }
            round += 1
        }
        for (index, run) in runs.enumerated() { #expect(try await shop.result(of: run) == [index, index + 1]) }
        #expect(try await shop.store.snapshot().executing == 0)
    }

    @Test func aServiceGroupRunsAndStopsIt() async throws {
        let shop = try await Shop()
        let worker = try shop.worker(TestHandlers(work: { payload, _ in payload }))
        let group = ServiceGroup(services: [worker], logger: shop.logger)
        let running = Task { try await group.run() }
        #expect(try await shop.result(of: shop.client.work.trigger(4)) == 4)
        await group.triggerGracefulShutdown()
        try await soon("the group stops") { try await running.value }
        let run = try await shop.client.work.trigger(5)
        #expect(try await run.status() == .queued)
    }
}
