#if Postgres
    /// What is sent to a server.
    enum Command: Sendable {
        case prepared(Statement, Parameters)
        /// Several statements, as one transaction unless they say otherwise; nothing is read of their answers.
        case script(String)
    }
#endif
