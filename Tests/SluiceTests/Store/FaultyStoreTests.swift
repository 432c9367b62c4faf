import Sluice
import SluiceStoreConformance
import SluiceTesting
import Testing

/// A store that does one thing wrong.
private final class FaultyStore: ForwardingStore, @unchecked Sendable {
    let base: any RunStore

    enum Fault: String, CaseIterable, Sendable {
        case losesSignals, losesCancels, sharesPools, dropsKeys, ignoresPriority, ignoresDelay, ignoresTTL
        case ignoresIdempotencyKeys, acceptsHalfABatch, claimsTooMuch, swallowsEndings, keepsAttemptsOfTheLost
        case spendsAttemptsOfLeavers, mixesUpEndings, forgetsChildren, neverPauses, neverOverrides, acceptsAnything
        case repeatsTicks, forgetsTicks, forgetsTheEnded, miscounts, tellsNoErrors
        case listsEverything, losesAttempts, guessesPlaces, namesNoHolders, replaysAnything
    }

    private let fault: Fault

    init(_ base: any RunStore, _ fault: Fault) {
        self.fault = fault
        self.base = base
    }

    private func changed(_ request: RunRequest) -> RunRequest {
        var request = request
        switch fault {
        case .sharesPools: if request.key != nil { request.key = "one" }
        // Swift holds both spellings for equal.
        case .dropsKeys: if request.key == "\u{E9}" { request.key = "e\u{301}" }
        case .ignoresPriority: request.options.priority = nil
        case .ignoresDelay: request.options.delay = nil
        case .ignoresTTL: request.options.ttl = nil
        case .ignoresIdempotencyKeys: request.options.idempotencyKey = nil
        case .forgetsChildren: request.child = nil
        case .repeatsTicks: request.tick = nil
        default: break
        }
        return request
    }

    func enqueue(_ requests: [RunRequest]) async throws -> [EnqueuedRun] {
        let requests = requests.map(changed)
        switch fault {
        case .acceptsHalfABatch:
            var runs: [EnqueuedRun] = []
            for request in requests { runs += try await base.enqueue([request]) }
            return runs
        case .acceptsAnything:
            do { return try await base.enqueue(requests) } catch {
                return requests.map { EnqueuedRun(id: $0.id, isExisting: false) }
            }
        default: return try await base.enqueue(requests)
        }
    }

    func openWorker(
        tasks: Set<String>?, onSignal: @escaping @Sendable (WorkerSignal) -> Void
    ) async throws -> WorkerLease {
        let fault = fault
        return try await base.openWorker(tasks: tasks) { signal in
            switch signal {
            case .workAvailable where fault == .losesSignals: break
            case .cancel where fault == .losesCancels: break
            default: onSignal(signal)
            }
        }
    }

    func claim(_ worker: WorkerID, limit: Int) async throws -> [Claim] {
        try await base.claim(worker, limit: fault == .claimsTooMuch ? limit + 1 : limit)
    }

    func finish(
        _ endings: [AttemptEnding], claiming limit: Int, for worker: WorkerID
    ) async throws -> FinishReceipt {
        switch fault {
        case .swallowsEndings:
            let receipt = try await base.finish(endings, claiming: limit, for: worker)
            return FinishReceipt(verdicts: endings.map { _ in .ended(.completed) }, claims: receipt.claims)
        case .tellsNoErrors:
            let silent = endings.map { ending in
                guard case .failed(_, let delay) = ending.outcome else { return ending }
                return AttemptEnding(
                    id: ending.id, token: ending.token, outcome: .failed(message: "", retryAfter: delay))
            }
            return try await base.finish(silent, claiming: limit, for: worker)
        case .mixesUpEndings:
            var receipt = try await base.finish(endings, claiming: limit, for: worker)
            receipt.claims = receipt.claims.map { claim in
                guard case .resume(var run) = claim else { return claim }
                run.endings?.reverse()
                return .resume(run)
            }
            return receipt
        default: return try await base.finish(endings, claiming: limit, for: worker)
        }
    }

