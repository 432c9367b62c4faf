/// Why a run does not execute right now.
///
/// ```text
/// queue 'mail' has no room: 2 of 2 slots are taken, by runs 01957f2e-5a3c-7d10-8000-0123456789ab (send-email) and …
/// place 3 of 17 in line
/// ```
public struct WaitExplanation: Sendable, Hashable, Codable {
    /// One thing that keeps the run from going on, all others aside.
    public enum Reason: Sendable, Hashable, Codable {
        /// Its time has not come: a `delay`, or the wait before a retry.
        case delayed(until: Timestamp)
        /// An operator paused the queue.
        case paused
        /// All slots of its concurrency key are taken.
        case perKey(taken: Int, limit: Int)
        /// All slots of its queue are taken.
        case queue(taken: Int, limit: Int)
        /// All slots of the organization are taken.
        case organization(taken: Int, limit: Int)
        /// Its handler waits for other runs.
        case runs
        /// No worker that is open serves its task.
        case noWorker
    }

    /// A reason, and the runs behind it.
    public struct Hold: Sendable, Hashable, Codable {
        /// The most runs that are named: 20.
        public static let maximumHolders = 20

        /// What keeps the run.
        public var reason: Reason
        /// The runs that hold the slots, or that are waited for: those that started first.
        public var holders: [RunSnapshot]
        /// How many there are in all.
        public var holderCount: Int

        /// Creates a hold.
        public init(_ reason: Reason, holders: [RunSnapshot] = [], holderCount: Int? = nil) {
            self.reason = reason
            self.holders = holders
            self.holderCount = holderCount ?? holders.count
        }
    }

    /// A place in line.
    public struct Place: Sendable, Hashable, Codable {
        /// Among the queued runs of its pool; 1 goes next. A pool is a queue's runs with one concurrency key; pools take turns.
        public var position: Int
        /// How many runs are queued in its pool.
        public var poolCount: Int
        /// How many runs are queued in its queue.
        public var queueCount: Int

        /// Creates a place.
        public init(position: Int, poolCount: Int, queueCount: Int) {
            self.position = position
            self.poolCount = poolCount
            self.queueCount = queueCount
        }
    }

    /// The run's task.
    public var task: String
    /// The run's queue.
    public var queue: String
    /// The run's concurrency key, if it has one.
    public var key: String?
    /// All that holds the run, the nearest first. Empty: it goes on as soon as a worker that serves its task has room, and those that are
    /// before it had their turn.
    public var holds: [Hold]
    /// Its place in line, if it is queued.
    public var place: Place?

    /// Creates an explanation.
    public init(task: String, queue: String, key: String?, holds: [Hold], place: Place?) {
        self.task = task
        self.queue = queue
        self.key = key
        self.holds = holds
        self.place = place
    }
}
