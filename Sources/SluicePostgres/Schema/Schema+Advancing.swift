#if Postgres
    extension Schema {
        /// What happens by itself.
        static let advancing = #"""
            -- Cancels a run: what has not started ends at once; an attempt is told; one that waits goes on to clean up, and what it triggered
            -- and waits for is cancelled too.
            -- Returns its state, 2 for any that a worker has; NULL if somebody else has the run and `may_wait` is false.
            CREATE FUNCTION cancel_run(run_id uuid, may_wait boolean, now_at bigint) RETURNS smallint LANGUAGE plpgsql AS $$
            DECLARE
                target record;
                own record;
            BEGIN
                IF may_wait THEN
                    SELECT r.* INTO target FROM run r WHERE r.id = run_id FOR NO KEY UPDATE;
                ELSE
                    SELECT r.* INTO target FROM run r WHERE r.id = run_id FOR NO KEY UPDATE SKIP LOCKED;
                END IF;
                IF NOT FOUND THEN
                    RETURN NULL;
                ELSIF target.state >= 10 OR target.is_cancel_requested THEN
                    RETURN target.state;
                ELSIF target.state < 2 THEN
                    UPDATE run r SET state = CASE WHEN target.state = 1 AND r.wake_at <= now_at THEN 13 ELSE 12 END,
                        ended_at = now_at, ended_seq = nextval('ended'), wake_at = NULL
                    WHERE r.id = run_id RETURNING r.state INTO target.state;
                    PERFORM settle_ends(ARRAY[run_id], now_at);
                    RETURN target.state;
                END IF;
                UPDATE run r SET is_cancel_requested = true, awaited = CASE WHEN r.state = 4 THEN NULL ELSE r.awaited END,
                    state = CASE WHEN r.state = 4 THEN CASE WHEN r.holds THEN 3 ELSE 5 END ELSE r.state END
                WHERE r.id = run_id;
                IF target.state = 2 THEN
                    PERFORM tell_worker(target.worker, 'c');
                ELSIF target.state = 3 THEN
                    PERFORM tell_worker(target.worker, 'r ' || target.worker);
                ELSIF target.state = 4 THEN
                    PERFORM tell_worker(target.worker, 'r ' || target.worker);
                    FOR own IN
                        SELECT c.child FROM child c JOIN run r ON r.id = c.child
                        WHERE c.parent = run_id AND c.ordinal = ANY (target.awaited) AND c.is_own AND r.state < 10 ORDER BY c.ordinal
                    LOOP
                        IF cancel_run(own.child, false, now_at) IS NULL THEN
                            INSERT INTO inbox (kind, run) VALUES (3, own.child);
                        END IF;
                    END LOOP;
                END IF;
                RETURN target.state;
            END
            $$;

            -- Lets delays end that are over, and times to live. Of very many, some.
            CREATE FUNCTION wake_due(now_at bigint) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                due uuid[];
                expired uuid[];
            BEGIN
                due := ARRAY(SELECT r.id FROM run r WHERE r.wake_at <= now_at ORDER BY r.wake_at LIMIT 1000 FOR NO KEY UPDATE SKIP LOCKED);
                IF cardinality(due) = 0 THEN
                    RETURN;
                END IF;
                WITH woken AS (
                    UPDATE run r SET
                        state = CASE WHEN r.started_at IS NULL AND r.expires_at <= now_at THEN 13 ELSE 1 END,
                        ended_at = CASE WHEN r.started_at IS NULL AND r.expires_at <= now_at THEN now_at END,
                        ended_seq = CASE WHEN r.started_at IS NULL AND r.expires_at <= now_at THEN nextval('ended') END,
                        wake_at = CASE WHEN r.started_at IS NULL AND r.expires_at > now_at THEN r.expires_at END
                    WHERE r.id = ANY (due)
                    RETURNING r.id, r.seq, r.state, r.pool, r.task, r.queue
                ), box AS (
                    INSERT INTO inbox (kind, pool, task, queue)
                    SELECT 1, w.pool, w.task, w.queue FROM woken w WHERE w.state = 1
                    GROUP BY w.pool, w.task, w.queue ORDER BY min(w.seq)
                )
                SELECT array_agg(w.id) INTO expired FROM woken w WHERE w.state = 13;
                IF expired IS NOT NULL THEN
                    PERFORM settle_ends(expired, now_at);
                END IF;
            END
            $$;

            -- Does what is due and what others have left. Who calls it has no lock but of its worker. Returns whether it has any of gates now.
            CREATE FUNCTION advance_runs(now_at bigint) RETURNS boolean LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM wake_due(now_at);
                PERFORM fold_inbox(now_at);
                RETURN grant_resumables('{}', now_at);
            END
            $$;

            -- Does what others have left in the inbox; of very much, some. Once in a transaction, which has no pool and no gate yet: lanes are locked in
            -- the order of their keys, and two rounds would be out of it.
            CREATE FUNCTION fold_inbox(now_at bigint) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                news record;
                next uuid;
            BEGIN
                WITH taken AS (
                    DELETE FROM inbox i WHERE i.seq = ANY (ARRAY(
                        SELECT o.seq FROM inbox o ORDER BY o.seq LIMIT 1000 FOR UPDATE SKIP LOCKED))
                    RETURNING i.*
                ), lanes AS (
                    SELECT t.pool, t.task, min(t.queue) AS queue, min(t.seq) AS seq FROM taken t WHERE t.kind = 1
                    GROUP BY t.pool, t.task ORDER BY t.pool, t.task
                )
                SELECT l.*, (SELECT array_agg(t.run) FROM taken t WHERE t.kind = 2) AS parents,
                    (SELECT array_agg(t.run) FROM taken t WHERE t.kind = 3) AS cancels
                INTO news FROM (SELECT array_agg(l.pool) AS pools, array_agg(l.task) AS tasks, array_agg(l.queue) AS queues,
                    array_agg(l.seq) AS seqs FROM lanes l) l;
                IF news.pools IS NOT NULL THEN
                    PERFORM fold_lanes(news.pools, news.tasks, news.queues, news.seqs);
                END IF;
                IF news.parents IS NOT NULL THEN
                    PERFORM settle_parents(news.parents, now_at);
                END IF;
                FOREACH next IN ARRAY coalesce(news.cancels, '{}') LOOP
                    IF cancel_run(next, false, now_at) IS NULL THEN
                        INSERT INTO inbox (kind, run) SELECT 3, next WHERE EXISTS (SELECT FROM run r WHERE r.id = next);
                    END IF;
                END LOOP;
            END
            $$;

            -- Lets lanes be found that have runs. A lane that is ready already is locked against being taken for empty, by one who looked
            -- before its runs were there.
            CREATE FUNCTION fold_lanes(pools uuid[], tasks integer[], queues integer[], seqs bigint[]) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                asleep record;
            BEGIN
                PERFORM FROM unnest(pools, tasks) AS n (pool, task) JOIN lane l ON l.pool = n.pool AND l.task = n.task
                ORDER BY l.pool, l.task FOR KEY SHARE OF l;
                SELECT array_agg(x.pool) AS pools, array_agg(x.task) AS tasks, array_agg(x.seq) AS seqs INTO asleep FROM (
                    SELECT l.pool, l.task, n.seq FROM unnest(pools, tasks, seqs) AS n (pool, task, seq)
                    JOIN lane l ON l.pool = n.pool AND l.task = n.task
                    WHERE NOT l.ready ORDER BY l.pool, l.task FOR NO KEY UPDATE OF l) x;
                IF asleep.pools IS NOT NULL THEN
                    UPDATE lane l SET ready = true, turn = n.turn FROM (
                        SELECT o.*, nextval('turn') AS turn FROM (
                            SELECT * FROM unnest(asleep.pools, asleep.tasks, asleep.seqs) AS a (pool, task, seq) ORDER BY a.seq) o) n
                    WHERE l.pool = n.pool AND l.task = n.task;
                END IF;
                IF cardinality(pools) = (SELECT count(*) FROM unnest(pools, tasks) AS n (pool, task)
                    JOIN lane l ON l.pool = n.pool AND l.task = n.task) THEN
                    RETURN;
                END IF;
                INSERT INTO lane (pool, task, queue, turn)
                SELECT n.pool, n.task, n.queue, n.turn FROM (
                    SELECT o.*, nextval('turn') AS turn FROM (
                        SELECT * FROM unnest(pools, tasks, queues, seqs) AS a (pool, task, queue, seq)
                        WHERE NOT EXISTS (SELECT FROM lane l WHERE l.pool = a.pool AND l.task = a.task) ORDER BY a.seq) o
                ) n ORDER BY n.pool, n.task
                ON CONFLICT (pool, task) DO NOTHING;
                INSERT INTO pool (id, queue)
                SELECT DISTINCT n.pool, n.queue FROM unnest(pools, queues) AS n (pool, queue) JOIN queue q ON q.id = n.queue
                WHERE q.per_key IS NOT NULL AND NOT EXISTS (SELECT FROM pool p WHERE p.id = n.pool)
                ORDER BY n.pool
                ON CONFLICT (id) DO NOTHING;
            END
            $$;
            """#
    }
#endif
