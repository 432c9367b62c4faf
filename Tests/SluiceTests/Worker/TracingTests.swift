import InMemoryLogging
import InMemoryTracing
import Logging
import Sluice
import SluiceTesting
import Testing
import Tracing

@Suite("What is traced")
struct TracingTests {
    private let tracer = InMemoryTracer()

    /// A shop whose client and workers were made under the tracer.
    private func makeShop(retry: RetryPolicy = .quick, maxDuration: Duration? = nil) async throws -> Shop {
        try await withTracer(tracer) { try await Shop(retry: retry, maxDuration: maxDuration) }
    }

    private func spans(_ name: String) -> [FinishedInMemorySpan] {
        tracer.finishedSpans.filter { $0.operationName == name }
    }

    @Test func anAttemptIsAChildOfItsTrigger() async throws {
        let shop = try await makeShop()
        let run = try await shop.executing(TestHandlers(work: { payload, _ in payload })) {
            let run = try await tracer.withSpan("request") { _ in
                try await shop.client.work.trigger(1, queue: .keyed("k"))
            }
            _ = try await shop.result(of: run)
            return run
        }
        let request = try #require(spans("request").first)
        let trigger = try #require(spans("trigger work").first)
        let attempt = try #require(spans("process work").first)
        #expect(tracer.finishedSpans.count == 3)
        #expect(trigger.kind == .producer)
        #expect(trigger.parentSpanID == request.spanID)
        #expect(
            trigger.attributes == [
                "messaging.system": "sluice", "messaging.operation.name": "trigger",
                "messaging.operation.type": "send", "messaging.destination.name": "keyed",
                "messaging.message.id": "\(run.id)", "sluice.task": "work", "sluice.key": "k",
            ])
        #expect(attempt.kind == .consumer)
        #expect(attempt.traceID == request.traceID)
        #expect(attempt.parentSpanID == trigger.spanID)
        #expect(attempt.links.map(\.context.inMemorySpanContext?.spanID) == [trigger.spanID])
        #expect(attempt.status == nil)
        #expect(
            attempt.attributes == [
                "messaging.system": "sluice", "messaging.operation.name": "process",
                "messaging.operation.type": "process", "messaging.destination.name": "keyed",
                "messaging.message.id": "\(run.id)", "sluice.task": "work", "sluice.key": "k", "sluice.attempt": 1,
                "sluice.outcome": "completed",
            ])
    }

    @Test func eachAttemptHasASpanAndItsError() async throws {
        let shop = try await makeShop(retry: RetryPolicy(maxAttempts: 2, minTimeout: .zero))
        let handlers = TestHandlers(work: { _, run in
            if run.attempt == 1 { throw Mishap() }
            throw FinalMishap()
        })
        try await shop.executing(handlers) { _ = try await shop.failure(of: shop.client.work.trigger(1)) }
        let attempts = spans("process work")
        #expect(attempts.map { $0.attributes.get("sluice.attempt") } == [1, 2])
        #expect(Set(attempts.map(\.parentSpanID)) == [spans("trigger work").first?.spanID])
        #expect(attempts.map(\.status) == ["mishap", "final mishap"].map { SpanStatus(code: .error, message: $0) })
        #expect(attempts.map { $0.errors.map { "\($0.error)" } } == [["mishap"], ["final mishap"]])
        #expect(attempts.map { $0.attributes.get("error.type") } == ["SluiceTests.Mishap", "SluiceTests.FinalMishap"])
        #expect(attempts.allSatisfy { $0.attributes.get("sluice.outcome") == "failed" })
    }

    @Test func whoIsCancelledHasNotFailedAndWhoIsTimedOutHas() async throws {
        let shop = try await makeShop(maxDuration: .seconds(5))
        let journal = Journal<Int>()
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            try await Gate().pass()
            return payload
        })
        try await shop.executing(handlers) {
            for payload in 1...2 {
                let run = try await shop.client.work.trigger(payload)
                _ = try await journal.next()
                if payload == 1 { try await run.cancel() } else { shop.time.advance(by: .seconds(5)) }
                _ = try await shop.failure(of: run)
            }
        }
        let attempts = spans("process work")
        #expect(attempts.map { $0.attributes.get("sluice.outcome") } == ["canceled", "timedOut"])
        #expect(attempts.map(\.status?.code) == [nil, .error])
    }

    @Test func childrenBelongToTheirParentsSpan() async throws {
        let shop = try await makeShop()
        let handlers = TestHandlers(
            work: { payload, _ in payload },
            parent: { payload, run in
                try await run.work.batchTriggerAndWait([BatchItem(payload), BatchItem(payload)]).map { try $0.get() }
            })
        try await shop.executing(handlers) { _ = try await shop.result(of: shop.client.parent.trigger(1)) }
        let parent = try #require(spans("process parent").first)
        let trigger = try #require(spans("trigger work").first)
        #expect(trigger.parentSpanID == parent.spanID)
        #expect(trigger.attributes.get("messaging.batch.message_count") == 2)
        #expect(spans("process work").map(\.parentSpanID) == [trigger.spanID, trigger.spanID])
        #expect(Set(tracer.finishedSpans.map(\.traceID)).count == 1)
    }

    @Test func aTriggerThatIsRefusedSaysSo() async throws {
        let shop = try await makeShop()
        await #expect(throws: SluiceError.self) {
            try await shop.client.work.trigger(1, options: TriggerOptions(ttl: .zero))
        }
        let trigger = try #require(spans("trigger work").first)
        #expect(trigger.status == SpanStatus(code: .error))
        #expect(trigger.errors.count == 1)
        #expect(trigger.attributes.get("messaging.destination.name") == nil)
    }

    /// What a logger's metadata provider finds: in the handler, and where the worker speaks of the attempt.
    @Test func logLinesHaveTheirTrace() async throws {
        let shop = try await makeShop(retry: RetryPolicy(maxAttempts: 1))
        let handlers = TestHandlers(work: { _, run in
            run.logger.info("hello")
            throw Mishap()
        })
        let provider = Logger.MetadataProvider {
            ServiceContext.current?.inMemorySpanContext.map { ["trace_id": "\($0.traceID)"] } ?? [:]
        }
        let logger = Logger(label: "test") { _ in
            var handler = shop.log
            handler.metadataProvider = provider
            return handler
        }
        let worker = try Worker(client: shop.client, handlers: handlers, time: shop.time, logger: logger)
        let running = Task { try await worker.run() }
        _ = try await shop.failure(of: shop.client.work.trigger(1))
        running.cancel()
        try await soon("the worker stops") { try await running.value }
        let trace = try #require(spans("process work").first).traceID
        for message in ["hello", "attempt failed"] {
            let entry = try #require(shop.log.entries.first { $0.message == "\(message)" })
            #expect(entry.metadata["trace_id"] == "\(trace)")
        }
    }

    @Test func withoutATracerNothingTravels() async throws {
        let requests = Journal<RunRequest>()
        let shop = try await Shop(store: { KeepingStore(base: $0, requests: requests) })
        _ = try await tracer.withSpan("request") { _ in try await shop.client.work.trigger(1) }
        #expect(requests.entries.map(\.traceContext) == [[:]])
        #expect(tracer.finishedSpans.map(\.operationName) == ["request"])
    }
}

/// Keeps what was asked of a store.
private struct KeepingStore: ForwardingStore {
    let base: any RunStore
    let requests: Journal<RunRequest>

    func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] {
        for request in requests { self.requests.write(request) }
        return try await base.enqueue(requests)
    }
}
