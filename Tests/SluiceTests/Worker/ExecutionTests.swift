import Sluice
import SluiceStoreConformance
import SluiceTesting
import Testing

@Suite("A worker executes runs")
struct ExecutionTests {
    @Test func resultsAreTyped() async throws {
        let shop = try await Shop()
        let handlers = TestHandlers(
            work: { payload, _ in payload * 2 }, letter: { payload, _ in payload }, plain: { _ in })
        try await shop.executing(handlers) {
            #expect(try await shop.result(of: shop.client.work.trigger(21)) == 42)
            let letter = Letter.Payload(user: "ü\"\\\n", lines: ["", "🎈"])
            #expect(try await shop.result(of: shop.client.letter.trigger(letter)) == letter)
            _ = try await shop.result(of: shop.client.plain.trigger())
        }
    }

    @Test func aBatchHasResultsInOrder() async throws {
        let shop = try await Shop(limit: 3)
        try await shop.executing(TestHandlers(work: { payload, _ in payload })) {
            let runs = try await shop.client.work.batchTrigger((0..<50).map { BatchItem($0) })
            for (index, run) in runs.enumerated() { #expect(try await shop.result(of: run) == index) }
        }
    }

    @Test func theContextSaysWhichRunItIs() async throws {
        let shop = try await Shop()
        let journal = Journal<String>()
        let handlers = TestHandlers(work: { payload, run in
            journal.write("\(run.id) \(run.attempt) \(run.queue) \(run.key ?? "-") \(run.tags) \(run.triggeredAt)")
            if run.attempt == 1 { throw Mishap() }
            return payload
        })
        try await shop.executing(handlers) {
            let start = shop.time.now
            let run = try await shop.client.work.trigger(1, queue: .keyed("k"), options: .init(tags: ["a", "b"]))
            let rest = "keyed k [\"a\", \"b\"] \(start)"
            #expect(try await journal.next() == "\(run.id) 1 \(rest)")
            try await shop.time.sleeper(until: start + .seconds(1))
            shop.time.advance(by: .seconds(1))
            #expect(try await journal.next() == "\(run.id) 2 \(rest)")
            _ = try await shop.result(of: run)
        }
    }

    @Test func aFailedAttemptIsTriedAgainAfterItsWait() async throws {
        let shop = try await Shop(
            limit: 1, retry: RetryPolicy(maxAttempts: 3, factor: 3, minTimeout: .seconds(2), randomize: false))
        let journal = Journal<Int>()
        let handlers = TestHandlers(work: { payload, run in
            journal.write(payload)
            if payload == 1, run.attempt < 3 { throw Mishap() }
            return run.attempt
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(1)
            for pause in [Duration.seconds(2), .seconds(6)] {
                #expect(try await journal.next() == 1)
                try await shop.time.sleeper(until: shop.time.now + pause)
                #expect(try await run.status() == .delayed)
                // The wait holds no slot.
                #expect(try await shop.result(of: shop.client.work.trigger(2)) == 1)
                #expect(try await journal.next() == 2)
                shop.time.advance(by: pause)
            }
            #expect(try await shop.result(of: run) == 3)
            #expect(try await shop.attempts(of: run.id) == 3)
        }
    }

    @Test func theLastErrorIsKept() async throws {
        let shop = try await Shop(retry: RetryPolicy(maxAttempts: 2, minTimeout: .zero))
        let handlers = TestHandlers(work: { _, run in throw Mishap(description: "mishap \(run.attempt)") })
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(1)
            let error = try await shop.failure(of: run)
            #expect(error.code == .runFailed)
            #expect(error.message.contains("mishap 2"))
            #expect(error.runID == run.id)
            #expect(try await run.status() == .failed)
        }
    }

    @Test func aPayloadThatCannotBeReadIsNotTriedAgain() async throws {
        let shop = try await Shop()
        let handlers = TestHandlers(work: { payload, _ in payload })
        try await shop.executing(handlers) {
            // As a client with other declarations would send it.
            let request = RunRequest(id: RunID(high: 1, low: 2), task: "work", payload: Array("{}".utf8))
            let run = shop.client.work.handle(for: try await shop.store.enqueue([request])[0].id)
            #expect(try await shop.failure(of: run).message.contains("payload is an object, expected"))
            #expect(try await shop.attempts(of: run.id) == 1)
        }
    }

    @Test func anOutputOverTheBoundFailsItsRun() async throws {
        let shop = try await Shop()
        let handlers = TestHandlers(letter: { payload, _ in
            Letter.Payload(user: String(repeating: "x", count: Client.maximumPayloadSize), lines: [])
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.letter.trigger(Letter.Payload(user: "u", lines: []))
            #expect(try await shop.failure(of: run).message.contains("bytes, and at most 1048576 are kept"))
            #expect(try await shop.attempts(of: run.id) == 1)
        }
    }

    @Test func aWorkerRunsOnce() async throws {
        let shop = try await Shop()
        let worker = try shop.worker(TestHandlers(work: { payload, _ in payload }))
        for _ in 0..<2 {
            let running = Task { try await worker.run() }
            _ = try await shop.result(of: shop.client.work.trigger(1))
            let error = await #expect(throws: SluiceError.self) { try await worker.run() }
            #expect(error?.code == .alreadyRunning)
            // It was not disturbed, and once it has stopped it may run again.
            _ = try await shop.result(of: shop.client.work.trigger(2))
            running.cancel()
            try await soon("the worker stops") { try await running.value }
        }
    }

    @Test func aFinalErrorIsNotTriedAgain() async throws {
        let shop = try await Shop()
        try await shop.executing(TestHandlers(work: { _, _ in throw FinalMishap() })) {
            let run = try await shop.client.work.trigger(1)
            #expect(try await shop.failure(of: run).message.contains("final mishap"))
            #expect(try await shop.attempts(of: run.id) == 1)
        }
    }

    @Test func aPayloadOfTheWrongShapeFailsItsRunOnly() async throws {
        let shop = try await Shop(retry: RetryPolicy(maxAttempts: 1))
        try await shop.executing(TestHandlers(letter: { payload, _ in payload })) {
            let request = RunRequest(
                id: RunID(high: 7 << 12, low: 1 << 63), task: "letter", queue: "shared", payload: Array("[]".utf8))
            _ = try await shop.store.enqueue([request])
            let error = try await shop.failure(of: shop.client.letter.handle(for: request.id))
            #expect(error.code == .runFailed)
            #expect(error.message.hasPrefix("payload "))
            let letter = Letter.Payload(user: "u", lines: [])
            #expect(try await shop.result(of: shop.client.letter.trigger(letter)) == letter)
        }
    }

    @Test func aWorkerCanServeSomeTasksOnly() async throws {
        let shop = try await Shop()
        let handlers = TestHandlers(work: { payload, _ in payload }, plain: { _ in })
        try await shop.executing(handlers, tasks: ["plain"]) {
            let run = try await shop.client.work.trigger(1)
            _ = try await shop.result(of: shop.client.plain.trigger())
            #expect(try await run.status() == .queued)
            let result = try await shop.executing(handlers, tasks: ["work"]) { try await shop.result(of: run) }
            #expect(result == 1)
        }
    }

    @Test func aWorkerIsRefusedWhoseHandlersDoNotFit() async throws {
        let shop = try await Shop()
        let work = TestHandlers(work: { payload, _ in payload })
        let twice = #expect(throws: SluiceError.self) { try Worker(client: shop.client, handlers: work, work) }
        #expect(twice?.code == .handlerMismatch)
        #expect(twice?.message.contains("'work'") == true)
        let missing = #expect(throws: SluiceError.self) { try shop.worker(work, tasks: ["work", "plain"]) }
        #expect(missing?.code == .handlerMismatch)
        #expect(missing?.message.contains("'plain'") == true)
        let other = try await Client(store: MemoryStore(), declarations: Declarations())
        let undeclared = #expect(throws: SluiceError.self) { try Worker(client: other, handlers: work) }
        #expect(undeclared?.code == .handlerMismatch)
        #expect(undeclared?.message.contains("'work'") == true)
    }

    @Test(arguments: [
        ("'concurrency'", WorkerOptions(concurrency: 0)), ("'gracePeriod'", WorkerOptions(gracePeriod: .seconds(-1))),
        ("'metricsInterval'", WorkerOptions(metricsInterval: .zero)),
    ])
    func optionsThatMeanNothingAreRefused(name: String, options: WorkerOptions) async throws {
        let shop = try await Shop()
        let error = #expect(throws: SluiceError.self) {
            try Worker(client: shop.client, handlers: TestHandlers(), options: options)
        }
        #expect(error?.code == .invalidOption)
        #expect(error?.message.contains(name) == true)
    }

    @Test func nothingOfAnAttemptIsKeptAfterItsEnd() async throws {
        let shop = try await Shop()
        let journal = Journal<WeakReference>()
        let handlers = TestHandlers(work: { payload, run in
            journal.write(WeakReference(run.attemptObject))
            return payload
        })
        try await shop.executing(handlers) { _ = try await shop.result(of: shop.client.work.trigger(1)) }
        #expect(journal.entries.count == 1)
        // Apart, because a failed expectation would look into what is left of it.
        let isGone = journal.entries[0].isGone
        #expect(isGone)
    }
}
