import Sluice
import SluiceStoreConformance
import SluiceTesting
import Testing

@Suite("A handler waits for other runs")
struct WaitTests {
    @Test(arguments: [1, 10]) func aRunGetsTheOutputOfTheRunItTriggers(concurrency: Int) async throws {
        let shop = try await Shop(limit: 1, organization: 1)
        let handlers = TestHandlers(
            work: { payload, _ in payload * 2 },
            parent: { payload, run in [try await run.work.triggerAndWait(payload)] })
        try await shop.executing(handlers, concurrency: concurrency) {
            let output = try await shop.result(of: shop.client.parent.trigger(21))
            #expect(output == [42])
        }
    }

    @Test(arguments: [1, 3]) func chainsOfWaitsEndThroughOneSlot(concurrency: Int) async throws {
        let shop = try await Shop(limit: 1)
        let handlers = TestHandlers(parent: { payload, run in
            payload == 0 ? [0] : try await run.parent.triggerAndWait(payload - 1) + [payload]
        })
        try await shop.executing(handlers, concurrency: concurrency) {
            let output = try await shop.result(of: shop.client.parent.trigger(30))
            #expect(output == Array(0...30))
        }
    }

    @Test func aBatchHasItsResultsInOrderAndFailuresInTheirPlaces() async throws {
        let shop = try await Shop(limit: 3, retry: RetryPolicy(maxAttempts: 1))
        let journal = Journal<[String]>()
        let handlers = TestHandlers(
            work: { payload, _ in
                for _ in 0..<(10 - payload) { await Task.yield() }
                if payload == 3 { throw Mishap() }
                return payload
            },
            parent: { _, run in
                let results = try await run.work.batchTriggerAndWait((0..<10).map { BatchItem($0) })
                journal.write(
                    results.map { result in
                        switch result {
                        case .success(let output): "\(output)"
                        case .failure(let error): "\(error.code)"
                        }
                    })
                return []
            })
        try await shop.executing(handlers) {
            _ = try await shop.result(of: shop.client.parent.trigger(0))
            #expect(try await journal.next() == ["0", "1", "2", "runFailed", "4", "5", "6", "7", "8", "9"])
        }
    }

    @Test func anEmptyBatchIsNothingToWaitFor() async throws {
        let shop = try await Shop()
        let handlers = TestHandlers(parent: { _, run in
            try await run.work.batchTriggerAndWait([]).map { try $0.get() }
        })
        try await shop.executing(handlers) { _ = try await shop.result(of: shop.client.parent.trigger(0)) }
    }

    @Test func theErrorOfARunReachesTheOneThatWaits() async throws {
        let shop = try await Shop(retry: RetryPolicy(maxAttempts: 1))
        let journal = Journal<SluiceError.Code>()
        let handlers = TestHandlers(
            work: { _, _ in throw Mishap() },
            parent: { _, run in
                do { _ = try await run.work.triggerAndWait(0) } catch let error as SluiceError {
                    journal.write(error.code)
                }
                do {
                    _ = try await run.work.triggerAndWait(0, options: .init(delay: .seconds(9), ttl: .seconds(1)))
                } catch let error as SluiceError { journal.write(error.code) }
                return []
            })
        try await shop.executing(handlers) {
            let run = try await shop.client.parent.trigger(0)
            #expect(try await journal.next() == .runFailed)
            try await shop.store.pause(queue: "q")
            try await shop.time.sleeper(until: shop.time.now + .seconds(9))
            shop.time.advance(by: .seconds(10))
            #expect(try await journal.next() == .runExpired)
            #expect(try await shop.result(of: run) == [])
        }
    }

    @Test func aSecondWaitAtTheSameTimeIsRefused() async throws {
        let shop = try await Shop()
        let (journal, gate) = (Journal<SluiceError>(), Gate())
        let handlers = TestHandlers(
            work: { payload, _ in
                try await gate.pass()
                return payload
            },
            parent: { _, run in
                async let first = run.work.triggerAndWait(1)
                async let second = run.work.triggerAndWait(2)
                do { return [try await first, try await second] } catch let error as SluiceError {
                    journal.write(error)
                    gate.open()
                    throw FinalMishap()
                }
            })
        try await shop.executing(handlers) {
            let run = try await shop.client.parent.trigger(0)
            // Whichever of the two came first waits on until it is let go.
            gate.open()
            let error = try await journal.next()
            #expect(error.code == .concurrentWait)
            #expect(error.message.contains("batchTriggerAndWait"))
            #expect(try await shop.failure(of: run).code == .runFailed)
        }
    }

