import Sluice
import SluiceSQLite
import Synchronization

/// Takes a store and its model through a script, lets statements fail on the way, and compares the two.
struct StoreDriver {
    private(set) var model: StoreModel
    let time = SettableTime()
    let sabotage = Sabotage()
    private(set) var folder: StoreFolder
    private var store: SQLiteStore
    private var worker: WorkerID
    private var signals: Signals
    private let retention: Retention
    private var openings = 0
    /// How often the store has failed.
    private(set) var failures = 0

    /// What a worker was told.
    private final class Signals: Sendable {
        private let all = Mutex<[WorkerSignal]>([])

        func add(_ signal: WorkerSignal) { all.withLock { $0.append(signal) } }

        var hasFailed: Bool {
            all.withLock { all in
                all.contains { if case .failed = $0 { true } else { false } }
            }
        }
    }

    init(
        _ declarations: Declarations, organization: Int?, retentionCount: Int = 10_000, in folder: StoreFolder? = nil
    ) async throws {
        self.folder = try folder ?? StoreFolder()
        retention = Retention(count: retentionCount, age: .seconds(365 * 86_400))
        store = try self.folder.open(retention: retention, time: time, sabotage: sabotage)
        _ = try await store.register(declarations, organizationLimit: organization)
        model = StoreModel(
            declarations, organization: organization, retentionCount: retentionCount, now: time.now)
        (worker, signals) = try await Self.enter(store)
    }

    /// - Returns: A worker, and what another one is told that does nothing but listen.
    private static func enter(_ store: SQLiteStore) async throws -> (WorkerID, Signals) {
        let signals = Signals()
        _ = try await store.openWorker(tasks: nil) { signals.add($0) }
        return (try await store.openWorker(tasks: nil) { _ in }.worker, signals)
    }

    func close() { store.close() }

    /// Does a step, and goes on with another process where the step has broken the store.
    /// - Throws: ``Divergence``.
    mutating func perform(_ step: Step) async throws {
        let before = model
        do {
            try await execute(step)
        } catch let error as SluiceError {
            return try await goOn(after: error, from: before)
        }
        if let point = sabotage.struckAt { throw Divergence("the store went on after it failed at \(point)") }
        let snapshot: StoreSnapshot
        do {
            snapshot = try await store.snapshot()
        } catch let error as SluiceError {
            // Looking makes the store write what time has brought, which is all there was to the step.
            return try await goOn(after: error, from: before)
        }
        if let difference = model.difference(from: snapshot) { throw Divergence(difference) }
    }

    /// Goes on with another process where a statement has failed.
    /// - Parameter before: What the file has, if the transaction was not committed.
    private mutating func goOn(after error: SluiceError, from before: StoreModel) async throws {
        guard error.code == .storeFailed, let point = sabotage.struckAt else {
            throw Divergence("the store refused: \(error)")
        }
        // Of a transaction that was committed the file has everything, though nobody was told.
        if point != .committed { model = before }
        try await expectRefusal(of: .snapshot)
        try await expectRefusal(of: .enqueue)
        guard signals.hasFailed else { throw Divergence("the worker was not told that the store has failed") }
        sabotage.disarm()
        failures += 1
        try await reopen(isKilled: point == .committed, inferring: point == .committed)
    }

    private mutating func execute(_ step: Step) async throws {
        let now = time.now
        switch step {
        case .enqueue(let requests):
            let expected = model.enqueue(requests, now)
            try expect(try await store.enqueue(requests), expected, "the answers")
        case .claim(let limit):
            model.catchUp(now)
            try take(try await store.claim(worker, limit: limit), limit)
        case .finish(let endings, let limit):
            let expected = model.finish(endings, now)
            let receipt = try await store.finish(endings, claiming: limit, for: worker)
            try expect(receipt.verdicts, expected, "the verdicts")
            try take(receipt.claims, limit)
        case .wait(let run, let children, let limit):
            try await wait(run, children, limit)
        case .cancel(let run):
            let expected = model.cancel(run, now)
            do {
                let state = try await store.cancel(run)
                guard expected.contains(state) else { throw Divergence("a cancel said \(state), not \(expected)") }
            } catch let error as SluiceError where error.code == .unknownRun && expected.isEmpty {}
        case .setPaused(let isPaused, let queue):
            model.setPaused(isPaused, queue, now)
            try await isPaused ? store.pause(queue: queue) : store.resume(queue: queue)
        case .override(let queue, let limit):
            model.override(queue, limit, now)
            if let limit {
                try await store.override(queue: queue, limit: limit)
            } else {
                try await store.reset(queue: queue)
            }
        case .register(let declarations, let organization):
            model.register(declarations, organization: organization, now)
            _ = try await store.register(declarations, organizationLimit: organization)
        case .leave(let isLost):
            model.catchUp(now)
            model.leave(isLost ? .lost : .returned, now)
            try await isLost ? store.abandonWorker(worker) : store.closeWorker(worker)
            worker = try await store.openWorker(tasks: nil) { _ in }.worker
        case .pass(let duration):
            time.now = now + duration
            model.catchUp(time.now)
            // Whatever is asked next, be it only a look, makes the store do what is due by then.
            _ = try await store.snapshot()
        case .reopen(let isKilled):
            try await reopen(isKilled: isKilled, inferring: false)
        }
    }

