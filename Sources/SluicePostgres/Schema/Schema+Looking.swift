#if Postgres
    extension Schema {
        /// What can be seen.
        static let looking = #"""
            -- Where a run stands at a time, whether or not anybody has written it down by now.
            CREATE FUNCTION state_at(state smallint, wake_at bigint, expires_at bigint, started_at bigint, now_at bigint) RETURNS smallint
            LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE WHEN state < 2 AND started_at IS NULL AND expires_at <= now_at THEN 13::smallint
                    WHEN state = 0 AND wake_at <= now_at THEN 1::smallint ELSE state END
            $$;

            -- The runs that a filter lets through, the newest first.
            CREATE FUNCTION list_runs(
                states smallint[], task_name text, queue_name text, of_key bytea, tag bytea, before uuid, only_run uuid, most integer,
                now_at bigint
            ) RETURNS TABLE (
                id uuid, task text, queue text, key bytea, state smallint, attempts integer, triggered_at bigint, started_at bigint,
                ended_at bigint, parent uuid, tags bytea[]
            ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT r.id, t.name, q.name, r.key, s.state, r.attempt, r.triggered_at, r.started_at,
                    CASE WHEN s.state = 13 THEN coalesce(r.ended_at, r.expires_at) ELSE r.ended_at END, r.parent, r.tags
                FROM run r JOIN task t ON t.id = r.task JOIN queue q ON q.id = r.queue
                CROSS JOIN LATERAL state_at(r.state, r.wake_at, r.expires_at, r.started_at, coalesce(now_at, server_now())) AS s (state)
                CROSS JOIN kept_from(coalesce(now_at, server_now())) AS k
                WHERE (r.ended_at IS NULL OR r.ended_at >= k.at AND r.ended_seq > k.seq)
                    AND (only_run IS NULL OR r.id = only_run) AND (before IS NULL OR r.id < before)
                    AND (states IS NULL OR s.state = ANY (states)) AND (task_name IS NULL OR t.name = task_name)
                    AND (queue_name IS NULL OR q.name = queue_name) AND (of_key IS NULL OR r.key = of_key)
                    AND (tag IS NULL OR tag = ANY (r.tags))
                ORDER BY r.id DESC LIMIT most
            $$;

            -- What a list does not show of a run.
            CREATE FUNCTION look_at(run_id uuid) RETURNS TABLE (
                payload bytea, output bytea, message bytea, idempotency_key bytea, tick bigint, priority bigint, due_at bigint,
                expires_at bigint, max_attempts integer, is_cancel_requested boolean, last_outcome smallint,
                numbers integer[], starts bigint[], ends bigint[], outcomes smallint[], messages bytea[], child_count bigint
            ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT r.payload, r.output, r.message, r.idempotency_key, r.tick,
                    greatest(coalesce(r.due_at, r.triggered_at) - r.order_at, 0), r.due_at, r.expires_at, r.max_attempts,
                    r.is_cancel_requested, r.last_outcome, a.numbers, a.starts, a.ends, a.outcomes, a.messages,
                    (SELECT count(*) FROM run c WHERE c.parent = r.id)
                FROM run r CROSS JOIN LATERAL (
                    SELECT array_agg(x.number ORDER BY x.seq) AS numbers, array_agg(x.started_at ORDER BY x.seq) AS starts,
                        array_agg(x.ended_at ORDER BY x.seq) AS ends, array_agg(x.outcome ORDER BY x.seq) AS outcomes,
                        array_agg(x.message ORDER BY x.seq) AS messages
                    FROM (SELECT o.* FROM attempt o WHERE o.run = r.id ORDER BY o.seq DESC LIMIT 1000) x) a
                WHERE r.id = run_id
            $$;

            -- The runs that a run has triggered in order to wait for them, in that order.
            CREATE FUNCTION children_of(run_id uuid, most integer) RETURNS TABLE (id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT c.id FROM run c WHERE c.parent = run_id ORDER BY c.seq LIMIT most
            $$;

            -- All that may hold a run: where it stands, and the limits in force with what is taken.
            CREATE FUNCTION explain(run_id uuid, now_at bigint) RETURNS TABLE (
                state smallint, wake_at bigint, is_paused boolean, per_key integer, pool_taken bigint, total integer, queue_taken bigint,
                organization integer, organization_taken bigint, has_worker boolean, ahead bigint, pool_count bigint, queue_count bigint
            ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT s.state, r.wake_at, q.is_paused, q.per_key,
                    (SELECT count(*) FROM run h WHERE h.worker IS NOT NULL AND h.holds AND h.queue = r.queue AND h.pool = r.pool),
                    q.total, (SELECT count(*) FROM run h WHERE h.worker IS NOT NULL AND h.holds AND h.queue = r.queue),
                    o.total, (SELECT count(*) FROM run h WHERE h.worker IS NOT NULL AND h.holds),
                    EXISTS (SELECT FROM worker w WHERE w.tasks IS NULL OR t.name = ANY (w.tasks)),
                    CASE WHEN s.state = 1 THEN (SELECT count(*) FROM run f WHERE f.queue = r.queue AND f.pool = r.pool AND f.state = 1
                        AND (f.order_at, f.seq) < (r.order_at, r.seq)) END,
                    CASE WHEN s.state = 1 THEN (
                        SELECT count(*) FROM run f WHERE f.queue = r.queue AND f.pool = r.pool AND f.state = 1) END,
                    CASE WHEN s.state = 1 THEN (SELECT count(*) FROM run f WHERE f.queue = r.queue AND f.state = 1) END
                FROM run r JOIN queue q ON q.id = r.queue JOIN queue o ON o.id = 0 JOIN task t ON t.id = r.task
                CROSS JOIN LATERAL state_at(r.state, r.wake_at, r.expires_at, r.started_at, coalesce(now_at, server_now())) AS s (state)
                WHERE r.id = run_id AND s.state < 10
            $$;

            -- The runs behind a reason: what has the slots of a key (1), a queue (2) or the organization (3), or what is waited for (4).
            CREATE FUNCTION holders(run_id uuid, reason integer, most integer) RETURNS TABLE (id uuid, count bigint)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT h.id, count(*) OVER () FROM run r JOIN run h
                    ON reason = 4 AND h.state < 10 AND h.id IN (
                        SELECT c.child FROM child c WHERE c.parent = r.id AND c.ordinal = ANY (r.awaited))
                    OR reason < 4 AND h.worker IS NOT NULL AND h.holds AND (reason = 3 OR h.queue = r.queue)
                        AND (reason > 1 OR h.pool = r.pool)
                WHERE r.id = run_id
                ORDER BY CASE WHEN reason = 4 THEN (SELECT min(c.ordinal) FROM child c WHERE c.parent = r.id AND c.child = h.id) END,
                    CASE WHEN reason < 4 THEN h.since END, h.id
                LIMIT most
            $$;

            -- The numbers of every queue, and first of the organization.
            CREATE FUNCTION look_at_queues(now_at bigint) RETURNS TABLE (
                name text, executing bigint, queued bigint, delayed bigint, waiting bigint, oldest bigint, per_key integer, total integer,
                is_overridden boolean, is_paused boolean, is_declared boolean
            ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                WITH live AS (
                    SELECT r.queue, s.state, r.holds, r.since FROM run r
                    CROSS JOIN LATERAL state_at(r.state, r.wake_at, r.expires_at, r.started_at, coalesce(now_at, server_now())) AS s (state)
                    WHERE r.state = 1 OR r.worker IS NOT NULL OR r.wake_at IS NOT NULL
                ), counted AS (
                    SELECT l.queue, count(*) FILTER (WHERE l.holds) AS executing, count(*) FILTER (WHERE l.state = 1) AS queued,
                        count(*) FILTER (WHERE l.state = 0) AS delayed, count(*) FILTER (WHERE l.state IN (4, 5)) AS waiting,
                        min(l.since) FILTER (WHERE l.state = 1) AS oldest
                    FROM live l GROUP BY l.queue
                )
                SELECT q.name, CASE WHEN q.id = 0 THEN (SELECT coalesce(sum(c.executing), 0)::bigint FROM counted c)
                    ELSE coalesce(n.executing, 0) END, coalesce(n.queued, 0), coalesce(n.delayed, 0), coalesce(n.waiting, 0), n.oldest,
                    q.per_key, q.total, q.is_overridden, q.is_paused, q.is_declared
                FROM queue q LEFT JOIN counted n ON n.queue = q.id
                ORDER BY q.name COLLATE "C"
            $$;
            """#
    }
#endif
