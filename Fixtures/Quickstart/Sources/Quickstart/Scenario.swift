import Foundation
import Sluice
import SluiceSQLite

/// The six things of Sluice's documentation, one after the other, over one store in a file.
struct Scenario {
    private let workspace: Workspace
    private let observer = Observer()
    private let plan: String
    private let store: SQLiteStore
    private let client: Client
    private let tasks: Tasks
    private let worker: Worker

    init(workspace: Workspace, plan: String) async throws {
        self.workspace = workspace
        self.plan = plan
        store = try SQLiteStore(path: workspace.store)
        client = try await Client(store: store, declarations: Tasks.declarations, plan: plan)
        tasks = Tasks(client)
        worker = try Worker(
            client: client, handlers: AppHandlers(workspace: workspace, observer: observer),
            options: WorkerOptions(concurrency: 500))
    }

    /// - Parameter isFirst: Whether to show each limit by itself before they meet the organization's.
    func run(isFirst: Bool, report: inout Report) async throws {
        let limit = try await client.store.snapshot().limit ?? 0
        let serving = Task { try await worker.run() }
        if isFirst {
            try await oneAtATime(&report)
            try await parallelism()
            try await sharedQueue()
            try await anotherQueueAtTheTrigger()
            try await keyPerUser(&report)
        }
        try await everythingAtOnce(limit)
        serving.cancel()
        try await serving.value
        store.close()
        add(to: &report, organizationLimit: limit, isFirst: isFirst)
    }

    private func add(to report: inout Report, organizationLimit: Int, isFirst: Bool) {
        if isFirst {
            report.add("one-at-a-time", limit: 1, most: most("task/one-at-a-time"))
            report.add("my-queue, shared by task-1 and task-2", limit: 1, most: most("my-queue"))
            report.add("generate-pull-request", limit: 1, most: most("task/generate-pull-request"))
            report.add("main-branch, chosen at the trigger", limit: 10, most: most("main-branch"))
        }
        let suffix = isFirst ? "" : ", plan '\(plan)'"
        report.add("parallelism" + suffix, limit: 100, most: most("task/parallelism"), shouldFill: isFirst)
        for (queue, limit) in [("free-users", 1), ("paid-users", 10)] {
            report.add(
                "\(queue), each user" + suffix, limit: limit, most: observer.mostPerKey(of: queue).max() ?? 0,
                shouldFill: isFirst)
        }
        report.add("organization, plan '\(plan)'", limit: organizationLimit, most: observer.most(at: .organization))
    }

    private func oneAtATime(_ report: inout Report) async throws {
        let before = try workspace.readTotal()
        try await showing("One at a time") {
            try await finish(tasks.oneAtATime.batchTrigger(documents(12).map { BatchItem($0) }))
        }
        let added = try workspace.readTotal() - before
        report.check(added == 12 * Workspace.documentSize, "an addition to the total was lost")
    }

    private func parallelism() async throws {
        try await showing("100 in parallel") {
            try await check(tasks.parallelism.batchTrigger(documents(250).map { BatchItem($0) }), documents(250))
        }
    }

    private func sharedQueue() async throws {
        try await showing("Two tasks share a queue of limit 1") {
            let first = try await tasks.task1.batchTrigger(documents(6).map { BatchItem($0) })
            let second = try await tasks.task2.batchTrigger(documents(6).map { BatchItem($0) })
            try await check(first, documents(6))
            try await check(second, documents(6))
        }
    }

    private func anotherQueueAtTheTrigger() async throws {
        try await showing("Another queue at the trigger") {
            // In one step, so that the queue fills however slow the disk is.
            let items = documents(48).enumerated().map { number, document in
                number % 6 == 0
                    ? BatchItem<Tasks.GeneratePullRequest>(.init(branch: "fix-\(number)", document: document))
                    : BatchItem(.init(branch: "main", document: document), queue: .mainBranch)
            }
            try await check(tasks.generatePullRequest.batchTrigger(items), documents(48))
        }
    }

    private func keyPerUser(_ report: inout Report) async throws {
        try await showing("A concurrency key per user") {
            try await check(
                tasks.generatePullRequest.batchTrigger(pullRequests(freeUsers: 3, paidUsers: 3, each: 24)),
                documents(24 * 6))
        }
        for (queue, limit) in [("free-users", 1), ("paid-users", 10)] {
            report.check(observer.mostPerKey(of: queue).min() == limit, "a user of \(queue) never had \(limit) at once")
        }
    }

    private func everythingAtOnce(_ limit: Int) async throws {
        try await showing("Everything at once: at most \(limit) on this plan") {
            async let parallel = tasks.parallelism.batchTrigger(documents(250).map { BatchItem($0) })
            async let pulls = tasks.generatePullRequest.batchTrigger(
                pullRequests(freeUsers: 5, paidUsers: 6, each: 15))
            try await check(parallel, documents(250))
            try await check(pulls, documents(15 * 11))
        }
    }

    private func most(_ queue: String) -> Int { observer.most(at: .queue(queue)) }

    private func documents(_ count: Int) -> [Tasks.Document] {
        (0..<count).map { Tasks.Document(file: workspace.documents[$0 % workspace.documents.count]) }
    }

    private func pullRequests(freeUsers: Int, paidUsers: Int, each: Int) -> [BatchItem<Tasks.GeneratePullRequest>] {
        documents(each * (freeUsers + paidUsers)).enumerated().map { number, document in
            let user = number % (freeUsers + paidUsers)
            let payload = Tasks.GeneratePullRequest.Payload(branch: "user-\(user)", document: document)
            return BatchItem(
                payload, queue: user < freeUsers ? .freeUsers(key: "user-\(user)") : .paidUsers(key: "user-\(user)"))
        }
    }

    private func finish<Definition>(_ handles: [RunHandle<Definition>]) async throws {
        for handle in handles { try await handle.result() }
    }

    /// Waits for checksums, and compares them with those computed before.
    private func check<Definition: TaskDefinition>(
        _ handles: [RunHandle<Definition>], _ documents: [Tasks.Document]
    ) async throws where Definition.Output == UInt32 {
        for (handle, document) in zip(handles, documents) {
            let checksum = try await handle.result()
            precondition(checksum == workspace.expectedChecksum(of: document.file), "a checksum is wrong")
        }
    }

    private func showing(_ title: String, _ body: () async throws -> Void) async throws {
        let drawing = Task { [client] in
            var display = Display()
            await display.draw(client, title: title)
        }
        defer { drawing.cancel() }
        try await body()
        drawing.cancel()
        await drawing.value
    }
}
