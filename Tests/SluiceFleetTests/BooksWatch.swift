#if Postgres
    import SluicePostgresTestSupport

    /// Looks at the store's tables all the time, whether they are right after every transaction.
    actor BooksWatch {
        private let connection: String
        private var session: Session?
        private(set) var looks = 0
        private(set) var problems: [String] = []
        private var task: Task<Void, Never>?

        init(_ connection: String) { self.connection = connection }

        func start() {
            task = Task {
                while !Task.isCancelled {
                    await look()
                    try? await Task.sleep(for: .milliseconds(50))
                }
            }
        }

        func stop() async {
            task?.cancel()
            await task?.value
        }

        private func look() async {
            do {
                if session == nil { session = try await Session(connection, setup: "SET search_path TO sluice") }
                // Limits are lowered below what is held.
                let found = try await session!.run("\(Books.problems(mayExceed: true)) UNION ALL \(Self.excess)")
                looks += 1
                problems += found.compactMap { $0[0] }
            } catch {
                // The server is away, or has ended the connection, as it is made to; or there is no schema yet.
                session = nil
            }
        }

        /// More than anybody has ever declared.
        private static let excess: String = {
            func rows(_ limits: [(String, Int)]) -> String {
                limits.map { "('\($0)', \($1))" }.joined(separator: ", ")
            }
            return """
                SELECT 'queue ' || q.name || ' holds ' || count(*) || ', and ' || l.most || ' are allowed'
                FROM run r CROSS JOIN queue q
                JOIN (VALUES \(rows([("", FleetLimits.organization)] + FleetLimits.queues)))
                    AS l (name, most) ON l.name = q.name
                WHERE r.worker IS NOT NULL AND r.holds AND (q.id = 0 OR q.id = r.queue)
                GROUP BY q.name, l.most HAVING count(*) > l.most
                UNION ALL
                SELECT 'a key of queue ' || q.name || ' holds ' || count(*) || ', and ' || l.most || ' are allowed'
                FROM run r JOIN queue q ON q.id = r.queue JOIN (VALUES \(rows(FleetLimits.keys)))
                    AS l (name, most) ON l.name = q.name
                WHERE r.worker IS NOT NULL AND r.holds
                GROUP BY q.name, l.most, r.pool HAVING count(*) > l.most
                """
        }()
    }
#endif
