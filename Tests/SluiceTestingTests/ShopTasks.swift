@_spi(SluiceGenerated) import Sluice
import SluiceTesting

/// Tasks as generated code defines them.
enum SignUp: TaskDefinition {
    typealias Payload = String
    typealias Output = NoOutput
    typealias Queue = DefaultQueue
    static var id: String { "sign-up" }
}

enum SendMail: TaskDefinition {
    typealias Payload = String
    typealias Output = Int

    struct Queue: DefaultQueueSelection {
        var choice: QueueChoice
        static func customers(key: String) -> Self { Self(choice: QueueChoice("customers", key: key)) }
    }

    static var id: String { "send-mail" }
}

enum Order: TaskDefinition {
    typealias Payload = [String]
    typealias Output = [Int]
    typealias Queue = DefaultQueue
    static var id: String { "order" }
}

enum Report: TaskDefinition {
    typealias Payload = NoPayload
    typealias Output = NoOutput
    typealias Queue = DefaultQueue
    static var id: String { "report" }
}

extension RunContext where Definition == Order {
    var sendMail: WaitTrigger<SendMail> { WaitTrigger<SendMail>(scope) }
}

struct Tasks {
    let client: Client

    init(_ client: Client) { self.client = client }

    var signUp: TaskTrigger<SignUp> { TaskTrigger<SignUp>(client) }
    var sendMail: TaskTrigger<SendMail> { TaskTrigger<SendMail>(client) }
    var order: TaskTrigger<Order> { TaskTrigger<Order>(client) }

    static var declarations: Declarations {
        var declarations = Declarations()
        declarations.addQueue("mail", concurrencyLimit: 2)
        declarations.addQueue("customers", concurrencyKey: .required, perKey: 1)
        declarations.addQueue("orders", concurrencyLimit: 1)
        declarations.addTask("sign-up", queue: "mail", maxDuration: .seconds(30))
        declarations.addTask(
            "send-mail", queue: "mail", overrides: ["customers"],
            retry: RetryPolicy(maxAttempts: 3, factor: 2, minTimeout: .seconds(10)), ttl: .seconds(3600))
        declarations.addTask("order", queue: "orders", waitsFor: ["send-mail"])
        declarations.addQueue("reports")
        declarations.addTask("report", queue: "reports", schedule: TaskSchedule(cron: "0 * * * *"))
        return declarations
    }
}

/// What the tasks do is each test's choice.
struct Handlers: TaskHandlers {
    var signUp: @Sendable (String, RunContext<SignUp>) async throws -> Void = { _, _ in }
    var sendMail: @Sendable (String, RunContext<SendMail>) async throws -> Int = { text, _ in text.count }
    var order: @Sendable ([String], RunContext<Order>) async throws -> [Int] = { _, _ in [] }
    var report: @Sendable (RunContext<Report>) async throws -> Void = { _ in }

    func register(in registry: inout HandlerRegistry) {
        registry.addWithoutOutput(SignUp.self, signUp)
        registry.add(SendMail.self, sendMail)
        registry.add(Order.self, order)
        registry.addWithoutBoth(Report.self, report)
    }
}

struct Refusal: Error, CustomStringConvertible {
    var description: String { "refused" }
}

/// A bench whose worker keeps its warnings to itself.
func makeBench(
    _ handlers: Handlers, concurrency: Int = 1, clock: ManualTime = ManualTime(), patience: Duration = .seconds(60)
) async throws -> TaskTestBench {
    try await TaskTestBench(
        declarations: Tasks.declarations, handlers: handlers, concurrency: concurrency, clock: clock,
        patience: patience, logger: .silent)
}
