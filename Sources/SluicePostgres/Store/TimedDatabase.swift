#if Postgres
    /// A database, for as long as one attempt to have something done may take.
    struct TimedDatabase: Sendable {
        let database: Database
        /// How long it may wait for a connection.
        let sending: Duration
        /// How long the answer may take from then on.
        let answering: Duration
        /// Whether it goes before what waits for a connection.
        var isUrgent = false

        /// See ``Database/run(_:_:within:answeredWithin:isUrgent:read:)``.
        func run<Value>(
            _ statement: Statement, _ parameters: Parameters = Parameters(), read: (Rows) throws -> Value
        ) async throws(DatabaseError) -> Value {
            try await database.run(
                statement, parameters, within: sending, answeredWithin: answering, isUrgent: isUrgent, read: read)
        }

        /// See ``Database/run(_:_:within:answeredWithin:isUrgent:read:)``.
        func run(
            _ statement: Statement, _ parameters: Parameters = Parameters()
        ) async throws(DatabaseError) -> Rows {
            try await run(statement, parameters) { $0 }
        }
    }

    /// How long the store may take for something: what is sent at the last moment has as much time for its answer as
    /// what is sent at once. So the server, which gives up waiting for locks a little earlier, always has the time to
    /// say that it did nothing.
    struct TimeLimit: Sendable {
        /// How long it may take until the last attempt has a connection.
        let sending: Duration
        /// How long the answer to one attempt may take, which may be given to a connection that is dead without anybody
        /// knowing.
        let answering: Duration
        /// Whether it goes before what waits for a connection.
        var isUrgent = false

        /// Of what is done often, and quickly.
        static func quick(_ patience: Duration) -> TimeLimit {
            let answering = min(max(patience / 4, .seconds(2)), patience / 2)
            return TimeLimit(sending: patience - answering, answering: answering)
        }

        /// Of what may have very much to look at.
        static func slow(_ patience: Duration) -> TimeLimit {
            TimeLimit(sending: quick(patience).sending, answering: patience)
        }

        /// Of signs of life: another connection must have its turn before the lease is over.
        static func renewal(of lease: Duration) -> TimeLimit {
            TimeLimit(sending: lease / 6, answering: lease / 6, isUrgent: true)
        }
    }
#endif
