import Sluice

import Foundation

/// Triggers tasks whose names are Swift's own words, where Swift's own types are hidden.
public func exerciseHostile() async throws {
    let client = try await Sluice.Client(store: Sluice.MemoryStore(), declarations: Jobs.declarations)
    let worker = try Sluice.Worker(client: client, handlers: HostileHandlers())
    let jobs = Jobs(client)
    try await withThrowingTaskGroup(of: Swift.Void.self) { group in
        group.addTask { try await worker.run() }
        _ = try await jobs.default.trigger().result()
        _ = try await jobs.class.trigger(.init(class: "a", me: 1), queue: .class(key: "k")).result()
        _ = try await jobs.class.trigger(.init(class: "a", me: 1), queue: .static).result()
        _ = try await jobs.class.trigger(.init(class: "a", me: 1), queue: .default).result()
        _ = try await jobs.any.trigger(["a": 1]).result()
        _ = try await jobs.in.trigger(.init(in: Foundation.Date(timeIntervalSince1970: 0))).result()
        _ = try await jobs.import.trigger().result()
        _ = try await jobs.operator.trigger("a", queue: .static(key: "k")).result()
        _ = try await jobs.task.trigger(.init(error: "a", task: 1)).result()
        _ = try await jobs.never.trigger(.init(public: 1, string: "a")).result()
        group.cancelAll()
    }
}

struct HostileHandlers: Jobs.Handlers {
    func `default`(run: Sluice.RunContext<Jobs.Default>) async throws {}
    func `class`(_ payload: Jobs.Class.Payload, run: Sluice.RunContext<Jobs.Class>) async throws {}
    func any(_ payload: [Swift.String: Swift.Int], run: Sluice.RunContext<Jobs.`Any`>) async throws -> Swift.Int {
        payload.count
    }
    func `in`(_ payload: Jobs.In.Payload, run: Sluice.RunContext<Jobs.In>) async throws {}
    func `import`(run: Sluice.RunContext<Jobs.Import>) async throws {
        _ = try await run.func.triggerAndWait()
        _ = try await run.repeat.triggerAndWait(.init(json: "a", payload: Foundation.Data()))
    }
    func `func`(run: Sluice.RunContext<Jobs.Func>) async throws -> Swift.String { "a" }
    func `repeat`(_ payload: Jobs.Repeat.Payload, run: Sluice.RunContext<Jobs.Repeat>) async throws {}
    func `operator`(_ payload: Swift.String, run: Sluice.RunContext<Jobs.Operator>) async throws {}
    func `throw`(run: Sluice.RunContext<Jobs.Throw>) async throws {}
    func `true`(run: Sluice.RunContext<Jobs.True>) async throws {}
    func `nil`(run: Sluice.RunContext<Jobs.Nil>) async throws {}
    func `await`(run: Sluice.RunContext<Jobs.Await>) async throws {}
    func `async`(run: Sluice.RunContext<Jobs.Async>) async throws {}
    func `extension`(run: Sluice.RunContext<Jobs.Extension>) async throws {}
    func task(_ payload: Jobs.Task.Payload, run: Sluice.RunContext<Jobs.Task>) async throws {}
    func error(run: Sluice.RunContext<Jobs.Error>) async throws {}
    func never(_ payload: Jobs.Never.Payload, run: Sluice.RunContext<Jobs.Never>) async throws {}
}
