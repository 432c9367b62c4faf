#if Postgres
    /// A database, for as long as one attempt to have something done may take.
    struct TimedDatabase: Sendable {
        let database: Database
        let limit: Duration
        /// Whether it goes before what waits for a connection.
        var isUrgent = false

        /// See ``Database/run(_:_:within:isUrgent:read:)``.
        func run<Value>(
            _ statement: Statement, _ parameters: Parameters = Parameters(), read: (Rows) throws -> Value
        ) async throws(DatabaseError) -> Value {
            try await database.run(statement, parameters, within: limit, isUrgent: isUrgent, read: read)
        }

        /// See ``Database/run(_:_:within:isUrgent:read:)``.
        func run(
            _ statement: Statement, _ parameters: Parameters = Parameters()
        ) async throws(DatabaseError) -> Rows {
            try await run(statement, parameters) { $0 }
        }
    }

    /// How long the store may take for something.
    struct TimeLimit: Sendable {
        /// With all attempts.
        let whole: Duration
        /// One attempt, which may be given to a connection that is dead without anybody knowing.
        let attempt: Duration
        /// Whether it goes before what waits for a connection.
        var isUrgent = false

        /// Of what is done often, and quickly.
        static func quick(_ patience: Duration) -> TimeLimit {
            TimeLimit(whole: patience, attempt: min(patience, max(patience / 3, .seconds(2))))
        }

        /// Of what may have very much to look at.
        static func slow(_ patience: Duration) -> TimeLimit { TimeLimit(whole: patience, attempt: patience) }

        /// Of signs of life: another connection must have its turn before the lease is over.
        static func renewal(of lease: Duration) -> TimeLimit {
            TimeLimit(whole: lease / 3, attempt: lease / 6, isUrgent: true)
        }
    }
#endif
