#if Postgres
    /// A command on its way through a connection.
    struct Work {
        let command: Command
        let deadline: ContinuousClock.Instant
        let done: (Connection.Outcome) -> Void

        /// What the statement will be called, while it is prepared.
        var preparing: (name: String, types: [UInt32])?
        /// Whether the server can have begun with it; it can't with what is only prepared.
        var isSent = false
        var isSecondTry = false
        var rows: Rows?
        var error: ServerError?

        init(command: Command, deadline: ContinuousClock.Instant, done: @escaping (Connection.Outcome) -> Void) {
            self.command = command
            self.deadline = deadline
            self.done = done
        }

        /// The same from its beginning, once.
        init(again work: Work) {
            self.init(command: work.command, deadline: work.deadline, done: work.done)
            isSecondTry = true
        }

        /// What a loss of the connection means for it.
        func failure(_ reason: String) -> DatabaseError { isSent ? .unknown(reason) : .notSent(reason) }

        /// What the server's error means for it.
        func failure(_ error: ServerError) -> DatabaseError {
            error.isFatal ? failure(error.description) : .server(error)
        }
    }
#endif
