#if Postgres
    /// What the fleet's declarations promise, said once more: of several versions, the highest that any declares.
    enum FleetLimits {
        static let organization = 12
        static let queues = [("plain", 3), ("serial", 1), ("capped", 4), ("parents", 2), ("holders", 2), ("extras", 2)]
        static let keys = [("keyed", 1), ("capped", 2)]
        /// The queue that is steered by the tests' own operator alone, and the limit that it has for a while.
        static let overseen = "keyed"
        static let lowered = 1
        /// Of tasks that may fail for good.
        static let attempts = ["shop": 3, "doomed": 2]
    }
#endif
