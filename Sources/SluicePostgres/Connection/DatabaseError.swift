#if Postgres
    /// Why a request to a database has no answer. What matters to who asked: whether it may have been executed all the
    /// same.
    enum DatabaseError: Error, Sendable {
        /// Nothing was executed: no connection could be had in time.
        case notSent(String)
        /// The connection was lost, or the time was up, after it was sent: it was executed, or will be, or not.
        case unknown(String)
        /// The server refused it, and undid what it had begun.
        case server(ServerError)
        /// The task that asked was cancelled before it was sent: nothing was executed.
        case cancelled
        /// The database was closed before it was sent: nothing was executed.
        case closed
        /// It was executed, and its answer is not what was expected.
        case unreadable(String)
        /// Nothing was executed, and trying again is of no use: the connection string or the request itself is wrong.
        case invalid(String)

        /// Whether the statement may have taken effect.
        var mayBeExecuted: Bool {
            switch self {
            case .unknown, .unreadable: true
            case .notSent, .server, .cancelled, .closed, .invalid: false
            }
        }

        /// The server's code for what went wrong, such as `23505`, if it was the server that refused.
        var sqlState: String? {
            if case .server(let error) = self { error.sqlState } else { nil }
        }
    }

    extension DatabaseError: CustomStringConvertible {
        var description: String {
            switch self {
            case .notSent(let reason): "not sent to the database: \(reason)"
            case .unknown(let reason): "sent to the database, which may have done it: \(reason)"
            case .server(let error): error.description
            case .cancelled: "not sent to the database: the task was cancelled"
            case .closed: "not sent to the database: it is closed"
            case .unreadable(let reason): "the database's answer can't be read: \(reason)"
            case .invalid(let reason): "can't be sent to the database: \(reason)"
            }
        }
    }
#endif
