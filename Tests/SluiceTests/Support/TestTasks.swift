@_spi(SluiceGenerated) import Sluice

/// A task as generated code defines it; what it does a test says.
enum Work: TaskDefinition {
    typealias Payload = Int
    typealias Output = Int

    struct Queue: DefaultQueueSelection {
        var choice: QueueChoice
        static func keyed(_ key: String) -> Self { Self(choice: QueueChoice("keyed", key: key)) }
        static func named(_ name: String, key: String? = nil) -> Self { Self(choice: QueueChoice(name, key: key)) }
    }

    static var id: String { "work" }
}

/// A task that may wait for `work` and for itself.
enum Parent: TaskDefinition {
    typealias Payload = Int
    typealias Output = [Int]
    typealias Queue = DefaultQueue
    static var id: String { "parent" }
}

extension RunContext where Definition == Parent {
    var work: WaitTrigger<Work> { WaitTrigger<Work>(scope) }
    var parent: WaitTrigger<Parent> { WaitTrigger<Parent>(scope) }
}

/// A task without payload and output.
enum Plain: TaskDefinition {
    typealias Payload = NoPayload
    typealias Output = NoOutput
    typealias Queue = DefaultQueue
    static var id: String { "plain" }
}

/// A task whose payload names its key.
enum Letter: TaskDefinition {
    struct Payload: PayloadValue, Hashable {
        var user: String
        var lines: [String]

        func write(to json: inout JSONWriter) {
            json.beginObject()
            json.write("user", user)
            json.write("lines", lines)
            json.endObject()
        }

        static func read(from json: inout JSONReader) throws(PayloadError) -> Self {
            try json.beginObject()
            return try Self(user: json.read("user"), lines: json.read("lines", default: []))
        }
    }

    struct Queue: DefaultQueueSelection {
        var choice: QueueChoice
        static var shared: Self { Self(choice: QueueChoice("shared")) }
    }

    typealias Output = Payload
    static var id: String { "letter" }
    static func concurrencyKey(of payload: Payload) -> String? { payload.user }
}

/// The handlers that a test gives.
struct TestHandlers: TaskHandlers {
    typealias Handler<Definition: TaskDefinition> =
        @Sendable (Definition.Payload, RunContext<Definition>) async throws -> Definition.Output

    var work: Handler<Work>?
    var parent: Handler<Parent>?
    var letter: Handler<Letter>?
    var plain: (@Sendable (RunContext<Plain>) async throws -> Void)?

    func register(in registry: inout HandlerRegistry) {
        if let work { registry.add(Work.self, work) }
        if let parent { registry.add(Parent.self, parent) }
        if let letter { registry.add(Letter.self, letter) }
        if let plain { registry.addWithoutBoth(Plain.self, plain) }
    }
}

extension Client {
    var work: TaskTrigger<Work> { TaskTrigger<Work>(self) }
    var parent: TaskTrigger<Parent> { TaskTrigger<Parent>(self) }
    var letter: TaskTrigger<Letter> { TaskTrigger<Letter>(self) }
    var plain: TaskTrigger<Plain> { TaskTrigger<Plain>(self) }
}
