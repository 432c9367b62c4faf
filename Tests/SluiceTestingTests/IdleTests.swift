import Sluice
import SluiceTesting
import Testing

@Suite("A bench runs to idle")
struct IdleTests {
    @Test func nothingExecutesBefore() async throws {
        let bench = try await makeBench(Handlers())
        let run = try await Tasks(bench.client).sendMail.trigger("Hello")
        try await bench.runUntilIdle()
        #expect(try await bench.run(run).result == .success(5))
        let next = try await Tasks(bench.client).sendMail.trigger("Hello")
        #expect(try await bench.run(next).state == .queued)
        try await bench.runUntilIdle()
        #expect(try await bench.run(next).state == .completed)
    }

    @Test func whatHandlersTriggerExecutesToo() async throws {
        let journal = Journal<String>()
        let bench = try await makeBench(
            Handlers(
                signUp: { user, run in
                    journal.write(user)
                    if user.count < 5 { try await Tasks(run.client).signUp.trigger(user + "!") }
                }))
        try await Tasks(bench.client).signUp.trigger("a")
        try await bench.runUntilIdle()
        #expect(journal.entries == ["a", "a!", "a!!", "a!!!", "a!!!!"])
    }

    /// Hundreds of runs, in the order of their triggers every time, although their queue would let two execute at once.
    @Test func oneHandlerIsAwakeAtATime() async throws {
        let journal = Journal<Int>()
        let bench = try await makeBench(
            Handlers(
                sendMail: { text, _ in
                    let number = try #require(Int(text))
                    journal.write(number)
                    await Task.yield()
                    journal.write(number)
                    return number
                }))
        let items = (0..<300).map { BatchItem<SendMail>("\($0)") }
        try await Tasks(bench.client).sendMail.batchTrigger(items)
        try await bench.runUntilIdle()
        #expect(journal.entries == (0..<300).flatMap { [$0, $0] })
    }

    @Test func orAsManyAsTheTestAllows() async throws {
        let journal = Journal<String>()
        let meeting = Meeting(2)
        let bench = try await makeBench(
            Handlers(
                sendMail: { text, _ in
                    journal.write(text)
                    await meeting.join()
                    return 0
                }), concurrency: 2)
        let items = ["a", "b", "c", "d"].map { BatchItem<SendMail>($0, queue: .customers(key: $0)) }
        try await Tasks(bench.client).sendMail.batchTrigger(items)
        try await bench.runUntilIdle()
        #expect(Set(journal.entries.prefix(2)) == ["a", "b"])
        #expect(Set(journal.entries) == ["a", "b", "c", "d"])
    }

    @Test func parentsWaitForTheirChildren() async throws {
        let journal = Journal<String>()
        let bench = try await makeBench(
            Handlers(
                sendMail: { text, _ in
                    journal.write(text)
                    if text == "bad" { throw Refusal() }
                    return text.count
                },
                order: { items, run in
                    journal.write("order")
                    var sizes: [Int] = []
                    for item in items { sizes.append((try? await run.sendMail.triggerAndWait(item)) ?? -1) }
                    return sizes
                }))
        let orders = [
            try await Tasks(bench.client).order.trigger(["tea", "bad", "milk"]),
            try await Tasks(bench.client).order.trigger([]),
        ]
        try await bench.runUntilIdle()
        // The first waits for a run that will be tried again, and holds no slot meanwhile.
        #expect(try await bench.run(orders[0]).state == .waiting)
        #expect(try await bench.run(orders[1]).output == [])
        try await bench.advance(by: .seconds(30))
        #expect(try await bench.run(orders[0]).output == [3, -1, 4])
        #expect(journal.entries == ["order", "tea", "bad", "order", "bad", "bad", "milk"])
    }

    @Test func aPausedQueueStaysAsItIs() async throws {
        let bench = try await makeBench(Handlers())
        try await bench.client.store.pause(queue: "mail")
        let run = try await Tasks(bench.client).sendMail.trigger("Hello")
        try await bench.runUntilIdle()
        #expect(try await bench.run(run).state == .queued)
        try await bench.client.store.resume(queue: "mail")
        try await bench.runUntilIdle()
        #expect(try await bench.run(run).state == .completed)
    }

    @Test func aCancelledRunEnds() async throws {
        let clock = ManualTime()
        let bench = try await makeBench(
            Handlers(signUp: { _, _ in try await clock.sleep(for: .seconds(10)) }), clock: clock)
        let runs = [
            try await Tasks(bench.client).signUp.trigger("executing"),
            try await Tasks(bench.client).signUp.trigger("delayed", options: TriggerOptions(delay: .seconds(60))),
        ]
        try await bench.runUntilIdle()
        #expect(try await bench.run(runs[0]).state == .executing)
        for run in runs { try await run.cancel() }
        try await bench.runUntilIdle()
        for run in runs { #expect(try await bench.run(run).error?.code == .runCanceled) }
    }

    @Test func whoNeverReturnsIsNamed() async throws {
        let gate = ManualTime()
        let bench = try await makeBench(
            Handlers(
                sendMail: { _, _ in
                    async let sleep: Void = gate.sleep(until: .distantFuture)
                    try await sleep
                    return 0
                }), patience: .milliseconds(200))
        let run = try await Tasks(bench.client).sendMail.trigger("Hello", queue: .customers(key: "ada"))
        let failure = await #expect(throws: TaskTestFailure.self) { try await bench.runUntilIdle() }
        let text = try #require(failure).description
        #expect(text.contains("'send-mail' in queue 'customers', key 'ada', attempt 1 (run \(run.id))"))
        #expect(text.contains("nothing has happened for 0.2 seconds"))
        try await run.cancel()
        try await bench.runUntilIdle()
        #expect(try await bench.run(run).state == .canceled)
    }

    @Test func whoIsCancelledWaitsNoLonger() async throws {
        let gate = ManualTime()
        let bench = try await makeBench(
            Handlers(
                sendMail: { _, _ in
                    async let sleep: Void = gate.sleep(until: .distantFuture)
                    try await sleep
                    return 0
                }))
        try await Tasks(bench.client).sendMail.trigger("Hello")
        let running = Task { try await bench.runUntilIdle() }
        try await gate.sleeper(until: .distantFuture)
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
    }

    @Test func benchesShareNothing() async throws {
        try await withThrowingTaskGroup { group in
            for number in 0..<20 {
                group.addTask {
                    let bench = try await makeBench(Handlers(sendMail: { _, _ in number }))
                    let items = (0..<20).map { BatchItem<SendMail>("\($0)") }
                    try await Tasks(bench.client).sendMail.batchTrigger(items)
                    try await bench.runUntilIdle()
                    let outputs = try await bench.triggered(SendMail.self).map(\.output)
                    #expect(outputs == Array(repeating: number, count: 20))
                }
            }
            try await group.waitForAll()
        }
    }
}

/// Lets as many handlers go on as meet.
private actor Meeting {
    private let size: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ size: Int) { self.size = size }

    func join() async {
        await withCheckedContinuation { continuation in
            waiting.append(continuation)
            guard waiting.count == size else { return }
            for one in waiting { one.resume() }
            waiting = []
        }
    }
}
