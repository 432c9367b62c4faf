@_spi(SluiceGenerated) import Sluice
import SluiceStoreConformance
import Testing

@Suite("A client triggers runs")
struct ClientTests {
    @Test func aHandleTellsAndSteers() async throws {
        let shop = try await Shop()
        let run = try await shop.client.work.trigger(1)
        #expect(!run.isExisting)
        #expect(try await run.status() == .queued)
        #expect(try await run.cancel() == .canceled)
        #expect(try await run.status() == .canceled)
        let again = shop.client.work.handle(for: run.id)
        #expect(again.isExisting)
        #expect(try await shop.failure(of: again).code == .runCanceled)
    }

    @Test func aRunThatIsNotKnownIsSaidToBe() async throws {
        let shop = try await Shop()
        let handle = shop.client.work.handle(for: RunID(high: 1, low: 1))
        for operation in [
            { _ = try await handle.status() }, { _ = try await handle.result() }, { _ = try await handle.cancel() },
        ] as [@Sendable () async throws -> Void] {
            let error = await #expect(throws: SluiceError.self) { try await operation() }
            #expect(error?.code == .unknownRun)
            #expect(error?.runID == handle.id)
        }
    }

    @Test func whoWaitsForAResultCanBeCancelled() async throws {
        let shop = try await Shop()
        let run = try await shop.client.work.trigger(1)
        let waiter = Task { try await run.result() }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
    }

    @Test func anIdempotencyKeyGivesTheSameRun() async throws {
        let shop = try await Shop()
        let options = TriggerOptions(idempotencyKey: "k")
        let first = try await shop.client.work.trigger(1, options: options)
        let second = try await shop.client.work.trigger(2, options: options)
        #expect(first.id == second.id)
        #expect(!first.isExisting && second.isExisting)
        let batch = try await shop.client.work.batchTrigger([BatchItem(3, options: options), BatchItem(4)])
        #expect(batch.map(\.isExisting) == [true, false])
    }

    @Test func aPayloadsKeyIsTheRunsWhereItsQueueTakesOne() async throws {
        let shop = try await Shop()
        let letter = Letter.Payload(user: "ada", lines: [])
        let own = try await shop.client.letter.trigger(letter)
        #expect(try await shop.store.run(own.id)?.key == "ada")
        let shared = try await shop.client.letter.trigger(letter, queue: .shared)
        #expect(try await shop.store.run(shared.id)?.key == nil)
        let error = await #expect(throws: SluiceError.self) {
            try await shop.client.letter.trigger(Letter.Payload(user: "", lines: []))
        }
        #expect(error?.code == .emptyKey)
    }

    @Test func anEndingOtherThanCompletedIsATypedError() async throws {
        let endings: [(RunState, SluiceError.Code, String)] = [
            (.failed, .runFailed, "because"), (.canceled, .runCanceled, "'work'"), (.expired, .runExpired, "'ttl'"),
            (.timedOut, .runTimedOut, "'maxDuration'"),
        ]
        for (state, code, text) in endings {
            let error = try await failure(
                RunEnding(id: RunID(high: 0, low: 0), state: state, message: "because", attempts: 1))
            #expect(error.code == code)
            #expect(error.message.contains(text))
        }
    }

    @Test func anOutputOfAnotherShapeIsSaidToBe() async throws {
        for output in ["", "\"x\"", "1.5", "[1]", "1 1"] {
            let ending = RunEnding(
                id: RunID(high: 0, low: 0), state: .completed, output: Array(output.utf8), attempts: 1)
            let error = try await failure(ending)
            #expect(error.code == .invalidPayload)
            #expect(error.message.hasPrefix("output"))
        }
    }

    private func failure(_ ending: RunEnding) async throws -> SluiceError {
        final class EndingStore: ForwardingStore, Sendable {
            let base: any RunStore = MemoryStore()
            let ending: RunEnding

            init(_ ending: RunEnding) { self.ending = ending }

            func ending(of run: RunID) async throws -> RunEnding { ending }
        }
        let client = try await Client(store: EndingStore(ending), declarations: Declarations())
        return try await #require(throws: SluiceError.self) { try await client.work.handle(for: ending.id).result() }
    }

    @Test func aPayloadOverTheBoundIsRefused() async throws {
        let shop = try await Shop()
        let line = String(repeating: "x", count: Client.maximumPayloadSize)
        let error = await #expect(throws: SluiceError.self) {
            try await shop.client.letter.trigger(Letter.Payload(user: "u", lines: [line]))
        }
        #expect(error?.code == .payloadTooLarge)
    }
}
