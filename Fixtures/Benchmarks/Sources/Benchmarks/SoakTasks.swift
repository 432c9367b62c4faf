@_spi(SluiceGenerated) import Sluice

/// What a soak executes: tasks that do nothing, that fail at first, and that wait for others.
enum SoakTasks {
    struct Selection: QueueSelection {
        let choice: QueueChoice
    }

    enum Step: TaskDefinition {
        static let id = "step"
        typealias Payload = Int
        typealias Output = Int
        typealias Queue = Selection
    }

    enum Flaky: TaskDefinition {
        static let id = "flaky"
        typealias Payload = Int
        typealias Output = Int
        typealias Queue = Selection
    }

    enum Parent: TaskDefinition {
        static let id = "parent"
        typealias Payload = Int
        typealias Output = Int
        typealias Queue = Selection
    }

    static let plain = Selection(choice: QueueChoice("plain"))
    static let parents = Selection(choice: QueueChoice("parents"))

    static func tenant(_ number: Int) -> Selection {
        Selection(choice: QueueChoice("tenants", key: "tenant-\(number)"))
    }

    static var declarations: Declarations {
        var declarations = Declarations()
        declarations.setOrganization(concurrencyLimit: 300)
        declarations.addQueue("plain", concurrencyLimit: 100)
        declarations.addQueue("tenants", concurrencyKey: .required, perKey: 2, total: 200)
        declarations.addQueue("parents", concurrencyLimit: 20)
        let retry = RetryPolicy(maxAttempts: 3, minTimeout: .milliseconds(50))
        declarations.addTask("step", queue: "plain", overrides: ["tenants"])
        declarations.addTask("flaky", queue: "tenants", retry: retry)
        declarations.addTask("parent", queue: "parents", waitsFor: ["step"])
        return declarations
    }

    struct Handlers: TaskHandlers {
        private struct NotYet: Error {}

        func register(in registry: inout HandlerRegistry) {
            registry.add(Step.self) { number, _ in number }
            registry.add(Flaky.self) { number, run in
                if run.attempt == 1 { throw NotYet() }
                return number
            }
            registry.add(Parent.self) { number, run in
                let steps = (0..<3).map { BatchItem<Step>($0, queue: plain) }
                for step in try await WaitTrigger<Step>(run.scope).batchTriggerAndWait(steps) { _ = try step.get() }
                return number
            }
        }
    }
}
