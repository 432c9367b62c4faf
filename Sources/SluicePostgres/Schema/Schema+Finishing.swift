#if Postgres
    extension Schema {
        /// Ending attempts.
        static let finishing = #"""
            -- Ends attempts of a worker: their slots are free, and their runs have ended or are queued again.
            -- Outcomes: 1 completed, 2 failed, 3 timed out, 4 canceled, 5 given back, 6 lost.
            -- Verdicts, one for each: NULL stale, 1 queued again, else the run's terminal state.
            -- What a retry asks for that was done before is answered as it was then.
            -- The slots in the hand, the organization's first, are the caller's to use or to give back.
            CREATE FUNCTION conclude(
                worker_id bigint, ids uuid[], tokens bigint[], outcomes smallint[], outputs bytea[], messages bytea[], delays bigint[],
                is_retry boolean, now_at bigint, OUT verdicts smallint[], OUT hand_queues integer[], OUT hand_counts integer[]
            ) LANGUAGE plpgsql AS $$
            DECLARE
                changed record;
                here record;
            BEGIN
                -- By their identifiers, and not by all that the worker has or had: the index of workers has an entry for each start.
                PERFORM FROM run r JOIN unnest(ids, tokens) AS a (id, token) ON r.id = a.id AND r.token = a.token
                WHERE r.state BETWEEN 2 AND 5 AND (r.worker = worker_id) IS TRUE ORDER BY r.id FOR NO KEY UPDATE OF r;
                WITH old AS (
                    SELECT DISTINCT ON (r.id) a.position, a.outcome, a.output, a.message, a.delay, r.id, r.queue, r.pool, r.task,
                        r.attempt AS number, r.started_at, r.holds, r.token,
                        CASE a.outcome WHEN 1 THEN 10 WHEN 3 THEN 14 WHEN 4 THEN 12 ELSE
                            CASE WHEN r.is_cancel_requested THEN 12 WHEN a.outcome = 5 THEN 1
                                WHEN r.attempt >= r.max_attempts THEN 11 WHEN a.outcome = 6 THEN 1
                                WHEN a.delay IS NULL THEN 11 WHEN a.delay > 0 THEN 0 ELSE 1 END END::smallint AS fate
                    FROM unnest(ids, tokens, outcomes, outputs, messages, delays) WITH ORDINALITY
                        AS a (id, token, outcome, output, message, delay, position)
                    JOIN run r ON r.id = a.id AND r.token = a.token
                    WHERE r.state BETWEEN 2 AND 5 AND (r.worker = worker_id) IS TRUE
                    ORDER BY r.id, a.position
                ), new AS (
                    UPDATE run r SET state = o.fate, holds = false, is_cancel_requested = false, worker = NULL, claim = NULL,
                        awaited = NULL, attempt = CASE WHEN o.outcome = 5 THEN r.attempt - 1 ELSE r.attempt END,
                        finished_token = CASE WHEN o.outcome = 6 THEN r.finished_token ELSE r.token END,
                        since = CASE o.fate WHEN 0 THEN later(now_at, o.delay) ELSE now_at END,
                        wake_at = CASE o.fate WHEN 0 THEN later(now_at, o.delay) END,
                        output = CASE WHEN o.fate = 10 THEN o.output END,
                        message = CASE WHEN o.fate = 11 THEN CASE o.outcome WHEN 2 THEN o.message
                            ELSE 'the worker was lost, and no attempt is left'::bytea END END,
                        ended_at = CASE WHEN o.fate >= 10 THEN now_at END, ended_seq = CASE WHEN o.fate >= 10 THEN nextval('ended') END,
                        last_outcome = CASE WHEN o.fate >= 10 THEN CASE WHEN o.outcome = 2 AND o.fate = 12 THEN 4
                            ELSE o.outcome END END
                    FROM old o WHERE r.id = o.id
                    RETURNING r.id, r.state
                ), tried AS (
                    INSERT INTO attempt (run, number, started_at, ended_at, outcome, message)
                    SELECT o.id, o.number, o.started_at, now_at, o.outcome, CASE WHEN o.outcome = 2 THEN o.message END
                    FROM old o WHERE o.fate < 10
                ), box AS (
                    INSERT INTO inbox (kind, pool, task, queue) SELECT DISTINCT 1, o.pool, o.task, o.queue FROM old o WHERE o.fate = 1
                )
                SELECT array_agg(o.id) FILTER (WHERE o.fate >= 10) AS ended,
                    array_agg(o.id) FILTER (WHERE o.fate < 10 AND o.outcome = 2) AS failed,
                    array_agg(o.pool) AS pools, array_agg(o.queue) AS queues, array_agg(o.holds) AS holds,
                    array_agg(o.position) AS positions, array_agg(CASE WHEN o.fate < 10 THEN 1 ELSE o.fate END) AS fates
                INTO changed FROM old o;

                SELECT array_agg(CASE
                    WHEN f.fate IS NOT NULL THEN f.fate
                    WHEN is_retry AND r.finished_token = a.token THEN CASE WHEN r.state >= 10 THEN r.state ELSE 1::smallint END
                    END ORDER BY a.position) INTO verdicts
                FROM unnest(ids, tokens) WITH ORDINALITY AS a (id, token, position)
                LEFT JOIN unnest(changed.positions, changed.fates) AS f (position, fate) ON f.position = a.position
                LEFT JOIN run r ON is_retry AND r.id = a.id;

                IF changed.ended IS NOT NULL THEN
                    PERFORM settle_ends(changed.ended, now_at);
                END IF;
                IF changed.failed IS NOT NULL THEN
                    -- The next attempt triggers again what did not complete for this one.
                    DELETE FROM child c USING run r
                    WHERE c.parent = ANY (changed.failed) AND r.id = c.child AND r.state BETWEEN 11 AND 14;
                END IF;
                -- While there is no lock yet on what comes after lanes.
                PERFORM wake_due(now_at);
                PERFORM fold_inbox(now_at);
                IF changed.pools IS NOT NULL THEN
                    PERFORM FROM pool p WHERE p.id = ANY (changed.pools) ORDER BY p.id FOR NO KEY UPDATE;
                    UPDATE pool p SET taken = p.taken - f.count
                    FROM (SELECT h.pool, count(*)::integer AS count
                        FROM unnest(changed.pools, changed.queues, changed.holds) AS h (pool, queue, holds)
                        JOIN queue q ON q.id = h.queue WHERE q.per_key IS NOT NULL AND h.holds GROUP BY h.pool) f
                    WHERE p.id = f.pool;
                    -- Also of runs that held nothing: room was kept for those that wanted to go on.
                    FOR here IN
                        SELECT h.queue, array_agg(h.pool) AS pools FROM unnest(changed.pools, changed.queues) AS h (pool, queue)
                        JOIN queue q ON q.id = h.queue WHERE q.per_key IS NOT NULL GROUP BY h.queue ORDER BY h.queue
                    LOOP
                        PERFORM open_lanes(here.queue, here.pools);
                    END LOOP;
                    SELECT array_agg(f.queue ORDER BY f.queue), array_agg(f.count ORDER BY f.queue) INTO hand_queues, hand_counts
                    FROM (SELECT CASE WHEN g.is_queue THEN h.queue ELSE 0 END AS queue, count(*)::integer AS count
                        FROM unnest(changed.queues, changed.holds) AS h (queue, holds) CROSS JOIN (VALUES (true), (false)) AS g (is_queue)
                        WHERE h.holds GROUP BY 1) f;
                END IF;
                SELECT h.* INTO hand_queues, hand_counts
                FROM hand_over(coalesce(hand_queues, '{}'), coalesce(hand_counts, '{}'), changed.pools, now_at) h;
            END
            $$;

            -- Slots that have been freed go to runs that want to go on after a wait, if there are any, before others may start with them.
            -- Returns what is left in the hand.
            CREATE FUNCTION hand_over(
                INOUT hand_queues integer[], INOUT hand_counts integer[], IN pools uuid[], IN now_at bigint
            ) LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM run r WHERE r.state = 5) THEN
                    PERFORM give_back(hand_queues, hand_counts);
                    hand_queues := '{}';
                    hand_counts := '{}';
                    PERFORM grant_resumables(pools, now_at);
                END IF;
            END
            $$;

            -- Lets the lanes be found of keys that have room again. Lanes that somebody else has are left to the inbox.
            CREATE FUNCTION open_lanes(of_queue integer, pools uuid[]) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                waiting uuid[];
            BEGIN
                waiting := ARRAY(SELECT DISTINCT l.pool FROM lane l WHERE l.pool = ANY (pools) AND NOT l.ready AND (
                    SELECT r.id FROM run r WHERE r.queue = of_queue AND r.pool = l.pool AND r.task = l.task AND r.state = 1
                    ORDER BY r.order_at, r.seq LIMIT 1) IS NOT NULL);
                IF cardinality(waiting) = 0 OR set_ready(waiting, true) THEN
                    RETURN;
                END IF;
                INSERT INTO inbox (kind, pool, task, queue)
                SELECT 1, l.pool, l.task, l.queue FROM lane l WHERE l.pool = ANY (waiting) AND NOT l.ready;
            END
            $$;

            -- Takes a worker out. What it holds is queued again, its attempts spent (lost, 6) or not (given back, 5).
            CREATE FUNCTION release_worker(worker_id bigint, how smallint, now_at bigint) RETURNS boolean LANGUAGE plpgsql AS $$
            DECLARE
                ids uuid[];
                tokens bigint[];
            BEGIN
                PERFORM FROM worker w WHERE w.id = worker_id FOR UPDATE;
                IF NOT FOUND THEN
                    RETURN false;
                END IF;
                -- None of them goes on because another one has ended: they end together.
                SELECT array_agg(r.id ORDER BY r.order_at, r.seq), array_agg(r.token ORDER BY r.order_at, r.seq) INTO ids, tokens
                FROM run r WHERE r.worker = worker_id;
                IF ids IS NOT NULL THEN
                    PERFORM give_back(c.hand_queues, c.hand_counts) FROM conclude(
                        worker_id, ids, tokens, array_fill(how, ARRAY[cardinality(ids)]), NULL, NULL, NULL, false, now_at) c;
                END IF;
                DELETE FROM forgotten_claim f WHERE f.worker = worker_id;
                DELETE FROM worker w WHERE w.id = worker_id;
                RETURN true;
            END
            $$;
            """#
    }
#endif