    func wait(
        _ attempt: AttemptToken, of run: RunID, for children: [RunRequest], claiming limit: Int, for worker: WorkerID
    ) async throws -> WaitReceipt {
        try await base.wait(attempt, of: run, for: children.map(changed), claiming: limit, for: worker)
    }

    func closeWorker(_ worker: WorkerID) async throws {
        if fault == .spendsAttemptsOfLeavers { return try await base.abandonWorker(worker) }
        try await base.closeWorker(worker)
    }

    func abandonWorker(_ worker: WorkerID) async throws {
        if fault == .keepsAttemptsOfTheLost { return try await base.closeWorker(worker) }
        try await base.abandonWorker(worker)
    }

    func run(_ run: RunID) async throws -> RunSnapshot? {
        let snapshot = try await base.run(run)
        return fault == .forgetsTheEnded && snapshot?.state.isTerminal == true ? nil : snapshot
    }

    func runs(matching filter: RunFilter) async throws -> [RunSnapshot] {
        try await base.runs(matching: fault == .listsEverything ? RunFilter(limit: filter.limit) : filter)
    }

    func history(of run: RunID) async throws -> RunHistory? {
        guard var history = try await base.history(of: run) else { return nil }
        switch fault {
        case .losesAttempts: history.attempts = history.attempts.suffix(1)
        case .guessesPlaces:
            if let place = history.waiting?.place { history.waiting?.place?.position = place.poolCount }
        case .namesNoHolders:
            if let holds = history.waiting?.holds { history.waiting?.holds = holds.map { .init($0.reason) } }
        default: break
        }
        return history
    }

    func replay(_ run: RunID, as id: RunID) async throws -> RunID {
        do { return try await base.replay(run, as: id) } catch {
            if fault == .replaysAnything { return id }
            throw error
        }
    }

    func snapshot() async throws -> StoreSnapshot {
        var snapshot = try await base.snapshot()
        if fault == .miscounts {
            for index in snapshot.queues.indices { snapshot.queues[index].queued += snapshot.queues[index].delayed }
        }
        return snapshot
    }

    func lastTick(of task: String) async throws -> Timestamp? {
        fault == .forgetsTicks ? nil : try await base.lastTick(of: task)
    }

    func pause(queue: String) async throws {
        if fault != .neverPauses { try await base.pause(queue: queue) }
    }

    func override(queue: String, limit: ConcurrencyLimit) async throws {
        if fault != .neverOverrides { try await base.override(queue: queue, limit: limit) }
    }
}

@Suite("The conformance suite finds stores that are wrong")
struct FaultyStoreTests {
    private struct Harness: StoreHarness {
        let fault: FaultyStore.Fault

        var patience: Duration { .seconds(3) }

        func withStore(
            time: ManualTime, retention: Retention, _ body: @Sendable (any RunStore) async throws -> Void
        ) async throws {
            try await body(FaultyStore(MemoryStore(retention: retention, time: time), fault))
        }
    }

    /// Without those that are long and loud: the short ones shall be enough.
    private let cases = StoreConformance.cases.filter { !$0.title.hasPrefix("no limit is ever exceeded") }

    @Test(arguments: FaultyStore.Fault.allCases)
    private func aFaultIsFound(_ fault: FaultyStore.Fault) async throws {
        var failures: [ConformanceFailure] = []
        for conformance in cases {
            do { try await conformance.run(Harness(fault: fault)) } catch let failure as ConformanceFailure {
                failures.append(failure)
                break
            } catch is SluiceError {
                // A consequence of the fault, but no verdict.
            }
        }
        let failure = try #require(failures.first, "no case finds a store that \(fault.rawValue)")
        #expect(failure.description.contains("SluiceStoreConformance/"))
    }
}
