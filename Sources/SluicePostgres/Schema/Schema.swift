#if Postgres
    /// The store's tables and functions, and how they came to be what they are.
    ///
    /// What processes call is in the database, so that each operation is one round trip and one transaction, and that
    /// any client in any language can trigger runs inside a transaction of its own. A function that processes call
    /// keeps its arguments and its answers for good: what needs others gets another name, so that old and new processes
    /// work side by side.
    enum Schema {
        /// A step from one version to the next. Only ever added to.
        struct Migration {
            let version: Int
            let text: String
        }

        static let migrations: [Migration] = [
            Migration(
                version: 1,
                text: [
                    tables, keeping, triggering, endings, slots, resuming, finishing, advancing, starting, claiming,
                    waiting, limits, operating, tending, looking, sqlInterface, roles,
                ].joined(separator: "\n"))
        ]

        /// What this code needs.
        static var version: Int { migrations.last?.version ?? 0 }
    }
#endif
