#if Postgres
    /// A command that waits for a connection, and then for its answer.
    struct Request: Sendable {
        let number: UInt64
        let command: Command
        /// By when it must have a connection.
        let deadline: ContinuousClock.Instant
        /// How long the answer may take from then on; `nil`: until the deadline.
        var answerTime: Duration?
        /// Whether it fails as soon as no connection can be made, instead of at its deadline.
        var isImpatient = false
        /// Whether it goes before those that are not, and need not wait until one of these is done.
        var isUrgent = false
        /// Called once, on the loop's thread, and only hands over.
        let done: @Sendable (Result<Rows, DatabaseError>) -> Void
    }
#endif
