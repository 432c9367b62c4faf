import Sluice

/// A worker whose every step a case takes by itself.
struct ProbeWorker: Sendable {
    let id: WorkerID
    private let store: any RunStore
    private let signals: AsyncStream<WorkerSignal>

    init(_ store: any RunStore, serving tasks: Set<String>?) async throws {
        let (signals, continuation) = AsyncStream<WorkerSignal>.makeStream()
        self.store = store
        self.signals = signals
        id = try await store.openWorker(tasks: tasks) { continuation.yield($0) }.worker
    }

    func claim(_ limit: Int = 100) async throws -> [Claim] { try await store.claim(id, limit: limit) }

    /// Claims runs to start, and expects nothing else.
    func starts(_ limit: Int = 100, fileID: String = #fileID, line: Int = #line) async throws -> [ClaimedRun] {
        try await claim(limit).starts(fileID: fileID, line: line)
    }

    /// Claims a run to start, and expects exactly one, where no more could be.
    func start(fileID: String = #fileID, line: Int = #line) async throws -> ClaimedRun {
        try await claim().start(fileID: fileID, line: line)
    }

    @discardableResult
    func finish(
        _ run: ClaimedRun, _ outcome: AttemptEnding.Outcome = .completed(output: [])
    ) async throws -> FinishReceipt.Verdict {
        try await finish(run, outcome, claiming: 0).verdicts[0]
    }

    func finish(
        _ run: ClaimedRun, _ outcome: AttemptEnding.Outcome = .completed(output: []), claiming limit: Int
    ) async throws -> FinishReceipt {
        try await store.finish(
            [AttemptEnding(id: run.id, token: run.token, outcome: outcome)], claiming: limit, for: id)
    }

    func wait(_ run: ClaimedRun, for children: [RunRequest], claiming limit: Int = 0) async throws -> WaitReceipt {
        try await store.wait(run.token, of: run.id, for: children, claiming: limit, for: id)
    }

    /// Ends everything that can be started, until nothing can.
    /// - Returns: The runs, in the order in which they were started.
    func drain(atOnce limit: Int = 1) async throws -> [ClaimedRun] {
        var started: [ClaimedRun] = []
        var next = try await starts(limit)
        while !next.isEmpty {
            started += next
            for run in next { try await finish(run) }
            next = try await starts(limit)
        }
        return started
    }

    /// Awaits a signal; others may come before.
    func hears(_ signal: WorkerSignal, fileID: String = #fileID, line: Int = #line) async throws {
        try await awaiting("the worker to be told '\(signal)'", fileID: fileID, line: line) { [signals] in
            for await other in signals where other == signal { return }
        }
    }
}

extension [Claim] {
    func starts(fileID: String = #fileID, line: Int = #line) throws -> [ClaimedRun] {
        try map { claim in
            guard case .start(let run) = claim else {
                throw ConformanceFailure(
                    expectation: "only runs to start", observation: "got \(claim)", fileID: fileID, line: line)
            }
            return run
        }
    }

    func start(fileID: String = #fileID, line: Int = #line) throws -> ClaimedRun {
        let runs = try starts(fileID: fileID, line: line)
        try expect(runs.count, is: 1, "the number of runs to start", fileID: fileID, line: line)
        return runs[0]
    }

    func resumption(fileID: String = #fileID, line: Int = #line) throws -> ResumedRun {
        guard count == 1, case .resume(let run) = self[0] else {
            throw ConformanceFailure(
                expectation: "exactly one attempt that goes on", observation: "got \(self)", fileID: fileID, line: line)
        }
        return run
    }
}

extension [ClaimedRun] {
    var ids: [RunID] { map(\.id) }
}