    private mutating func wait(_ run: RunID, _ children: [RunRequest], _ limit: Int) async throws {
        let (answers, outcome) = model.wait(run, for: children, time.now)
        let token = model.runs[run]?.token ?? AttemptToken(rawValue: 0)
        let receipt: WaitReceipt
        do {
            receipt = try await store.wait(token, of: run, for: children, claiming: limit, for: worker)
        } catch let error as SluiceError where error.code == .unknownRun {
            return try expect(StoreModel.Wait.unknownRun, outcome, "the wait")
        }
        try expect(receipt.children, answers, "the children")
        switch receipt.outcome {
        case .waiting:
            try expect(StoreModel.Wait.waiting, outcome, "the wait")
            try take(receipt.claims, limit)
        case .over(let endings): try expect(StoreModel.Wait.over(endings), outcome, "the wait")
        case .canceled: try expect(StoreModel.Wait.canceled, outcome, "the wait")
        }
    }

    // MARK: Claims

    private mutating func take(_ claims: [Claim], _ limit: Int) throws {
        for claim in claims {
            switch claim {
            case .start(let claimed): try start(claimed)
            case .resume(let resumed):
                guard let run = model.runs[resumed.id] else {
                    throw Divergence("\(resumed.id) went on, and is not known")
                }
                let endings = run.isCancelRequested ? nil : run.awaited.map(model.ending)
                if let violation = model.goOn(resumed.id) { throw Divergence(violation) }
                try expect(resumed.token, run.token, "the token of an attempt that goes on")
                try expect(resumed.endings, endings, "the children's endings")
            }
        }
        if claims.count < limit, let run = model.leftBehind { throw Divergence("\(run) could go on, and does not") }
    }

    private mutating func start(_ claimed: ClaimedRun) throws {
        if let violation = model.start(claimed.id, claimed.token, time.now) { throw Divergence(violation) }
        let run = model.runs[claimed.id]!
        try expect(claimed.attempt, run.attempts, "the attempt of \(run.id)")
        try expect(claimed.payload, run.request.payload, "the payload of \(run.id)")
        try expect(claimed.task, run.request.task, "the task of \(run.id)")
        try expect(claimed.queue, run.queue, "the queue of \(run.id)")
        try expect(claimed.key, run.key, "the key of \(run.id)")
        try expect(claimed.tags, run.request.options.tags, "the tags of \(run.id)")
        try expect(claimed.tick, run.request.tick, "the tick of \(run.id)")
        try expect(claimed.triggeredAt, run.triggeredAt, "when \(run.id) was triggered")
    }

    // MARK: Another process

    /// - Parameter inferring: Whether runs may have been started that nobody was told of.
    private mutating func reopen(isKilled: Bool, inferring: Bool) async throws {
        if isKilled {
            let files = try folder.afterKill()
            store.close()
            folder = files
        } else {
            store.close()
        }
        do {
            store = try folder.open(retention: retention, time: time, sabotage: sabotage)
        } catch  where sabotage.struckAt != nil {
            // Opening writes, too. Whether it was written or not, the next process finds the same.
            sabotage.disarm()
            failures += 1
            store = try folder.open(retention: retention, time: time, sabotage: sabotage)
        }
        if inferring { try await inferStarts() }
        model.reopen(time.now)
        model.catchUp(time.now)
        (worker, signals) = try await Self.enter(store)
        openings += 1
        try await compare(oneOf: 4)
    }

    /// Finds the starts that were written, though the worker never heard of them.
    private mutating func inferStarts() async throws {
        for run in model.inOrder.sorted(by: { ($0.order, $0.number) < ($1.order, $1.number) }) {
            guard run.state == .queued, let history = try await store.history(of: run.id),
                history.attempts.count > run.records.count
            else { continue }
            if let violation = model.start(run.id, nil, time.now) { throw Divergence(violation) }
        }
    }

    /// Compares everything that the store knows with everything that the model knows.
    /// - Parameter share: One of so many histories is looked at, another each time.
    func compare(oneOf share: Int = 1) async throws {
        let listed = try await store.runs(matching: RunFilter(limit: RunFilter.maximumLimit))
        try expect(listed.map(\.id), model.runs.keys.sorted(by: >), "the runs")
        for id in model.inOrder.filter({ ($0.number + openings) % share == 0 }).map(\.id) {
            guard var history = try await store.history(of: id) else { throw Divergence("\(id) is lost") }
            history.waiting = nil
            var expected = model.history(of: id)!
            try expect(history.children.map(\.id), expected.children.map(\.id), "the children of \(id)")
            history.children = []
            expected.children = []
            try expect(history, expected, "the history of \(id)")
        }
        if let difference = model.difference(from: try await store.snapshot()) { throw Divergence(difference) }
        for (task, tick) in model.ticks { try expect(await store.lastTick(of: task), tick.last, "the last tick") }
    }

    /// Goes on with the files of a process that went through the same script and was killed where this one's store failed.
    mutating func adopt(_ folder: StoreFolder) async throws {
        store.close()
        self.folder = folder
        store = try folder.open(retention: retention, time: time, sabotage: sabotage)
        try await compare()
    }

    private enum Question { case snapshot, enqueue }

    private func expectRefusal(of question: Question) async throws {
        do {
            switch question {
            case .snapshot: _ = try await store.snapshot()
            case .enqueue: _ = try await store.enqueue([])
            }
        } catch let error as SluiceError where error.code == .storeFailed {
            return
        }
        throw Divergence("a store that has failed goes on")
    }

    private func expect<Value: Equatable>(_ actual: Value, _ expected: Value, _ what: String) throws {
        if actual != expected { throw Divergence("\(what): \(actual), not \(expected)") }
    }
}
