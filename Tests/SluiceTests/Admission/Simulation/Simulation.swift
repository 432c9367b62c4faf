import Sluice
import SluiceTestSupport

/// Random operations on a core and on the naive model, compared after each.
final class Simulation {
    struct Shape {
        /// About so many runs are there at most.
        var liveRuns = 24
        var taskCount = 3
        var queueCount = 3
        var workerCount = 4
    }

    enum Happening: CaseIterable {
        case start, startOfServedTask, resume, resumeWithHeldSlots, refusal, cycle, retry, expiry, cancelRequest,
            putBack
    }

    let shape: Shape
    let model: NaiveModel
    var core: Admission
    var random: SeededGenerator
    /// What has happened how often, to see that what is checked does happen.
    private(set) var tally: [Happening: Int] = [:]
    /// The latest operations, for the report of a failure.
    private(set) var history: [Operation] = []

    var tasks: [TaskIndex] = []
    private(set) var queues: [QueueIndex] = []
    private(set) var workers: [WorkerIndex] = []
    private(set) var presentWorkers: [Int] = []
    private(set) var indices: [Int: RunIndex] = [:]
    /// Attempts that are over.
    var staleAttempts: [(id: Int, token: UInt64)] = []
    private(set) var events: [Admission.Event] = []
    private var latestID = 0

    init(seed: UInt64, shape: Shape) {
        self.shape = shape
        random = SeededGenerator(seed: seed)
        let start: Int64 = 1_700_000_000_000_000
        let limit = random.chance(70) ? 1 + random.below(6) : nil
        var declarations: [QueueDeclaration] = []
        for queue in 0..<shape.queueCount { declarations.append(Self.randomDeclaration(queue, &random)) }
        let views: [UInt64] = [~0, 0b001, 0b110]
        model = NaiveModel(now: start, organizationLimit: limit, queues: declarations, views: views)
        core = Admission(organizationLimit: limit)
        for task in 0..<shape.taskCount { tasks.append(core.declareTask("task-\(task)")) }
        for declaration in declarations { queues.append(core.declareQueue(declaration, events: &events)) }
        for view in [0, 0, 1, 2] { addWorker(view) }
        model.recount()
    }

    static func randomDeclaration(_ queue: Int, _ random: inout SeededGenerator) -> QueueDeclaration {
        QueueDeclaration(
            name: "queue-\(queue)", concurrencyKey: ConcurrencyKeyMode.allCases[random.below(3)],
            limit: randomLimits(&random), onWait: random.chance(30) ? .hold : .release, startsPaused: random.chance(10))
    }

    static func randomLimits(_ random: inout SeededGenerator) -> ConcurrencyLimit {
        ConcurrencyLimit(
            perKey: random.chance(60) ? 1 + random.below(3) : nil, total: random.chance(60) ? 1 + random.below(5) : nil)
    }

    func nextID() -> Int {
        latestID += 1
        return latestID
    }

    private var now: Timestamp { Timestamp(microseconds: model.now) }

    private func served(_ view: Int) -> Set<TaskIndex>? {
        view == 0 ? nil : Set(tasks.indices.filter { model.serves(view, $0) }.map { tasks[$0] })
    }

    private func addWorker(_ view: Int) {
        workers.append(core.addWorker(serving: served(view)))
        presentWorkers.append(model.workers.count)
        model.workers.append(.init(view: view))
    }

    /// Runs until `count` operations agreed, or one did not.
    func run(_ count: Int) throws {
        for step in 0..<count {
            let operation = randomOperation()
            if history.count == 40 { history.removeFirst() }
            history.append(operation)
            try perform(operation)
            try checkCounts()
            if step % 32 == 0 { try checkEverything() }
        }
        try checkEverything()
    }

