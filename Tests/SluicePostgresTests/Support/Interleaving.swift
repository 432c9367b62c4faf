#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import Synchronization

    @testable import SluicePostgres

    /// Two connections to a store's schema, whose statements a test puts in an order, and a third that looks on.
    struct Interleaving {
        let first: Session
        let second: Session
        let observer: Session
        private let path: String

        private static let database = Task { try await PostgresServer.shared.createDatabase() }

        /// Makes a schema for a queue `keyed` with a task `job`, which are the organization's only ones.
        /// - Parameter setup: What `first` and `second` begin with.
        static func begin(
            organization: Int? = nil, perKey: Int? = 1, total: Int? = 2, setup: String = ""
        ) async throws -> Interleaving {
            let connection = try await database.value
            let schema = "\"pair \(UUID())\""
            let path = "SET search_path TO \(schema), pg_temp; \(setup)"
            let observer = try await Session(connection)
            try await observer.run(Migrator.script(for: schema))
            try await observer.run("SET search_path TO \(schema), pg_temp")
            let made = Interleaving(
                first: try await Session(connection, setup: path), second: try await Session(connection, setup: path),
                observer: observer, path: path)
            let limits = [("perKey", perKey), ("total", total)].compactMap { name, limit in
                limit.map { ", \"\(name)\": \($0)" }
            }
            try await observer.run(
                """
                SELECT register('{"queues": [
                    {"name": "keyed", "key": 1, "hold": false, "paused": false\(limits.joined())}
                ], "tasks": [
                    {"id": "job", "queue": "keyed", "overrides": [], "maxAttempts": 9, "priority": 0}
                ]}', \(organization.map { "\($0)" } ?? "NULL"), NULL)
                """)
            return made
        }

        /// One more, for a third transaction.
        func another() async throws -> Session { try await Session(try await Self.database.value, setup: path) }

        // MARK: Statements

        /// The identifier of a run that a test calls by a number.
        static func id(_ number: Int) -> String { "'00000000-0000-0000-0000-\(String(format: "%012d", number))'::uuid" }

        static func trigger(_ number: Int, key: String? = nil, idempotencyKey: String? = nil, delay: Int? = nil)
            -> String
        {
            func bytes(_ text: String?) -> String { text.map { "ARRAY['\($0)'::bytea]" } ?? "NULL" }
            return """
                SELECT id, is_existing FROM enqueue(ARRAY[\(id(number))], ARRAY['job'], NULL, \(bytes(key)), \(bytes("{}")),
                    \(delay.map { "ARRAY[\($0)]" } ?? "NULL"), NULL, NULL, NULL, \(bytes(idempotencyKey)), NULL, NULL, NULL, NULL, NULL, NULL)
                """
        }

        /// Answers with what starts, each run as its number and its token.
        static func claim(_ worker: Int, _ wanted: Int = 5, number: Int = 1) -> String {
            """
            SELECT right(id::text, 12)::integer, token FROM claim(\(worker), \(wanted), \(number), NULL)
            WHERE kind = 1
            """
        }

        /// What a worker says of a claim whose answer it has not got.
        static func forget(_ worker: Int, number: Int) -> String {
            "SELECT forget_claims(\(worker), ARRAY[\(number)], NULL)"
        }

        /// Answers with the verdict.
        static func finish(
            _ worker: Int, _ run: Int, token: Int = 1, outcome: Int = 1, claiming wanted: Int = 0, delay: Int? = nil
        ) -> String {
            """
            SELECT verdicts[1] FROM finish(\(worker), ARRAY[\(id(run))], ARRAY[\(token)]::bigint[], ARRAY[\(outcome)]::smallint[],
                ARRAY[NULL]::bytea[], ARRAY[NULL]::bytea[], ARRAY[\(delay.map(String.init) ?? "NULL")]::bigint[], \(wanted), 9,
                false, NULL) WHERE kind = 0
            """
        }

        static func openWorker() -> String { "SELECT open_worker(1, NULL, 60000000, NULL)" }

        // MARK: Courses

        /// A statement under way.
        final class Pending: Sendable {
            let session: Session
            private let result = Mutex<Result<Session.Rows, any Error>?>(nil)
            private let task: Mutex<Task<Void, Never>?> = Mutex(nil)

            init(_ session: Session, _ text: String) {
                self.session = session
                task.withLock {
                    $0 = Task {
                        let outcome: Result<Session.Rows, any Error>
                        do { outcome = .success(try await session.run(text)) } catch { outcome = .failure(error) }
                        self.result.withLock { $0 = outcome }
                    }
                }
            }

            var isOver: Bool { result.withLock { $0 != nil } }

            @discardableResult
            func answer() async throws -> Session.Rows {
                await task.withLock { $0 }?.value
                return try result.withLock { $0! }.get()
            }
        }

        /// Sends a statement, and says what it does: answers, or waits for a lock.
        func send(_ text: String, on session: Session) async throws -> (pending: Pending, course: Course) {
            let pending = Pending(session, text)
            while !pending.isOver {
                let blocking = try await observer.run("SELECT cardinality(pg_blocking_pids(\(session.process))) > 0")
                if blocking[0][0] == "t" { return (pending, .waits) }
            }
            return (pending, .answers)
        }

        enum Course: String {
            case waits
            case answers
        }

        // MARK: What must be

        /// What is wrong with the books: counters that are not what is held, more held than a limit, runs held by
        /// nobody.
        func problems(mayExceed: Bool = false) async throws -> [String] {
            try await observer.run(Books.problems(mayExceed: mayExceed)).compactMap { $0[0] }
        }

        /// Takes out all workers, and lets another end everything that is left.
        /// - Returns: What does not end.
        func lost() async throws -> [String] {
            try await observer.run("SELECT close_worker(id, 6::smallint, NULL) FROM worker ORDER BY id")
            let worker = Int(try await observer.run(Self.openWorker())[0][0]!)!
            var idle = 0
            while idle < 3 {
                let claimed = try await observer.run(Self.claim(worker))
                idle = claimed.isEmpty ? idle + 1 : 0
                for run in claimed { try await observer.run(Self.finish(worker, Int(run[0]!)!, token: Int(run[1]!)!)) }
            }
            return try await observer.run(
                "SELECT 'run ' || id || ' stays in state ' || state FROM run WHERE state < 10"
            )
            .compactMap { $0[0] }
        }
    }
#endif
