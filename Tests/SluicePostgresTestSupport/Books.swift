#if Postgres
    /// What must be true of a store's tables after every transaction, whatever was done: asked of the tables
    /// themselves.
    package enum Books {
        /// Answers with what is wrong, a row each: counters that are not what is held, more held than a limit, runs
        /// held by nobody.
        /// - Parameter mayExceed: Whether a limit was lowered below what is held.
        package static func problems(mayExceed: Bool = false) -> String {
            """
            SELECT 'queue ' || x.name || ' counts ' || coalesce(x.taken, -1) || ', holds ' || x.held || ', limit ' || coalesce(x.total, -1)
            FROM (SELECT q.name, q.total, (SELECT sum(g.taken) FROM gate g WHERE g.queue = q.id) AS taken,
                (SELECT count(*) FROM run r WHERE r.worker IS NOT NULL AND r.holds AND (q.id = 0 OR r.queue = q.id)) AS held
                FROM queue q) x
            WHERE (x.taken IS DISTINCT FROM x.held OR NOT \(mayExceed) AND x.held > x.total)
                AND EXISTS (SELECT FROM registration)
            UNION ALL
            SELECT 'key ' || coalesce(convert_from(x.key, 'UTF8'), '') || ' counts ' || coalesce(x.taken, -1) || ', holds ' || x.held
            FROM (SELECT r.key, count(*) AS held, q.per_key, (SELECT p.taken FROM pool p WHERE p.id = r.pool) AS taken
                FROM run r JOIN queue q ON q.id = r.queue
                WHERE q.per_key IS NOT NULL AND r.holds AND r.worker IS NOT NULL GROUP BY r.key, r.pool, q.per_key) x
            WHERE x.taken IS DISTINCT FROM x.held OR NOT \(mayExceed) AND x.held > x.per_key
            UNION ALL
            SELECT 'a key without runs counts ' || p.taken FROM pool p
            WHERE p.taken <> 0 AND NOT EXISTS (SELECT FROM run r WHERE r.pool = p.id AND r.holds)
            UNION ALL
            SELECT 'run ' || r.id || ' has state ' || r.state || ' and no worker' FROM run r
            WHERE r.state BETWEEN 2 AND 5 AND NOT EXISTS (SELECT FROM worker w WHERE w.id = r.worker)
            UNION ALL
            SELECT 'run ' || r.id || ' has state ' || r.state || ', and holds ' || r.holds FROM run r
            WHERE r.holds <> (r.state IN (2, 3) OR r.state = 4 AND (SELECT q.holds_on_wait FROM queue q WHERE q.id = r.queue))
            """
        }

        /// Answers with the runs that have not ended, some of them, and what might still become of each.
        package static let unfinished = """
            SELECT 'run ' || r.id || ' of ' || t.name || ' in ' || q.name || ' has state ' || r.state
                || concat(', worker ', r.worker, ', claim ', r.claim, ', lane ready ', l.ready, ', pool ', p.taken, ' of ', q.per_key,
                    ', queue ', (SELECT sum(g.taken) FROM gate g WHERE g.queue = q.id), ' of ', q.total,
                    ', all ', (SELECT sum(g.taken) FROM gate g WHERE g.queue = 0),
                    ', inbox ', (SELECT count(*) FROM inbox i WHERE i.pool = r.pool OR i.run = r.id),
                    ' of ', (SELECT count(*) FROM inbox), ', wakes at ', r.wake_at, ', cancelled ', r.is_cancel_requested)
            FROM run r JOIN task t ON t.id = r.task JOIN queue q ON q.id = r.queue
            LEFT JOIN lane l ON l.pool = r.pool AND l.task = r.task LEFT JOIN pool p ON p.id = r.pool
            WHERE r.state < 10 ORDER BY r.state DESC, r.seq LIMIT 20
            """
    }
#endif
