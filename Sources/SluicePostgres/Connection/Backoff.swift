#if Postgres
    /// How long to wait after the n-th failure in a row: longer and longer, and not all at the same moment.
    struct Backoff {
        static let first = Duration.milliseconds(100)
        static let longest = Duration.seconds(5)

        private(set) var failures = 0

        mutating func reset() { failures = 0 }

        /// Counts one more failure.
        mutating func next() -> Duration {
            let whole = min(Self.first * (1 << min(failures, 10)), Self.longest)
            failures += 1
            return whole * Double.random(in: 0.5...1)
        }
    }
#endif
