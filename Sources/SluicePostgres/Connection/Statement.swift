#if Postgres
    /// SQL that each connection prepares when it first needs it, under a name of its own.
    struct Statement: Sendable {
        /// Tells statements apart: two with one name are the same, and get parameters of the same types.
        let name: String
        let text: String
    }
#endif
