import Sluice

/// What a store should know, as naively as can be: runs in a dictionary, and every question answered by a look at all of them. Written
/// from what the protocol says; knows nothing of any store.
///
/// Which of several startable runs a store starts first, and which parent goes on first, is the store's choice: the model is told, and
/// says whether that was allowed.
struct StoreModel {
    struct Run {
        let request: RunRequest
        /// Its place in the order of the triggers.
        let number: Int
        let queue: String
        let maxAttempts: Int
        let triggeredAt: Timestamp
        let dueAt: Timestamp?
        let order: Timestamp
        var startableAt: Timestamp
        /// `nil` also once it was started.
        var expiresAt: Timestamp?
        /// Which state it was put into when it was last triggered or put back: nobody writes down that a delay is over.
        var isParked: Bool
        var state: RunState
        var token: AttemptToken?
        var attempts = 0
        var records: [AttemptRecord] = []
        var isCancelRequested = false
        var endedAt: Timestamp?
        var output: [UInt8]?
        var message: String?
        /// What it waits for.
        var awaited: [RunID] = []
        /// Limits were lowered while it stood in line to go on: it may have had its slots before.
        var mayExceed = false
        /// How many children its attempt has named so far.
        var nextOrdinal = 0

        var id: RunID { request.id }
        var key: String? { request.key }
    }

    struct Queue {
        var declared: QueueDeclaration
        var override: ConcurrencyLimit?
        var isPaused = false

        var limit: ConcurrencyLimit { override ?? declared.limit }
    }

    struct KeyName: Hashable {
        var task: String
        var key: String
    }

    struct Child {
        var run: RunID
        var isOwn: Bool
    }

    var declarations: Declarations
    var organization: Int?
    var queues: [String: Queue] = [:]
    var runs: [RunID: Run] = [:]
    var keys: [KeyName: (run: RunID, until: Timestamp)] = [:]
    var places: [RunRequest.ChildPlace: Child] = [:]
    var ticks: [String: (last: Timestamp, run: RunID?)] = [:]
    /// The runs that have ended and are kept, in the order of their endings.
    var ended: [RunID] = []
    /// Ended ones that are kept beyond that for a parent that has not ended.
    var retained: Set<RunID> = []
    let retentionCount: Int
    private var latestNumber = 0
    /// The latest time at which a store was asked anything.
    private(set) var latestTime = Timestamp.distantPast

    init(_ declarations: Declarations, organization: Int?, retentionCount: Int, now: Timestamp) {
        self.declarations = declarations
        self.organization = organization
        self.retentionCount = retentionCount
        for queue in declarations.queues { queues[queue.name] = Queue(declared: queue) }
        for task in declarations.tasks where task.schedule != nil { ticks[task.id] = (now, nil) }
    }

    mutating func number() -> Int {
        latestNumber += 1
        return latestNumber
    }

    /// Runs in the order of their triggers.
    var inOrder: [Run] { runs.values.sorted { $0.number < $1.number } }

    func task(_ id: String) -> TaskDeclaration { declarations.tasks.first { $0.id == id }! }

    /// What every operation begins with: delays and times to live that are over by now.
    mutating func catchUp(_ now: Timestamp) {
        latestTime = max(latestTime, now)
        for run in runs.values where run.state == .delayed && run.startableAt <= now { runs[run.id]!.state = .queued }
        let expired = runs.values.filter { $0.state == .queued && $0.expiresAt ?? .distantFuture <= now }
        for run in expired.sorted(by: { ($0.expiresAt!, $0.number) < ($1.expiresAt!, $1.number) }) {
            end(run.id, .expired, now)
        }
    }

    /// - Parameter outcome: How its last attempt ended, if one was going on.
    mutating func end(
        _ id: RunID, _ state: RunState, _ now: Timestamp, outcome: AttemptRecord.Outcome? = nil,
        output: [UInt8]? = nil, message: String? = nil
    ) {
        closeRecord(of: id, outcome, outcome == .failed ? message : nil, now)
        runs[id]!.state = state
        runs[id]!.endedAt = now
        runs[id]!.output = output
        runs[id]!.message = message
        runs[id]!.isCancelRequested = false
        runs[id]!.token = nil
        runs[id]!.awaited = []
        let request = runs[id]!.request
        if state != .completed, let key = request.options.idempotencyKey {
            let name = KeyName(task: request.task, key: key)
            if keys[name]?.run == id { keys[name] = nil }
        }
        dropRetained()
        if ended.count == retentionCount { dropOldest() }
        ended.append(id)
    }

    mutating func closeRecord(
        of id: RunID, _ outcome: AttemptRecord.Outcome?, _ message: String?, _ now: Timestamp
    ) {
        guard let outcome, let last = runs[id]!.records.indices.last else { return }
        runs[id]!.records[last].outcome = outcome
        runs[id]!.records[last].endedAt = now
        runs[id]!.records[last].message = message
    }

    // MARK: What is kept

    /// Whether a parent that has not ended may still ask how a run ended.
    func isOfInterest(_ id: RunID) -> Bool {
        places.contains { $0.value.run == id && runs[$0.key.parent]?.state.isTerminal == false }
    }

    mutating func dropOldest() {
        let id = ended.removeFirst()
        if isOfInterest(id) { retained.insert(id) } else { forget(id) }
    }

    mutating func dropRetained() {
        for id in retained where !isOfInterest(id) {
            retained.remove(id)
            forget(id)
        }
    }

    private mutating func forget(_ id: RunID) {
        runs[id] = nil
        for place in places.keys where place.parent == id { places[place] = nil }
    }

    /// Whether a store can tell how the run ended.
    func knowsEnded(_ id: RunID) -> Bool { ended.contains(id) }

    func ending(of id: RunID) -> RunEnding {
        let run = runs[id]!
        return RunEnding(id: id, state: run.state, output: run.output, message: run.message, attempts: run.attempts)
    }
}
