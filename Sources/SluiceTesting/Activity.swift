import Sluice

/// What a bench's worker does right now, and so whether there is anything left to wait for. A value without I/O: the ``BenchStore`` tells
/// it what it sees pass between the worker and the store.
///
/// Few handlers are awake at once, as a rule one, which makes what a test sees the same every time: the next attempt is let through when
/// the handler before it has returned, waits for other runs, or sleeps by the bench's clock.
struct Activity {
    /// How many handlers may be awake at once.
    let concurrency: Int
    /// Attempts are let through.
    private(set) var isOpen = false
    /// Attempts whose handlers execute; those that wait for other runs do not count.
    private(set) var executing: [RunID: ClaimedRun] = [:]
    /// Attempts whose handlers wait for other runs.
    private var waiting: [RunID: ClaimedRun] = [:]
    /// Raised with everything that happens.
    private(set) var progress = 0
    /// Requests of the store that are under way.
    private var pending = 0
    /// The worker was told that there is more to claim, and has not claimed since.
    private var isSignalled = false
    /// The store may have more than it was asked for; it gave as much.
    private var mayHaveMore = false

    init(concurrency: Int) { self.concurrency = concurrency }

    /// Lets attempts through from now on. The worker is to be signalled.
    mutating func open() {
        isOpen = true
        isSignalled = true
    }

    mutating func close() { isOpen = false }

    /// The store has more to claim, and tells the worker.
    mutating func noteSignal() { isSignalled = true }

    /// The worker claims, as a signal asks it to.
    mutating func answerSignal() { isSignalled = false }

    /// A request that may claim begins.
    /// - Parameters:
    ///   - limit: How much the worker would take.
    ///   - sleeping: The runs whose handlers sleep by the bench's clock.
    /// - Returns: How much the store is to be asked for.
    mutating func begin(claiming limit: Int, sleeping: Set<RunID>) -> Int {
        pending += 1
        progress += 1
        return isOpen ? min(limit, max(0, concurrency - awake(sleeping))) : 0
    }

    /// A request that may claim has ended.
    mutating func end(_ claims: [Claim], asked: Int) {
        pending -= 1
        if claims.count == asked { mayHaveMore = true }
        for claim in claims {
            switch claim {
            case .start(let run): executing[run.id] = run
            case .resume(let run): executing[run.id] = waiting.removeValue(forKey: run.id)
            }
        }
    }

    /// An attempt's handler has returned.
    mutating func finish(_ run: RunID) { executing[run] = nil }

    /// An attempt begins to wait for other runs.
    mutating func suspend(_ run: RunID) { waiting[run] = executing.removeValue(forKey: run) }

    /// There was nothing to wait for.
    mutating func goOn(_ run: RunID) { executing[run] = waiting.removeValue(forKey: run) }

    /// Something happened that needs no account.
    mutating func noteProgress() { progress += 1 }

    /// Whether the worker is to be told to claim again, because it was held back and is not any longer.
    mutating func takeInvitation(sleeping: Set<RunID>) -> Bool {
        guard isOpen, pending == 0, !isSignalled, mayHaveMore, awake(sleeping) < concurrency else {
            return false
        }
        mayHaveMore = false
        isSignalled = true
        return true
    }

    /// Whether nothing can happen any more until a run is triggered or time passes.
    func isIdle(sleeping: Set<RunID>) -> Bool {
        isOpen && pending == 0 && !isSignalled && awake(sleeping) == 0
    }

    private func awake(_ sleeping: Set<RunID>) -> Int { executing.keys.count { !sleeping.contains($0) } }
}