    @Test func theResultOfAHandleIsRefusedInsideAHandler() async throws {
        let shop = try await Shop()
        let handlers = TestHandlers(
            work: { payload, _ in payload },
            plain: { run in
                do { _ = try await run.client.work.trigger(1).result() } catch let error as SluiceError {
                    throw FinalMishap(description: "\(error.code): \(error.message)")
                }
            })
        try await shop.executing(handlers) {
            let message = try await shop.failure(of: shop.client.plain.trigger()).message
            #expect(message.contains("waitNotDeclared"))
            #expect(message.contains("'waitsFor: [work]' for 'plain'"))
        }
    }

    @Test func aRunCanTriggerOthersWithoutWaiting() async throws {
        let shop = try await Shop(limit: 1)
        let journal = Journal<RunID>()
        let handlers = TestHandlers(
            work: { payload, _ in payload },
            plain: { run in journal.write(try await run.client.work.trigger(5).id) })
        try await shop.executing(handlers) {
            _ = try await shop.client.plain.trigger()
            #expect(try await shop.result(of: shop.client.work.handle(for: journal.next())) == 5)
        }
    }

    @Test func aWaitForWhatCannotBeAcceptedIsRefusedAndTheRunGoesOn() async throws {
        let shop = try await Shop()
        let handlers = TestHandlers(
            work: { payload, _ in payload },
            parent: { payload, run in
                for queue in [Work.Queue.named("nowhere"), .named("keyed"), .keyed("")] {
                    do { _ = try await run.work.triggerAndWait(1, queue: queue) } catch is SluiceError { continue }
                    throw FinalMishap()
                }
                return [try await run.work.triggerAndWait(payload)]
            })
        try await shop.executing(handlers) {
            let output = try await shop.result(of: shop.client.parent.trigger(7))
            #expect(output == [7])
        }
    }

    @Test func aRunThatIsExecutedAgainFindsTheRunsItHadTriggered() async throws {
        let shop = try await Shop()
        let (children, attempts) = (Journal<Int>(), Journal<Int>())
        let handlers = TestHandlers(
            work: { payload, _ in
                children.write(payload)
                return payload
            },
            parent: { _, run in
                attempts.write(run.attempt)
                let first = try await run.work.triggerAndWait(10)
                if run.attempt == 1 { throw Mishap() }
                return [first, try await run.work.triggerAndWait(20)]
            })
        try await shop.executing(handlers) {
            let run = try await shop.client.parent.trigger(0)
            #expect(try await attempts.next() == 1)
            try await shop.time.sleeper(until: shop.time.now + .seconds(1))
            shop.time.advance(by: .seconds(1))
            #expect(try await shop.result(of: run) == [10, 20])
            #expect(children.entries == [10, 20])
            #expect(attempts.entries == [1, 2])
        }
    }

    @Test func aWaitThatAHandlerLeavesBehindIsAwaitedAndItsRoomCountedOnce() async throws {
        let shop = try await Shop(limit: 1)
        let gate = Gate()
        let handlers = TestHandlers(
            work: { payload, _ in
                try await gate.pass()
                return payload
            },
            parent: { _, run in
                let isWaiting = Gate()
                Task {
                    isWaiting.open()
                    _ = try await run.work.triggerAndWait(1)
                }
                try await isWaiting.pass()
                while try await shop.store.run(run.id)?.state == .executing { await Task.yield() }
                return [1]
            },
            plain: { _ in })
        try await shop.executing(handlers, concurrency: 1) {
            let run = try await shop.client.parent.trigger(0)
            gate.open()
            #expect(try await shop.result(of: run) == [1])
            _ = try await shop.result(of: shop.client.plain.trigger())
        }
        #expect(try await shop.store.snapshot().executing == 0)
    }

    @Test func aContextThatOutlivesItsRunWaitsForNothing() async throws {
        let shop = try await Shop()
        let contexts = Journal<RunContext<Parent>>()
        let handlers = TestHandlers(parent: { _, run in
            contexts.write(run)
            return []
        })
        try await shop.executing(handlers) {
            _ = try await shop.result(of: shop.client.parent.trigger(0))
            let context = try await contexts.next()
            let error = await #expect(throws: SluiceError.self) { try await context.work.triggerAndWait(1) }
            #expect(error?.code == .staleAttempt)
            #expect(try await shop.store.snapshot().queues.allSatisfy { $0.queued == 0 })
        }
    }

    @Test func withHoldARunKeepsItsSlotWhileItWaits() async throws {
        let shop = try await Shop(limit: 2, onWait: .hold)
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(
            work: { payload, _ in
                journal.write(payload)
                try await gate.pass()
                return payload
            }, parent: { payload, run in [try await run.work.triggerAndWait(payload)] })
        try await shop.executing(handlers) {
            let run = try await shop.client.parent.trigger(1)
            #expect(try await journal.next() == 1)
            let queued = try await shop.client.work.trigger(2)
            #expect(try await shop.store.snapshot().executing == 2)
            #expect(try await queued.status() == .queued)
            gate.open()
            #expect(try await shop.result(of: run) == [1])
            #expect(try await shop.result(of: queued) == 2)
        }
    }
}
