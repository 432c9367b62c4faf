import Sluice
import SluiceStoreConformance
import SluiceTesting
import Testing

@Suite("An attempt executes no longer than its task's maxDuration")
struct DurationTests {
    @Test func anAttemptThatTakesTooLongIsCancelledAndTimedOut() async throws {
        let shop = try await Shop(limit: 1, maxDuration: .seconds(5))
        let (journal, gate) = (Journal<Int>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            journal.write(payload)
            if payload == 1 { try await gate.pass() }
            return payload
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(1)
            _ = try await journal.next()
            shop.time.advance(by: .seconds(5) - .microseconds(1))
            #expect(try await run.status() == .executing)
            shop.time.advance(by: .microseconds(1))
            let error = try await shop.failure(of: run)
            #expect(error.code == .runTimedOut)
            #expect(error.message.contains("'maxDuration'"))
            #expect(try await shop.result(of: shop.client.work.trigger(2)) == 2)
        }
    }

    @Test func anAttemptThatHeedsNoCancellationIsTimedOutOnceItReturns() async throws {
        let shop = try await Shop(limit: 1, maxDuration: .seconds(5))
        let (journal, gate) = (Journal<String>(), Gate())
        let handlers = TestHandlers(work: { payload, _ in
            await withTaskCancellationHandler {
                journal.write("started")
                await gate.passStubbornly()
            } onCancel: {
                journal.write("cancelled")
            }
            return payload
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(1)
            #expect(try await journal.next() == "started")
            shop.time.advance(by: .seconds(6))
            #expect(try await journal.next() == "cancelled")
            #expect(try await run.status() == .executing)
            gate.open()
            #expect(try await shop.failure(of: run).code == .runTimedOut)
        }
    }

    @Test func theTimeOfAWaitDoesNotCount() async throws {
        let shop = try await Shop(limit: 1, maxDuration: .seconds(5))
        let (journal, gate) = (Journal<String>(), Gate())
        let handlers = TestHandlers(
            work: { payload, _ in
                journal.write("child")
                try await gate.pass()
                return payload
            },
            parent: { payload, run in
                journal.write("before")
                let output = try await run.work.triggerAndWait(payload)
                journal.write("after")
                try await Gate().pass()
                return [output]
            })
        try await shop.executing(handlers) {
            let run = try await shop.client.parent.trigger(1)
            #expect(try await journal.next(2) == ["before", "child"])
            shop.time.advance(by: .seconds(4))
            gate.open()
            #expect(try await journal.next() == "after")
            shop.time.advance(by: .seconds(4))
            #expect(try await run.status() == .executing)
            shop.time.advance(by: .seconds(1))
            #expect(try await shop.failure(of: run).code == .runTimedOut)
        }
    }

    @Test func eachAttemptHasItsOwnTime() async throws {
        let shop = try await Shop(maxDuration: .milliseconds(5_500))
        let (journal, gates) = (Journal<Int>(), [Gate(), Gate()])
        let handlers = TestHandlers(work: { payload, run in
            journal.write(run.attempt)
            try await gates[run.attempt - 1].pass()
            if run.attempt == 1 { throw Mishap() }
            return payload
        })
        try await shop.executing(handlers) {
            let run = try await shop.client.work.trigger(1)
            #expect(try await journal.next() == 1)
            shop.time.advance(by: .seconds(4))
            gates[0].open()
            try await shop.time.sleeper(until: shop.time.now + .seconds(1))
            shop.time.advance(by: .seconds(1))
            #expect(try await journal.next() == 2)
            shop.time.advance(by: .seconds(5))
            gates[1].open()
            #expect(try await shop.result(of: run) == 1)
        }
    }
}
