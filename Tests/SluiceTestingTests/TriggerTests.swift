import Sluice
import SluiceTesting
import Testing

@Suite("A bench shows what was triggered")
struct TriggerTests {
    @Test func withoutHandlers() async throws {
        let bench = try await TaskTestBench(declarations: Tasks.declarations)
        let tasks = Tasks(bench.client)
        let options = TriggerOptions(
            delay: .seconds(60), priority: .seconds(5), idempotencyKey: "once", tags: ["a", "b"])
        let first = try await tasks.sendMail.trigger("Hello", queue: .customers(key: "ada"), options: options)
        bench.clock.advance(by: .seconds(1))
        try await tasks.sendMail.trigger("Bye")
        try await tasks.signUp.trigger("ada")

        let mails = try await bench.triggered(SendMail.self)
        #expect(mails.map(\.payload) == ["Hello", "Bye"])
        #expect(mails.map(\.queue) == ["customers", "mail"])
        #expect(mails.map(\.key) == ["ada", nil])
        #expect(mails.map(\.options) == [options, TriggerOptions()])
        #expect(mails.map(\.state) == [.delayed, .queued])
        #expect(mails.map(\.attempts) == [0, 0])
        #expect(mails.map(\.parent) == [nil, nil])
        #expect(mails.allSatisfy { $0.result == nil && $0.output == nil && $0.error == nil && !$0.isAwaited })
        #expect(mails[0].id == first.id)
        #expect(mails[1].triggeredAt - mails[0].triggeredAt == .seconds(1))
        #expect(bench.triggeredTasks == ["send-mail", "send-mail", "sign-up"])
        #expect(try await bench.triggered(Order.self).isEmpty)
    }

    @Test func aRepeatedTriggerIsOneRun() async throws {
        let bench = try await TaskTestBench(declarations: Tasks.declarations)
        let tasks = Tasks(bench.client)
        for text in ["first", "second"] {
            try await tasks.sendMail.trigger(text, options: TriggerOptions(idempotencyKey: "once"))
        }
        #expect(try await bench.triggered(SendMail.self).map(\.payload) == ["first"])
    }

    @Test func andByWhichHandler() async throws {
        let bench = try await makeBench(
            Handlers(
                signUp: { user, run in try await Tasks(run.client).sendMail.trigger("Welcome, \(user)") },
                order: { items, run in
                    try await run.sendMail.batchTriggerAndWait(items.map { BatchItem($0) }).map { try $0.get() }
                }))
        let signUp = try await Tasks(bench.client).signUp.trigger("ada")
        let order = try await Tasks(bench.client).order.trigger(["tea", "milk"])
        try await bench.runUntilIdle()
        let mails = try await bench.triggered(SendMail.self)
        #expect(Set(mails.map(\.payload)) == ["Welcome, ada", "tea", "milk"])
        for mail in mails {
            let isAwaited = mail.payload != "Welcome, ada"
            #expect(mail.isAwaited == isAwaited)
            #expect(mail.parent == (isAwaited ? order.id : signUp.id))
        }
        #expect(try await bench.run(order).output == [3, 4])
        #expect(try await bench.run(signUp).output != nil)
    }

    @Test func aRunOfAnotherBenchIsRefused() async throws {
        let (bench, other) = (
            try await TaskTestBench(declarations: Tasks.declarations),
            try await TaskTestBench(declarations: Tasks.declarations)
        )
        let run = try await Tasks(other.client).signUp.trigger("ada")
        let failure = await #expect(throws: TaskTestFailure.self) { try await bench.run(run) }
        #expect(failure?.description.contains("trigger it through 'bench.client'") == true)
    }

    @Test func withoutHandlersNothingRunsToIdle() async throws {
        let bench = try await TaskTestBench(declarations: Tasks.declarations)
        let failure = await #expect(throws: TaskTestFailure.self) { try await bench.runUntilIdle() }
        #expect(failure?.description.contains("pass 'handlers:'") == true)
    }
}
