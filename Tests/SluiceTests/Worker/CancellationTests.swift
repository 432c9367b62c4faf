import Sluice
import SluiceStoreConformance
import Testing

@Suite("A run is cancelled")
struct CancellationTests {
    @Test func anExecutingRunIsToldThroughItsTask() async throws {
        let shop = try await Shop(limit: 1)
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            if payload == 1 { try await gate.pass() }
            return payload
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(1)
            _ = try await journal.next()
            #expect(try await run.cancel() == .executing)
            #expect(try await shop.failure(of: run).code == .runCanceled)
            #expect(try await shop.attempts(of: run.id) == 1)
            #expect(try await shop.result(of: shop.client.work.trigger(2)) == 2)
        }
    }

    @Test func aQueuedRunNeverExecutes() async throws {
        let shop = try await Shop(limit: 1)
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            if payload == 1 { try await gate.pass() }
            return payload
        })
        try await shop.executing(handlers) {
            let first = try await shop.client.work.trigger(1)
            _ = try await journal.next()
            let second = try await shop.client.work.trigger(2)
            let third = try await shop.client.work.trigger(3)
            #expect(try await second.cancel() == .canceled)
            gate.open()
            #expect(try await shop.result(of: first) == 1)
            #expect(try await shop.result(of: third) == 3)
            #expect(journal.entries == [1, 3])
        }
    }

    @Test func aWaitingRunIsToldAndSoIsTheRunItWaitsFor() async throws {
        let shop = try await Shop(limit: 1)
        let (journal, gate) = (Journal<String>(), Gate())
        let handlers = TestHandlers(
            work: { payload, _ in
                journal.write("child")
                do { try await gate.pass() } catch {
                    journal.write("child cancelled")
                    throw error
                }
                return payload
            },
            parent: { _, run in
                do { return [try await run.work.triggerAndWait(1)] } catch is CancellationError {
                    journal.write("parent cancelled \(Task.isCancelled)")
                    throw CancellationError()
                }
            })
        try await shop.executing(handlers) {
            let run = try await shop.client.parent.trigger(1)
            #expect(try await journal.next() == "child")
            #expect(try await run.cancel() == .waiting)
            #expect(try await journal.next(2) == ["child cancelled", "parent cancelled true"])
            #expect(try await shop.failure(of: run).code == .runCanceled)
        }
        #expect(try await shop.store.snapshot().executing == 0)
    }

    @Test func aCancelledHandlerWaitsForNothingMore() async throws {
        let shop = try await Shop()
        let (journal, gate) = (Journal<String>(), Gate())
        let handlers = TestHandlers(parent: { _, run in
            journal.write("started")
            await gate.passStubbornly()
            do { _ = try await run.work.triggerAndWait(1) } catch { journal.write("\(type(of: error))") }
            return []
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.parent.trigger(1)
            #expect(try await journal.next() == "started")
            try await run.cancel()
            gate.open()
            #expect(try await journal.next() == "CancellationError")
            #expect(try await shop.result(of: run) == [])
            #expect(try await shop.store.snapshot().queues.allSatisfy { $0.queued == 0 })
        }
    }

    /// An executor goes on to the next run as soon as one has ended: a cancel that arrives in that moment must not hit the next.
    @Test(arguments: 1...4) func aCancelNeverHitsAnotherRun(concurrency: Int) async throws {
        let shop = try await Shop()
        let wrong = Journal<RunID>()
        let wanted = Journal<RunID>()
        let handlers = TestHandlers(work: { payload, run in
            // Odd runs are cancelled by the test, even ones never.
            if payload.isMultiple(of: 2) {
                for _ in 0..<3 {
                    await Task.yield()
                    if Task.isCancelled { wrong.write(run.id) }
                }
            } else {
                wanted.write(run.id)
                await Task.yield()
            }
            return payload
        })
        try await shop.executing(handlers, concurrency: concurrency) {
            let runs = try await shop.client.work.batchTrigger((0..<2_000).map { BatchItem($0) })
            let canceller = Task {
                for _ in 0..<1_000 { try await shop.client.work.handle(for: wanted.next()).cancel() }
            }
            for run in runs { _ = try? await shop.result(of: run) }
            try await canceller.value
            for (index, run) in runs.enumerated() {
                let state = try await run.status()
                #expect(state == .completed || !index.isMultiple(of: 2) && state == .canceled)
            }
        }
        #expect(wrong.entries.isEmpty)
    }

    /// Cancels fall into every moment of a wait: before it, while it begins, while it lasts, while it ends.
    @Test func aCancelIsNeverLostAroundAWait() async throws {
        let shop = try await Shop(limit: 5)
        let started = Journal<RunID>()
        let handlers = TestHandlers(
            work: { payload, _ in
                await Task.yield()
                return payload
            },
            parent: { payload, run in
                started.write(run.id)
                for _ in 0..<(payload % 7) { await Task.yield() }
                _ = try await run.work.triggerAndWait(payload)
                // Ends only by its cancel.
                try await Gate().pass()
                return []
            })
        try await shop.executing(handlers, concurrency: 4) {
            let runs = try await shop.client.parent.batchTrigger((0..<300).map { BatchItem($0) })
            let canceller = Task {
                for number in 0..<runs.count {
                    let run = try await started.next()
                    for _ in 0..<(number % 13) { await Task.yield() }
                    try await shop.store.cancel(run)
                }
            }
            for run in runs { #expect(try await shop.failure(of: run).code == .runCanceled) }
            try await canceller.value
        }
        #expect(try await shop.store.snapshot().executing == 0)
    }
}
