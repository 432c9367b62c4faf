#if Postgres
    import Testing

    @testable import SluicePostgres

    /// What an error says of its request, without the reason.
    enum Failure {
        case notSent, unknown, server, cancelled, closed, unreadable, invalid

        init(_ error: DatabaseError) {
            switch error {
            case .notSent: self = .notSent
            case .unknown: self = .unknown
            case .server: self = .server
            case .cancelled: self = .cancelled
            case .closed: self = .closed
            case .unreadable: self = .unreadable
            case .invalid: self = .invalid
            }
        }
    }

    /// Expects a failure of one kind.
    @discardableResult
    func expectFailure(
        _ failure: Failure, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
    ) async -> DatabaseError? {
        do {
            try await body()
            Issue.record("it succeeded, instead of \(failure)", sourceLocation: sourceLocation)
        } catch let error as DatabaseError {
            #expect(Failure(error) == failure, "\(error)", sourceLocation: sourceLocation)
            return error
        } catch {
            Issue.record("\(error)", sourceLocation: sourceLocation)
        }
        return nil
    }

    extension Database {
        /// Waits until as many requests wait for a connection, and for an answer, as a test needs.
        func reach(waiting: Int? = nil, sent: Int? = nil) async throws {
            while true {
                let load = await withCheckedContinuation { continuation in
                    loop.post { [core] in continuation.resume(returning: core.value.pool.load) }
                }
                if waiting ?? load.waiting == load.waiting, sent ?? load.sent == load.sent { return }
                try await Task.sleep(for: .milliseconds(1))
            }
        }

        /// Which of the server's processes answers.
        func backend() async throws -> Int32 { try await value("SELECT pg_backend_pid()") }
    }

    /// A lock in the server, that a test holds to keep requests of a database waiting for as long as it likes.
    ///
    /// Its holder is a connection of its own.
    struct ServerLock {
        let holder: Database

        /// What takes the lock for the length of the statement, and answers 7.
        static let waiter = Statement(
            name: "waiter", text: "SELECT 7::int8 FROM (SELECT pg_advisory_xact_lock_shared(1)) AS waited")

        init(of database: Database) async throws {
            let settings = "current_setting('unix_socket_directories'), current_setting('port'), current_database()"
            let format = "SELECT format('host=%s port=%s user=sluice dbname=%s', \(settings))"
            holder = try Database(
                connectionString: try await database.value(format), configuration: .init(poolSize: 1), logger: quiet)
            try await holder.script("SELECT pg_advisory_lock(1)")
        }

        func open() async throws { try await holder.script("SELECT pg_advisory_unlock(1)") }

        /// Waits until as many wait for it, as the server sees it: what they sent has arrived.
        func reach(waiting count: Int64) async throws {
            let waiters = """
                SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                WHERE NOT l.granted AND l.locktype = 'advisory' AND d.datname = current_database()
                """
            while try await holder.value(waiters, as: Int64.self) != count {
                try await Task.sleep(for: .milliseconds(1))
            }
        }
    }

    extension Database {
        /// Waits for the lock, and answers 7.
        func waitForLock(within deadline: Duration? = nil) async throws(DatabaseError) -> Int64 {
            try await run(ServerLock.waiter, within: deadline) { try $0[0].value(0) }
        }
    }

    extension Database {
        /// Makes the statement known to the connection, of which there is one, so that it is executed as soon as it is
        /// sent.
        func prepareWaiter() async throws {
            try await withLock(of: self) { lock in
                async let first = waitForLock()
                try await reach(sent: 1)
                try await lock.open()
                #expect(try await first == 7)
            }
        }
    }

    /// Runs a body with a lock that is held at first.
    func withLock<Value: Sendable>(
        of database: Database, _ body: (ServerLock) async throws -> Value
    ) async throws -> Value {
        let lock = try await ServerLock(of: database)
        do {
            let value = try await body(lock)
            await lock.holder.close()
            return value
        } catch {
            await lock.holder.close()
            throw error
        }
    }
#endif
