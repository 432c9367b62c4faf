import Sluice
import SluiceTesting
import Synchronization

/// What a case works with: a store, its clock, and short ways to say the usual things.
struct Bench: Sendable {
    let store: any RunStore
    let time: ManualTime
    private let identifiers = Identifiers()

    init(store: any RunStore, time: ManualTime) {
        self.store = store
        self.time = time
    }

    func newID() -> RunID { identifiers.next(at: time.now) }

    /// Registers what `build` adds to empty declarations.
    @discardableResult
    func declare(
        organization: Int? = nil, _ build: (inout Declarations) -> Void
    ) async throws -> RegistrationReport {
        var declarations = Declarations()
        build(&declarations)
        return try await store.register(declarations, organizationLimit: organization)
    }

    /// Registers one queue `q` and one task `t` whose runs wait in it.
    @discardableResult
    func declareOne(
        limit: Int? = nil, organization: Int? = nil, retry: RetryPolicy = RetryPolicy(), ttl: Duration? = nil,
        priority: Duration = .zero
    ) async throws -> RegistrationReport {
        try await declare(organization: organization) {
            $0.addQueue("q", concurrencyLimit: limit)
            $0.addTask("t", queue: "q", retry: retry, ttl: ttl, priority: priority)
        }
    }

    func request(
        _ task: String = "t", queue: String? = nil, key: String? = nil, payload: String = "{}",
        options: TriggerOptions = TriggerOptions(), childOf parent: RunID? = nil, ordinal: Int = 0
    ) -> RunRequest {
        RunRequest(
            id: newID(), task: task, queue: queue, key: key, payload: Array(payload.utf8), options: options,
            child: parent.map { RunRequest.ChildPlace(parent: $0, ordinal: ordinal) })
    }

    /// Triggers one run.
    @discardableResult
    func trigger(
        _ task: String = "t", queue: String? = nil, key: String? = nil, options: TriggerOptions = TriggerOptions()
    ) async throws -> RunID {
        try await store.enqueue([request(task, queue: queue, key: key, options: options)])[0].id
    }

    /// Triggers several runs that are alike, in one step.
    @discardableResult
    func trigger(
        _ task: String = "t", queue: String? = nil, key: String? = nil, options: TriggerOptions = TriggerOptions(),
        count: Int
    ) async throws -> [RunID] {
        try await store.enqueue((0..<count).map { _ in request(task, queue: queue, key: key, options: options) }).map(
            \.id)
    }

    func worker(serving tasks: Set<String>? = nil) async throws -> ProbeWorker {
        try await ProbeWorker(store, serving: tasks)
    }

    func state(of run: RunID, fileID: String = #fileID, line: Int = #line) async throws -> RunState {
        try unwrap(await store.run(run), "the store to know the run", fileID: fileID, line: line).state
    }

    func expect(
        _ run: RunID, is state: RunState, _ what: String = "the run's state", fileID: String = #fileID,
        line: Int = #line
    ) async throws {
        try SluiceStoreConformance.expect(
            await self.state(of: run, fileID: fileID, line: line), is: state, what, fileID: fileID, line: line)
    }

    func queue(_ name: String = "q", fileID: String = #fileID, line: Int = #line) async throws -> QueueSnapshot {
        let snapshot = try await store.snapshot()
        return try unwrap(
            snapshot.queues.first { $0.name == name }, "queue '\(name)' in the snapshot", fileID: fileID, line: line)
    }

    func history(of run: RunID, fileID: String = #fileID, line: Int = #line) async throws -> RunHistory {
        try unwrap(await store.history(of: run), "the store to know the run's history", fileID: fileID, line: line)
    }

    /// Why a run waits.
    func waiting(of run: RunID, fileID: String = #fileID, line: Int = #line) async throws -> WaitExplanation {
        let history = try await history(of: run, fileID: fileID, line: line)
        return try unwrap(history.waiting, "an explanation of the wait", fileID: fileID, line: line)
    }

    /// Awaits the run's end.
    func ending(of run: RunID, fileID: String = #fileID, line: Int = #line) async throws -> RunEnding {
        try await awaiting("the run to end", fileID: fileID, line: line) { [store] in try await store.ending(of: run) }
    }

    /// Expects an operation to be refused.
    func expect<Value>(
        _ code: SluiceError.Code, from what: String, mentioning part: String = "", fileID: String = #fileID,
        line: Int = #line, _ body: () async throws -> Value
    ) async throws {
        let observation: String
        do {
            observation = "it returned \(try await body())"
        } catch let error as SluiceError {
            if error.code == code, part.isEmpty || error.message.contains(part) { return }
            observation = "it threw '\(error.code)': \(error.message)"
        }
        let mention = part.isEmpty ? "" : " that mentions \"\(part)\""
        throw ConformanceFailure(
            expectation: "\(what) to throw '\(code)'\(mention)", observation: observation, fileID: fileID, line: line)
    }
}

/// Makes the ids of a case's runs.
private final class Identifiers: Sendable {
    private let generator = Mutex(RunIDGenerator())

    func next(at now: Timestamp) -> RunID { generator.withLock { $0.next(at: now) } }
}
