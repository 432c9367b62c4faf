#if Postgres
    public import Logging
    public import Sluice
    import Synchronization

    /// Keeps runs in PostgreSQL, so that any number of processes share them and their limits.
    ///
    /// ```swift
    /// let store = try await PostgresStore("postgres://sluice@db.example.com/shop")
    /// let client = try await Client(store: store, declarations: Tasks.declarations)
    /// ```
    ///
    /// A trigger returns, a handler is called and a result is told only once the database has committed it. A process
    /// that is not heard of for a lease's time loses what its workers executed: it is queued again, and what that
    /// process may still say of it is refused.
    ///
    /// While the database can't be reached, whatever is asked waits for it, up to ``Options/patience``; then it throws
    /// `storeUnavailable` where nothing was done, and `outcomeUnknown` where that is not known. Workers go on by
    /// themselves.
    public final class PostgresStore: Sendable {
        /// How a store uses its database.
        public struct Options: Sendable {
            /// The schema that has the store's tables and functions: its own, made where there is none. Default:
            /// `sluice`.
            public var schema = "sluice"
            /// The most connections at once, besides one that listens. Default: 6.
            public var poolSize = 6
            /// How long a worker is held to be alive without a sign of it. Shorter means that runs of a process that
            /// died are executed sooner; longer, that more is survived without executing a run twice. Default: 30 s.
            public var lease = Duration.seconds(30)
            /// How long something that was asked may wait for the database. Default: 30 s.
            public var patience = Duration.seconds(30)
            /// How often to look for what no notification has told of. Default: 1 s.
            public var pollInterval = Duration.seconds(1)
            /// How long ended runs are known, to all processes; the newest registration wins, as for limits. `nil`
            /// leaves it as it is: at first 7 days, at most 100,000 runs. Default: `nil`.
            public var retention: Retention?
            /// Whether to make the schema, or bring it to the newest version; else it is an error if it is not.
            /// Default: true.
            public var migrates = true

            /// Creates options; what is left out has its default.
            public init() {}

            func validate() throws(SluiceError) {
                func check(_ isRight: Bool, _ message: @autoclosure () -> String) throws(SluiceError) {
                    guard isRight else { throw SluiceError(.invalidOption, message()) }
                }
                try check(
                    !schema.isEmpty && schema.utf8.count < 64 && !schema.utf8.contains(0),
                    "'schema' is '\(schema)'; a name in PostgreSQL has from 1 to 63 bytes")
                try check(
                    schema != "public" && !schema.hasPrefix("pg_"),
                    "'schema' is '\(schema)', which others use; name one for the store alone")
                try check(poolSize >= 1, "'poolSize' is \(poolSize); at least 1 connection is needed")
                try check(lease >= .milliseconds(100), "'lease' is \(lease); it is at least 0.1 s")
                try check(patience > .zero, "'patience' is \(patience); it is longer than nothing")
                try check(pollInterval > .zero, "'pollInterval' is \(pollInterval); it is longer than nothing")
            }
        }

        let core: StoreCore
        let hub: Hub
        let triggers: TriggerBatcher
        /// Of those with an idempotency key or a tick, which may have to wait for somebody's open transaction with the same:
        /// no others must wait for these.
        let namedTriggers: TriggerBatcher
        let retention: Retention?
        private let keeper: Keeper

        /// Connects to a database, and makes the store's schema where there is none.
        /// - Parameters:
        ///   - connectionString: All that libpq takes: a URL with TLS and several hosts, keywords and values, or the
        ///     name of a database. What it leaves open comes from the environment (`PGHOST`, `PGPASSWORD`, …) and from
        ///     libpq's files.
        ///   - options: How to use it.
        ///   - logger: Where trouble is logged.
        /// - Throws: ``SluiceError``: `invalidOption`; `storeUnavailable` if the database can't be reached;
        ///   `storeFailed` if it refuses, or its schema is older and may not be changed.
        public convenience init(
            _ connectionString: String, options: Options = Options(), logger: Logger = Logger(label: "sluice.postgres")
        ) async throws {
            try await self.init(connectionString, options: options, time: nil, logger: logger)
        }

        /// - Parameter time: A test's own clock; `nil`: the server's.
        package init(
            _ connectionString: String, options: Options, time: (any TimeSource)?,
            logger: Logger = Logger(label: "sluice.postgres")
        ) async throws {
            try options.validate()
            let schema = options.schema.quotedForSQL
            core = try StoreCore(
                connectionString, options: options, poolSize: options.poolSize, time: time, logger: logger)
            do {
                try await core.patiently { database in
                    // Fails at once where waiting is of no use.
                    try await database.connect()
                    try await Migrator(database: database, schema: schema).migrate(isAllowed: options.migrates)
                }
                hub = try await Hub.make(core: core, lease: options.lease)
            } catch {
                await core.database.close()
                throw error
            }
            triggers = TriggerBatcher(core: core)
            namedTriggers = TriggerBatcher(core: core, mostRequests: 1)
            retention = options.retention
            keeper = Keeper(core: core, hub: hub, options: options)
            hub.start()
            keeper.start()
        }

        /// Lets what was asked come to its end, and closes the connections. What is asked afterwards is refused. Stop
        /// the workers before.
        public func close() async {
            keeper.stop()
            hub.close()
            await core.database.close()
            await keeper.hasStopped()
        }

        // What tends the store holds none of it: a store that nobody has any more is closed.
        deinit {
            keeper.stop()
            hub.close()
        }

        /// The SQL that makes a store's schema, or brings one of any version to the newest, as one transaction: for who
        /// migrates by hand. Applying it again changes nothing.
        /// - Parameter schema: The schema's name.
        public static func migrationScript(schema: String = "sluice") -> String {
            Migrator.script(for: schema.quotedForSQL)
        }
    }
#endif
