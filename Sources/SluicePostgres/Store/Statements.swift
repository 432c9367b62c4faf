#if Postgres
    /// What the store asks its database: calls of the schema's functions.
    enum Statements {
        static let enqueue = call("enqueue", 16)
        static let openWorker = call("open_worker", 4)
        static let renewWorker = call("renew_worker", 3)
        static let closeWorker = call("close_worker", 3)
        static let claim = call("claim", 4)
        static let finish = call("finish", 11)
        static let wait = call("wait", 22)
        static let forgetClaims = call("forget_claims", 3)
        static let cancel = call("cancel_and_settle", 2)
        static let replay = call("replay", 3)
        static let advance = call("advance", 1)
        static let watch = call("watch_runs", 2)
        static let unwatch = call("unwatch_run", 2)
        static let endings = call("endings_of", 1)
        static let register = Statement(name: "register", text: "SELECT * FROM register($1::jsonb, $2, $3)")
        static let setPaused = call("set_paused", 3)
        static let setOverride = call("set_override", 5)
        static let mayTend = Statement(
            name: "may_tend", text: "SELECT has_function_privilege('reap(bigint)', 'EXECUTE')")
        static let reap = call("reap", 1)
        static let cancellations = call("cancellations", 1)
        static let listRuns = call("list_runs", 9)
        static let lookAt = call("look_at", 1)
        static let children = call("children_of", 2)
        static let explain = call("explain", 2)
        static let holders = call("holders", 3)
        static let lookAtQueues = call("look_at_queues", 1)
        static let lastTick = call("last_tick_of", 1)
        static let announceWork = call("announce_work", 0)
        static let newHub = call("open_hub", 0)
        static let keep = call("keep", 2)
        static let takeChores = call("take_chores", 2)
        static let prune = call("prune", 2)
        static let pruneLanes = call("prune_lanes", 2)
        static let pruneWatches = call("prune_watches", 1)
        static let miscounted = call("miscounted", 0)
        static let reconcileGate = call("reconcile_gate", 1)
        static let reconcilePool = call("reconcile_pool", 2)
        static let restripe = call("restripe", 0)

        private static func call(_ function: String, _ count: Int) -> Statement {
            let places = (0..<count).map { "$\($0 + 1)" }.joined(separator: ", ")
            return Statement(name: function, text: "SELECT * FROM \(function)(\(places))")
        }
    }
#endif
