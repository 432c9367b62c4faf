import InMemoryLogging
import Logging
import Sluice
import Testing

@Suite("What is logged")
struct LoggingTests {
    @Test func aRunsLoggerSaysOfWhichRunItSpeaks() async throws {
        let shop = try await Shop()
        let handlers = TestHandlers(work: { payload, run in
            run.logger.info("hello", metadata: ["own": "1"])
            return payload
        })
        try await shop.executing(handlers) {
            let keyed = try await shop.client.work.trigger(1, queue: .keyed("k"))
            _ = try await shop.result(of: keyed)
            let keyless = try await shop.client.work.trigger(1)
            _ = try await shop.result(of: keyless)
            let entries = shop.log.entries.filter { $0.message == "hello" }
            var expected: Logger.Metadata = [
                "run": "\(keyed.id)", "task": "work", "queue": "keyed", "key": "k", "attempt": "1", "own": "1",
            ]
            #expect(entries.first?.metadata == expected)
            expected["run"] = "\(keyless.id)"
            expected["queue"] = "q"
            expected["key"] = nil
            #expect(entries.last?.metadata == expected)
        }
    }

    @Test func aFailedAttemptIsLoggedWithItsRunAndError() async throws {
        let shop = try await Shop(retry: RetryPolicy(maxAttempts: 2, minTimeout: .zero))
        let handlers = TestHandlers(work: { payload, run in
            if run.attempt == 1 { throw Mishap() }
            throw FinalMishap()
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(1)
            _ = try await shop.failure(of: run)
            let entries = shop.log.entries.filter { $0.level >= .warning }
            #expect(entries.map { $0.metadata["error"] } == ["mishap", "final mishap"])
            #expect(entries.map { $0.metadata["final"] } == ["false", "true"])
            #expect(entries.map { $0.metadata["attempt"] } == ["1", "2"])
            #expect(entries.allSatisfy { $0.metadata["run"] == "\(run.id)" })
        }
    }

    @Test func whatGoesWellIsNotLoggedAboveDebug() async throws {
        let shop = try await Shop()
        let handlers = TestHandlers(
            work: { payload, _ in payload }, parent: { payload, run in [try await run.work.triggerAndWait(payload)] })
        try await shop.executing(handlers) { _ = try await shop.result(of: shop.client.parent.trigger(1)) }
        #expect(shop.log.entries.filter { $0.level > .debug }.isEmpty)
        #expect(shop.log.entries.map(\.message) == ["worker started", "worker stopped"])
    }
}
