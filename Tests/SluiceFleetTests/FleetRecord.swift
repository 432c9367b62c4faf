#if Postgres
    /// What the processes of a fleet have said, what was done to them, and what the database says in the end. Times are
    /// microseconds of the clock that all processes of a machine share.
    struct FleetRecord {
        /// One call of a handler, as it was told by itself.
        struct Execution {
            var process: String
            var run: String
            var attempt: Int
            var task: String
            var queue: String
            var key: String
            var start: Int
            /// What it held slots for; several where it waited in between.
            var held: [Range<Int>] = []
            /// When it waited for others, which is no execution, whether it held its slots or not.
            var waits: [Range<Int>] = []
            var waitsSince: Int?
            /// `nil`: its process was killed meanwhile.
            var outcome: String?
            var end = Int.max
            /// Since when it has held slots; `nil` while it waits.
            var since: Int?
        }

        struct Attempt {
            var number: Int
            var start: Int
            var end: Int
            var outcome: Int
        }

        struct Run {
            var task: String
            var number: Int
            var state: Int
            var attempts: Int
            var parent: String?
            var idempotencyKey: String?
            var tick: Int?
            /// Before that it may not start.
            var due: Int?
            var end: Int
            var history: [Attempt] = []
        }

        /// What a caller was told of how its run has ended.
        struct Result {
            var number: Int
            var run: String
            var state: String
            /// Of one that completed.
            var output: Int?
            var time: Int
        }

        /// What a process was told that had asked for the run of a tick.
        struct TickAnswer {
            var number: Int
            var run: String
            var isNew: Bool
        }

        /// From then on, by how much the clock on the wall was ahead of the shared one.
        struct Clock {
            var time: Int
            var offset: Int
        }

        var executions: [Execution] = []
        var runs: [String: Run] = [:]
        var triggered: [Int: (task: String, key: String)] = [:]
        var accepted: [(number: Int, run: String)] = []
        var unknown: [Int: String] = [:]
        var refused: Set<Int> = []
        /// Triggers of one step each: all of them made runs, or none.
        var batches: [Range<Int>] = []
        var cancelled: Set<String> = []
        var results: [Result] = []
        /// The ticks that were asked for, by the numbers of the requests.
        var ticks: [Int: Int] = [:]
        var tickAnswers: [TickAnswer] = []
        /// When the overseen queue was surely paused, or its limit lowered.
        var paused: [Range<Int>] = []
        var lowered: [Range<Int>] = []
        /// How often operators did what.
        var operations: [String: Int] = [:]
        /// The versions of the declarations that processes registered.
        var versions: Set<String> = []
        /// What processes said of themselves that should not be, and who ended otherwise than it was told to.
        var failures: [String] = []
        /// When a process was stopped, or had no network, or not on all of its connections.
        var stopped: [String: [Range<Int>]] = [:]
        var offline: [String: [Range<Int>]] = [:]
        var hindered: [String: [Range<Int>]] = [:]
        /// When it did not run, by its own word.
        var gaps: [String: [Range<Int>]] = [:]
        var lives: [String: Range<Int>] = [:]
        /// The clocks on the wall as processes saw them, where they did not go evenly.
        var clocks: [String: [Clock]] = [:]
        /// The server's.
        var serverClock: [Clock] = []
        /// When the clock of one process was set.
        var jumps: [Int] = []
    }
#endif
