import Sluice
import SluiceTesting
import Testing

@Suite("Time passes on a bench when the test says so")
struct TimeTests {
    @Test func aDelayedRunExecutesWhenItsTimeHasCome() async throws {
        let bench = try await makeBench(Handlers())
        let run = try await Tasks(bench.client).sendMail.trigger("Hello", options: TriggerOptions(delay: .seconds(60)))
        try await bench.advance(by: .seconds(59))
        #expect(try await bench.run(run).state == .delayed)
        try await bench.advance(by: .seconds(1))
        #expect(try await bench.run(run).state == .completed)
    }

    @Test func theClockAloneExecutesNothing() async throws {
        let bench = try await makeBench(Handlers())
        let run = try await Tasks(bench.client).sendMail.trigger("Hello", options: TriggerOptions(delay: .seconds(60)))
        bench.clock.advance(by: .seconds(60))
        #expect(try await bench.run(run).state == .queued)
    }

    @Test func retriesComeAfterTheirWaitsWithoutARandomPart() async throws {
        let bench = try await makeBench(
            Handlers(
                sendMail: { text, run in
                    guard run.attempt == 3 else { throw Refusal() }
                    return text.count
                }))
        let start = bench.clock.now
        let run = try await Tasks(bench.client).sendMail.trigger("Hello")
        try await bench.runUntilIdle()
        var now = try await bench.run(run)
        #expect((now.state, now.attempts) == (.delayed, 1))
        try await bench.advance(by: .seconds(10) - .microseconds(1))
        #expect(try await bench.run(run).attempts == 1)
        try await bench.advance(by: .seconds(20) + .microseconds(1))
        now = try await bench.run(run)
        #expect((now.state, now.attempts, now.output) == (.completed, 3, 5))
        #expect(bench.clock.now == start + .seconds(30))
    }

    @Test func aRunThatFailsForGoodKeepsItsError() async throws {
        let bench = try await makeBench(Handlers(sendMail: { _, _ in throw Refusal() }))
        let run = try await Tasks(bench.client).sendMail.trigger("Hello")
        try await bench.runUntilAllEnded()
        let now = try await bench.run(run)
        #expect((now.state, now.attempts, now.output) == (.failed, 3, nil))
        #expect(now.error?.code == .runFailed)
        #expect(now.error?.message == "refused")
    }

    @Test func eachDeadlineOnTheWayHasItsTime() async throws {
        let clock = ManualTime()
        let journal = Journal<Duration>()
        let start = clock.now
        let bench = try await makeBench(
            Handlers(
                signUp: { user, run in
                    journal.write(clock.now - start)
                    guard journal.entries.count < 4 else { return }
                    try await Tasks(run.client).signUp.trigger(user, options: TriggerOptions(delay: .seconds(7)))
                }), clock: clock)
        try await Tasks(bench.client).signUp.trigger("ada")
        try await bench.advance(by: .seconds(100))
        #expect(journal.entries == [.zero, .seconds(7), .seconds(14), .seconds(21)])
        #expect(clock.now == start + .seconds(100))
    }

    /// Hundreds of times, because what is told to a handler on another thread must have been told by then.
    @Test func aHandlerThatExecutesTooLongIsTimedOut() async throws {
        for _ in 0..<200 {
            let clock = ManualTime()
            let bench = try await makeBench(
                Handlers(signUp: { _, _ in try await clock.sleep(for: .seconds(3600)) }), clock: clock)
            let runs = [
                try await Tasks(bench.client).signUp.trigger("ada"),
                try await Tasks(bench.client).signUp.trigger("bob"),
            ]
            try await bench.runUntilIdle()
            for run in runs { #expect(try await bench.run(run).state == .executing) }
            bench.clock.advance(by: .seconds(30))
            try await bench.runUntilIdle()
            for run in runs { #expect(try await bench.run(run).error?.code == .runTimedOut) }
        }
    }

    @Test func aSleepingHandlerWakesAtItsTime() async throws {
        let time = ManualTime()
        let clock: any Clock<Duration> = time
        let bench = try await makeBench(
            Handlers(sendMail: { text, _ in
                try await clock.sleep(for: .seconds(5))
                try await clock.sleep(for: .seconds(5))
                return text.count
            }), clock: time)
        let run = try await Tasks(bench.client).sendMail.trigger("Hello")
        try await bench.advance(by: .seconds(9))
        #expect(try await bench.run(run).state == .executing)
        try await bench.advance(by: .seconds(1))
        #expect(try await bench.run(run).output == 5)
    }

    @Test func schedulesTickAsTimePasses() async throws {
        let journal = Journal<Timestamp>()
        let clock = ManualTime()
        let bench = try await makeBench(
            Handlers(
                report: { run in
                    journal.write(clock.now)
                    #expect(run.scheduledAt == clock.now)
                }), clock: clock)
        try await bench.runUntilIdle()
        #expect(journal.entries == [])
        try await bench.advance(by: .seconds(3 * 3_600))
        #expect(journal.entries.count == 3)
        #expect(journal.entries.allSatisfy { $0.microseconds % 3_600_000_000 == 0 })
        #expect(bench.triggeredTasks == ["report", "report", "report"])
        #expect(try await bench.triggered(Report.self).map(\.state) == [.completed, .completed, .completed])
        try await bench.runUntilAllEnded()
        #expect(journal.entries.count == 3)
    }

    @Test func aChildThatExpiresLetsItsParentGoOn() async throws {
        let bench = try await makeBench(
            Handlers(
                order: { _, run in
                    do { return [try await run.sendMail.triggerAndWait("Hello")] } catch let error as SluiceError {
                        #expect(error.code == .runExpired)
                        return []
                    }
                }))
        try await bench.client.store.pause(queue: "mail")
        let order = try await Tasks(bench.client).order.trigger([])
        try await bench.runUntilIdle()
        #expect(try await bench.run(order).state == .waiting)
        let start = bench.clock.now
        try await bench.runUntilAllEnded()
        #expect(try await bench.run(order).output == [])
        #expect(bench.clock.now == start + .seconds(3600))
    }

    @Test func whatTimeCannotEndIsNamed() async throws {
        let bench = try await makeBench(Handlers())
        try await bench.client.store.pause(queue: "orders")
        let order = try await Tasks(bench.client).order.trigger([])
        let mail = try await Tasks(bench.client).sendMail.trigger("a", options: TriggerOptions(delay: .seconds(7_200)))
        let failure = await #expect(throws: TaskTestFailure.self) {
            try await bench.runUntilAllEnded(within: .seconds(3600))
        }
        let text = try #require(failure).description
        #expect(text.contains("'order' in queue 'orders' is queued; its queue is paused (run \(order.id))"))
        #expect(text.contains("'send-mail' in queue 'mail' is delayed until 2025-06-15T"))
        #expect(text.contains("(run \(mail.id))"))
    }
}
