import Everything
import Foundation
import Money
import Sluice

func exerciseEverything() async throws {
    let client = try await Client(store: MemoryStore(), declarations: Tasks.declarations, plan: "scale")
    let tasks = Tasks(client)
    try await withWorker(client, EverythingHandlers()) {
        let user = UUID()
        try await client.store.resume(queue: "unlimited")

        let pullRequests = try await tasks.generatePullRequest.batchTrigger([
            BatchItem(.init(branch: "a b", userId: "1")),
            BatchItem(.init(branch: "a b", userId: "2"), queue: .own),
            BatchItem(.init(branch: "a b", userId: "3"), queue: .mainBranch),
            BatchItem(.init(branch: "a b", userId: "4"), queue: .freeUsers(key: "4")),
            BatchItem(.init(branch: "a b", userId: "5"), queue: .paidUsers(key: "5")),
            BatchItem(.init(branch: "a b", userId: "6"), queue: .byRegion),
            BatchItem(.init(branch: "a b", userId: "7", priority: .http), queue: .byRegion(key: "north")),
        ])
        for handle in pullRequests {
            let url = URL(string: "https://example.com/a")
            try await expect(handle.result() == Tasks.PullRequest(number: 2, url: url!), "pull request")
        }

        let amount = try await tasks.billUser.trigger(
            .init(userId: user, amount: Amount(cents: 100, currency: "EUR")), queue: .paidUsers)
        try await expect(amount.result().value.cents == 100, "amount")
        _ = try await tasks.billUser.trigger(.init(userId: user, amount: Amount(cents: 1, currency: "EUR"))).result()
        _ = try await tasks.printReceipt.trigger(.init(number: .min, receipt: Receipt(lines: ["a"]))).result()

        let leaf = Tasks.Tree(label: "leaf")
        let tree = Tasks.Tree(label: "root", children: [leaf, leaf], named: ["one": leaf])
        _ = try await tasks.perCustomer.trigger(tree, queue: .own(key: "customer")).result()
        try await expect(tasks.perRegion.trigger(queue: .own(key: "north")).result(), "region's key")
        try await expect(!tasks.perRegion.trigger().result(), "no region")
        let urgent = try await tasks.byUrgency.trigger(.init(urgency: .veryHigh)).result()
        try expect(urgent == .init(done: true), "urgency")

        _ = try await tasks.values.trigger(.init()).result()
        _ = try await tasks.nightly.trigger().result()
        try await expect(tasks.countWords.trigger("a b a").result() == ["a": 2, "b": 1], "words")
    }
}

struct EverythingHandlers: Tasks.Handlers {
    func generatePullRequest(
        _ payload: Tasks.GeneratePullRequest.Payload, run: RunContext<Tasks.GeneratePullRequest>
    ) async throws -> Tasks.PullRequest {
        try expect(payload.labels.isEmpty, "default of an array")
        try expect(payload.priority == (payload.userId == "7" ? .http : .normal), "default of an enumeration")
        let diff = try await run.renderDiff.triggerAndWait(.init(branch: payload.branch))
        let words = try await run.countWords.triggerAndWait(diff)
        return Tasks.PullRequest(number: words.count, url: URL(string: "https://example.com/a")!)
    }

    func renderDiff(_ payload: Tasks.RenderDiff.Payload, run: RunContext<Tasks.RenderDiff>) async throws -> String {
        payload.branch
    }

    func countWords(_ payload: String, run: RunContext<Tasks.CountWords>) async throws -> [String: Int] {
        Dictionary(payload.split(separator: " ").map { (String($0), 1) }, uniquingKeysWith: +)
    }

    func oneAtATime(run: RunContext<Tasks.OneAtATime>) async throws {
        try expect(run.queue == "task/one-at-a-time", "a task's own queue")
    }

    func nightly(run: RunContext<Tasks.Nightly>) async throws { _ = try await run.oneAtATime.triggerAndWait() }

    func billUser(
        _ payload: Tasks.BillUser.Payload, run: RunContext<Tasks.BillUser>
    ) async throws -> Bridged<Amount> {
        try expect(run.key == payload.userId.uuidString, "a key from the payload")
        try expect(run.queue == (payload.amount.cents == 1 ? "free-users" : "paid-users"), "a chosen queue")
        return Bridged(payload.amount)
    }

    func printReceipt(_ payload: Tasks.PrintReceipt.Payload, run: RunContext<Tasks.PrintReceipt>) async throws {
        try expect(run.key == "-9223372036854775808" && payload.receipt.lines == ["a"], "a receipt")
    }

    func perCustomer(_ payload: Tasks.Tree, run: RunContext<Tasks.PerCustomer>) async throws {
        try expect(run.key == "customer", "a key from the trigger")
        try expect(payload.children.map(\.label) == ["leaf", "leaf"], "a recursive type")
        try expect(payload.named?["one"]?.children == [], "a recursive type in a dictionary")
    }

    func perRegion(run: RunContext<Tasks.PerRegion>) async throws -> Bool { run.key != nil }

    func byUrgency(
        _ payload: Tasks.ByUrgency.Payload, run: RunContext<Tasks.ByUrgency>
    ) async throws -> Tasks.ByUrgency.Output {
        try expect(run.key == "very-high", "an enumeration as key")
        return .init(done: true)
    }

    func values(_ payload: Tasks.Values.Payload, run: RunContext<Tasks.Values>) async throws {
        try expect(payload == .init(), "values as they were sent")
        try expect(payload.int64 == .min && payload.uint64 == .max, "integers")
        try expect(payload.date == Date(timeIntervalSince1970: 1_709_209_800.25), "a date")
        try expect(payload.data == Data("Hello".utf8), "data")
        try expect(payload.uuid.uuidString == "6F9619FF-8B86-D011-B42D-00C04FC964FF", "a UUID")
        try expect(payload.text == "a \"quote\", a \\ and \\(no) interpolation,\n\ta line and \u{1} ✓", "text")
        try expect(payload.map == ["a": .red, "b c": .green], "a dictionary")
    }
}
