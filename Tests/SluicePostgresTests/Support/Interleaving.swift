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
            try await observer.run(register(organization: organization, perKey: perKey, total: total))
            return made
        }

        /// One more, for a third transaction.
        func another() async throws -> Session { try await Session(try await Self.database.value, setup: path) }

        // MARK: Statements

        /// The identifier of a run that a test calls by a number.
        static func id(_ number: Int) -> String { "'00000000-0000-0000-0000-\(String(format: "%012d", number))'::uuid" }

        static func register(organization: Int?, perKey: Int?, total: Int?) -> String {
            let limits = [("perKey", perKey), ("total", total)].compactMap { name, limit in
                limit.map { ", \"\(name)\": \($0)" }
            }
            return """
                SELECT register('{"queues": [
                    {"name": "keyed", "key": 1, "hold": false, "paused": false\(limits.joined())}
                ], "tasks": [
                    {"id": "job", "queue": "keyed", "overrides": [], "maxAttempts": 9, "priority": 0},
                    {"id": "nightly", "queue": "keyed", "overrides": [], "maxAttempts": 9, "priority": 0, "schedule": "0 0 * * *"}
                ]}', \(organization.map { "\($0)" } ?? "NULL"), NULL)
                """
        }

        static func trigger(
            _ number: Int, key: String? = nil, idempotencyKey: String? = nil, delay: Int? = nil, priority: Int? = nil
        ) -> String {
            func bytes(_ text: String?) -> String { text.map { "ARRAY['\($0)'::bytea]" } ?? "NULL" }
            return """
                SELECT id, is_existing FROM enqueue(ARRAY[\(id(number))], ARRAY['job'], NULL, \(bytes(key)), \(bytes("{}")),
                    \(delay.map { "ARRAY[\($0)]" } ?? "NULL"), NULL, \(priority.map { "ARRAY[\($0)]" } ?? "NULL"), NULL, \(bytes(idempotencyKey)), NULL, NULL, NULL, NULL, NULL, NULL)
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
            SELECT verdicts[1] FROM \(finishing(worker, run, token: token, outcome: outcome, claiming: wanted, delay: delay))
            WHERE kind = 0
            """
        }

        static func finishing(
            _ worker: Int, _ run: Int, token: Int = 1, outcome: Int = 1, claiming wanted: Int = 0, delay: Int? = nil
        ) -> String {
            """
            finish(\(worker), ARRAY[\(id(run))], ARRAY[\(token)]::bigint[], ARRAY[\(outcome)]::smallint[],
                ARRAY[NULL]::bytea[], ARRAY[NULL]::bytea[], ARRAY[\(delay.map(String.init) ?? "NULL")]::bigint[], \(wanted), 9,
                false, NULL)
            """
        }

        /// Lets a run wait for a child; answers with the verdict.
        static func wait(_ worker: Int, _ run: Int, for child: Int, key: String? = nil) -> String {
            "SELECT verdicts[1] FROM \(waiting(worker, run, for: child, key: key)) WHERE kind = 0"
        }

        static func waiting(
            _ worker: Int, _ run: Int, for child: Int, key: String? = nil, claiming wanted: Int = 0
        ) -> String {
            """
            wait(\(worker), \(id(run)), 1, ARRAY[0], ARRAY[\(id(child))], ARRAY['job'], NULL,
                \(key.map { "ARRAY['\($0)'::bytea]" } ?? "NULL"), ARRAY['{}'::bytea], NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                NULL, \(wanted), 9, false, NULL)
            """
        }

        /// Its lease is longer than any test.
        static func openWorker() -> String { "SELECT open_worker(1, NULL, 3600000000, NULL)" }

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

        /// Sends a statement, and says what it does: answers, or waits for a lock that another has.
        /// - Parameter others: Who may have it; what the server does by itself lets go soon.
        func send(
            _ text: String, on session: Session, after others: [Session]? = nil
        ) async throws -> (pending: Pending, course: Course) {
            let pending = Pending(session, text)
            let blockers = others.map { "&& ARRAY[\($0.map { "\($0.process)" }.joined(separator: ","))]" } ?? "<> '{}'"
            while !pending.isOver {
                let blocking = try await observer.run("SELECT pg_blocking_pids(\(session.process)) \(blockers)")
                if blocking[0][0] == "t" { return (pending, .waits) }
                try await Task.sleep(for: .microseconds(500))
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

        /// What could start or go on, and does not, once nobody does anything any more: a run for which there is room,
        /// one whose delay is over, one that waits for nothing.
        static let unserved = """
            SELECT 'run ' || r.id || ' could start or go on' FROM run r JOIN queue q ON q.id = r.queue JOIN queue o ON o.id = 0
            WHERE (r.state = 5 OR r.state = 1 AND NOT q.is_paused)
                AND coalesce(q.per_key, 1000) > (SELECT count(*) FROM run h WHERE h.holds AND h.pool = r.pool)
                AND coalesce(q.total, 1000) > (SELECT count(*) FROM run h WHERE h.holds AND h.queue = r.queue)
                AND coalesce(o.total, 1000) > (SELECT count(*) FROM run h WHERE h.holds)
            UNION ALL
            SELECT 'run ' || r.id || ' stays delayed' FROM run r WHERE r.state = 0 AND r.wake_at <= server_now()
            UNION ALL
            SELECT 'run ' || r.id || ' waits for nothing' FROM run r WHERE r.state = 4 AND NOT EXISTS (
                SELECT FROM child c JOIN run o ON o.id = c.child
                WHERE c.parent = r.id AND c.ordinal = ANY (r.awaited) AND o.state < 10)
            """

        func unserved() async throws -> [String] { try await observer.run(Self.unserved).compactMap { $0[0] } }

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