    private func perform(_ operation: Operation) throws {
        events.removeAll(keepingCapacity: true)
        var reports: [Int] = []
        switch operation {
        case .trigger(let trigger):
            try perform(trigger)
        case .admit(let worker, let limit):
            return try admit(worker, limit)
        case .finish(let id, let token, let outcome):
            let index = indices[id]!
            let result = core.finish(index, AttemptToken(rawValue: token), outcome, now: now, events: &events)
            let expected = model.finish(id, token, outcome, reports: &reports)
            try require(result == expected, "finish gave \(result) instead of \(expected)")
            if expected == .refused { count(.refusal) } else { remember(id, token) }
            if case .delayed = expected { count(.retry) }
        case .wait(let id, let token, let children):
            let awaited = children.map { Admission.Awaited(indices[$0.id]!, isOwn: $0.isOwn) }
            let result = core.wait(
                indices[id]!, AttemptToken(rawValue: token), for: awaited, now: now, events: &events)
            let expected = model.wait(id, token, children)
            try require(result == expected, "wait gave \(result) instead of \(expected)")
            if expected == .cycle { count(.cycle) }
        case .cancel(let id):
            let result = core.cancel(indices[id]!, now: now, events: &events)
            let expected = model.cancel(id, reports: &reports)
            try require(result == expected, "cancel gave \(result) instead of \(expected)")
        case .addWorker(let view):
            addWorker(view)
        case .serve(let worker, let view):
            core.serve(workers[worker], served(view))
            model.workers[worker].view = view
        case .removeWorker(let worker, let departure):
            for run in model.runs where run.worker == worker { remember(run.id, run.token) }
            core.removeWorker(workers[worker], as: departure, now: now, events: &events)
            model.removeWorker(worker, as: departure, reports: &reports)
            presentWorkers.removeAll { $0 == worker }
        case .pause(let queue):
            core.pause(queues[queue])
            model.queues[queue].isPaused = true
        case .resume(let queue):
            core.resume(queues[queue])
            model.queues[queue].isPaused = false
        case .override(let queue, let limits):
            core.override(queues[queue], limits: limits, events: &events)
            model.queues[queue].override = limits
        case .reset(let queue):
            core.reset(queues[queue], events: &events)
            model.queues[queue].override = nil
        case .declare(let queue, let declaration):
            _ = core.declareQueue(declaration, events: &events)
            model.queues[queue].declaration = declaration
        case .limitOrganization(let limit):
            core.setOrganizationLimit(limit, events: &events)
            model.organizationLimit = limit
        case .advance:
            core.advance(to: now, events: &events)
            model.advance(reports: &reports)
        case .pass(let time):
            model.now += time
            return
        }
        model.recount()
        try checkEvents(reports)
    }

    func count(_ happening: Happening) { tally[happening, default: 0] += 1 }

    private func remember(_ id: Int, _ token: UInt64) {
        if staleAttempts.count == 16 { staleAttempts.removeFirst() }
        staleAttempts.append((id, token))
    }

    private func perform(_ trigger: Operation.Trigger) throws {
        let new = NewRun(
            id: Self.runID(trigger.id), task: tasks[trigger.task], queue: queues[trigger.queue],
            key: trigger.key < 0 ? nil : Self.keys[trigger.key], triggeredAt: now,
            dueAt: trigger.delay.map { now + .microseconds($0) }, ttl: trigger.ttl.map { .microseconds($0) },
            priority: .microseconds(trigger.priority), maxAttempts: trigger.maxAttempts,
            parent: trigger.parent.map { indices[$0]! })
        var refusal: Admission.EnqueueError?
        do throws(Admission.EnqueueError) {
            indices[trigger.id] = try core.enqueue(new)
        } catch {
            refusal = error
        }
        let expected = model.trigger(trigger)
        try require(
            refusal == expected,
            "enqueue gave \(String(describing: refusal)) instead of \(String(describing: expected))")
    }

    static let keys = ["a", "b", "é", "e\u{301}"]

    static func runID(_ id: Int) -> RunID { RunID(high: 0x7000, low: UInt64(id)) }

    private func admit(_ worker: Int, _ limit: Int) throws {
        var admitted: [Admission.Admitted] = []
        var reports: [Int] = []
        let isPresent = model.workers[worker].isPresent
        core.admit(workers[worker], limit: limit, now: now, into: &admitted, events: &events)
        guard isPresent else { return try require(admitted.isEmpty, "a removed worker was given something") }
        model.advance(reports: &reports)
        model.recount()
        try checkEvents(reports)
        let goingOn = min(limit, model.workers[worker].granted.count)
        try require(admitted.count <= limit, "\(admitted.count) runs were admitted instead of \(limit)")
        for (position, item) in admitted.enumerated() {
            let id = Int(item.id.low)
            try require(
                (position < goingOn) == (item.kind == .resume), "what goes on is to come first, and all of it")
            if item.kind == .resume {
                try model.resume(id, by: worker, token: item.token.rawValue)
                count(.resume)
            } else {
                try model.start(id, by: worker, token: item.token.rawValue)
                count(model.workers[worker].view == 0 ? .start : .startOfServedTask)
            }
            let run = model.runs[model.position(of: id)!]
            try require(
                item.run == indices[id] && item.attempt == run.attempt && item.isCancelRequested == run.isCanceled,
                "\(item) does not describe \(run)")
        }
        if admitted.count < limit, let pool = model.startablePool(for: model.workers[worker].view) {
            throw Disagreement("worker \(worker) was not given what could start in pool \(pool)")
        }
    }
}
