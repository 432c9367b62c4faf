#if Postgres
    public import Logging
    public import Sluice

    /// Looks at a store in PostgreSQL and steers it, without being one of the processes that share it: it runs no
    /// worker, hears no notifications and changes nothing of the schema.
    ///
    /// ```swift
    /// let shop = try await PostgresOperator("postgres://operator@db.example.com/shop")
    /// try await shop.pause(queue: "mail")
    /// await shop.close()
    /// ```
    ///
    /// Its user needs no right on a table: `SELECT sluice.grant_viewer('…')` lets a role look, and
    /// `sluice.grant_operator` lets it steer, too.
    ///
    /// Errors are the store's: `storeUnavailable` while the database can't be reached, `outcomeUnknown` where it was
    /// lost while it did what it was asked.
    public final class PostgresOperator: RunViewer, RunController {
        private let core: StoreCore

        /// Connects to the database of a store that there is.
        /// - Parameters:
        ///   - connectionString: All that libpq takes; what it leaves open comes from the environment (`PGHOST`,
        ///     `PGPASSWORD`, …) and libpq's files.
        ///   - schema: The schema that has the store's tables and functions. Default: `sluice`.
        ///   - patience: How long an answer is waited for. Default: 10 s.
        ///   - logger: Where trouble is logged. Default: nowhere; what matters is thrown.
        /// - Throws: ``SluiceError``: `invalidOption`; `storeUnavailable` if the database can't be reached at once;
        ///   `storeFailed` if it refuses; `noOwner` if it has no store in this schema.
        public init(
            _ connectionString: String, schema: String = "sluice", patience: Duration = .seconds(10),
            logger: Logger = Logger(label: "sluice.postgres", factory: { _ in SwiftLogNoOpLogHandler() })
        ) async throws {
            var options = PostgresStore.Options()
            (options.schema, options.patience) = (schema, patience)
            try options.validate()
            core = try StoreCore(connectionString, options: options, poolSize: 1, time: nil, logger: logger)
            do {
                // One attempt: who waits for an answer wants to know soon.
                do { try await core.database.connect() } catch { throw core.failure(error, isUnknown: false, nil) }
                try await checkSchema(schema)
            } catch {
                await core.database.close()
                throw error
            }
        }

        private func checkSchema(_ schema: String) async throws {
            let exists = try await core.ask { database, _ throws(DatabaseError) in
                try await database.run(Statements.hasStore) { try $0[0].value(0, as: Bool.self) }
            }
            guard exists else {
                throw SluiceError(
                    .noOwner,
                    """
                    the database has no store in schema '\(schema)', or it may not be used by this user; a service makes it when it starts
                    """)
            }
        }

        /// Closes the connection. What is asked afterwards is refused.
        public func close() async { await core.database.close() }
    }

    // The protocols say what each of these does.
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    extension PostgresOperator {
        public func runs(matching filter: RunFilter) async throws -> [RunSnapshot] {
            try await core.runs(matching: filter)
        }

        public func history(of run: RunID) async throws -> RunHistory? { try await core.history(of: run) }

        public func snapshot() async throws -> StoreSnapshot { try await core.snapshot() }

        public func pause(queue: String) async throws { try await core.setPaused(queue, true) }

        public func resume(queue: String) async throws { try await core.setPaused(queue, false) }

        public func override(queue: String, limit: ConcurrencyLimit) async throws {
            try await core.setOverride(queue, limit)
        }

        public func reset(queue: String) async throws { try await core.setOverride(queue, nil) }

        @discardableResult
        public func cancel(_ run: RunID) async throws -> RunState {
            let state = try await core.cancel(run)
            await announceWork()
            return state
        }

        @discardableResult
        public func replay(_ run: RunID, as id: RunID) async throws -> RunID {
            let new = try await core.replay(run, as: id)
            await announceWork()
            return new
        }

        /// Tells the workers of all processes, where the function that was called does not by itself. What nobody tells
        /// them they find when they look the next time.
        private func announceWork() async {
            _ = try? await core.ask { database, _ throws(DatabaseError) in
                _ = try await database.run(Statements.announceWork)
            }
        }
    }

    extension Statements {
        /// Whether the functions of a store are there, and may be used.
        fileprivate static let hasStore = Statement(
            name: "has_store", text: "SELECT to_regproc('look_at_queues') IS NOT NULL")
    }
#endif
