#if Postgres
    import Logging
    import Sluice

    /// The database, and what everything that is asked of it has in common: the time, and what to do when it is not
    /// there.
    struct StoreCore: Sendable {
        let database: Database
        let patience: Duration
        /// A test's own; `nil`: the server's.
        let clock: (any TimeSource)?
        let logger: Logger

        private static let shortestPause = Duration.milliseconds(10)
        private static let longestPause = Duration.seconds(1)

        /// - Throws: ``SluiceError`` with `invalidOption` for a connection string that libpq does not understand.
        init(
            _ connectionString: String, options: PostgresStore.Options, poolSize: Int, time: (any TimeSource)?,
            logger: Logger
        ) throws(SluiceError) {
            var configuration = Database.Configuration()
            configuration.poolSize = poolSize
            configuration.deadline = options.patience
            let attempt = TimeLimit.quick(options.patience).attempt
            // The functions rely on seeing what is committed while they wait, whatever the database's default is. The
            // server gives up what nobody waits for any more: a lock a little earlier, so that it is known that nothing
            // was done.
            configuration.setup = """
                SET search_path TO \(options.schema.quotedForSQL), pg_temp; \
                SET default_transaction_isolation TO 'read committed'; \
                SET lock_timeout TO \(Self.timeout(attempt * 9 / 10)); \
                SET statement_timeout TO \(Self.timeout(options.patience))
                """
            do {
                database = try Database(
                    connectionString: connectionString, configuration: configuration, logger: logger)
            } catch {
                throw SluiceError(.invalidOption, "the connection string can't be used: \(error)")
            }
            patience = options.patience
            clock = time
            self.logger = logger
        }

        /// In milliseconds, as PostgreSQL's settings take them, of which 0 is none.
        private static func timeout(_ duration: Duration) -> Int32 {
            max(1, Int32(clamping: duration.wholeMicroseconds / 1_000))
        }

        /// What is passed for the time: nothing where the server knows it.
        var now: Int64? { clock?.now.microseconds }

        /// What tells how long something takes.
        var time: any TimeSource { clock ?? SteadyTime() }

        /// Asks the database, and again where that may help.
        /// - Parameters:
        ///   - run: What the question is about, for the error.
        ///   - limit: How long that may take. Default: what is usual.
        ///   - end: When it is too late, if that is before the limit.
        ///   - ask: Passed whether it was perhaps answered before, and the answer was lost.
        /// - Throws: ``SluiceError``: what the store says; `storeUnavailable`, `outcomeUnknown` and `storeFailed` for
        ///   the database's trouble.
        func ask<Answer>(
            about run: RunID? = nil, within limit: TimeLimit? = nil, until end: ContinuousClock.Instant? = nil,
            _ ask: (TimedDatabase, _ isRetry: Bool) async throws(DatabaseError) -> Answer
        ) async throws -> Answer {
            let limit = limit ?? .quick(patience)
            let end = min(end ?? .now + limit.whole, .now + limit.whole)
            var pause = Self.shortestPause
            var isRetry = false
            while true {
                do throws(DatabaseError) {
                    let database = TimedDatabase(
                        database: database, limit: min(limit.attempt, end - .now), isUrgent: limit.isUrgent)
                    return try await ask(database, isRetry)
                } catch {
                    if let refusal = error.refusal { throw refusal }
                    if case .cancelled = error, !isRetry { throw CancellationError() }
                    isRetry = isRetry || error.mayBeExecuted
                    guard error.isPassing, ContinuousClock.now + pause < end else {
                        throw failure(error, isUnknown: isRetry, run)
                    }
                    logger.debug("asking the database again", metadata: ["error": "\(error)"])
                }
                // Whoever is cancelled meanwhile is told what is known.
                guard (try? await Task.sleep(for: pause * Double.random(in: 0.5...1))) != nil else {
                    throw isRetry
                        ? failure(.unknown("the task was cancelled"), isUnknown: true, run) : CancellationError()
                }
                pause = min(pause * 2, Self.longestPause)
            }
        }

        /// The same for what needs several questions, each of which may be asked again.
        func patiently(_ body: (Database) async throws -> Void) async throws {
            let end = ContinuousClock.now + patience
            var pause = Self.shortestPause
            while true {
                do {
                    return try await body(database)
                } catch let error as DatabaseError {
                    if case .cancelled = error { throw CancellationError() }
                    guard error.isPassing, ContinuousClock.now + pause < end else {
                        throw failure(error, isUnknown: false, nil)
                    }
                }
                try await Task.sleep(for: pause)
                pause = min(pause * 2, Self.longestPause)
            }
        }

        func failure(_ error: DatabaseError, isUnknown: Bool, _ run: RunID?) -> SluiceError {
            if isUnknown {
                return SluiceError(
                    .outcomeUnknown,
                    "the database was lost while it did what it was asked, which it may have done, or not: \(error)",
                    runID: run)
            }
            if case .closed = error { return SluiceError(.storeFailed, "the store was closed", runID: run) }
            if error.isPassing {
                return SluiceError(
                    .storeUnavailable, "the database can't be reached, and nothing was done; try again later: \(error)",
                    runID: run)
            }
            return SluiceError(.storeFailed, "the database refused: \(error)", runID: run)
        }
    }
#endif
