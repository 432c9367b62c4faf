#if Postgres
    extension Schema {
        /// What is done now and then.
        static let tending = #"""
            -- What any process does now and then, a little at a time; whoever comes second finds nothing to do.

            -- Gives up workers whose lease is over.
            CREATE FUNCTION reap(now_at bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            DECLARE
                dead bigint;
                count integer := 0;
            BEGIN
                now_at := coalesce(now_at, server_now());
                LOCK TABLE gate IN ROW EXCLUSIVE MODE;
                -- One, so that no two who each have some wait for each other's.
                SELECT w.id INTO dead FROM worker w WHERE w.expires_at <= now_at ORDER BY w.id LIMIT 1 FOR UPDATE SKIP LOCKED;
                IF FOUND THEN
                    PERFORM release_worker(dead, 6::smallint, now_at);
                    count := 1;
                END IF;
                RETURN count;
            END
            $$;

            -- Counts the slots of a queue, or of the organization (0), anew, under the lock of all its stripes.
            -- Returns by how many the counters were off: always 0, unless there is a bug or somebody has written to the tables.
            CREATE FUNCTION reconcile_gate(of_queue integer) RETURNS integer
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                counted integer;
                held integer;
                usual text := current_setting('lock_timeout');
            BEGIN
                LOCK TABLE gate IN ROW EXCLUSIVE MODE;
                BEGIN
                    PERFORM set_config('lock_timeout', '100ms', true);
                    PERFORM FROM gate g WHERE g.queue = of_queue ORDER BY g.stripe FOR NO KEY UPDATE;
                    PERFORM set_config('lock_timeout', usual, true);
                EXCEPTION WHEN lock_not_available THEN
                    -- Who waits for one stripe and has the others is in nobody's way for long.
                    RETURN 0;
                END;
                SELECT count(*) INTO held FROM run r WHERE r.worker IS NOT NULL AND r.holds AND (of_queue = 0 OR r.queue = of_queue);
                SELECT sum(g.taken) INTO counted FROM gate g WHERE g.queue = of_queue;
                IF counted <> held THEN
                    UPDATE gate g SET taken = g.taken + held - counted WHERE g.queue = of_queue AND g.stripe = 0;
                END IF;
                RETURN counted - held;
            END
            $$;

            -- The same for one key.
            CREATE FUNCTION reconcile_pool(pool_id uuid, of_queue integer) RETURNS integer
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                counted integer;
                held integer;
            BEGIN
                LOCK TABLE gate IN ROW EXCLUSIVE MODE;
                IF NOT EXISTS (SELECT FROM queue q WHERE q.id = of_queue AND q.per_key IS NOT NULL) THEN
                    RETURN 0;
                END IF;
                INSERT INTO pool AS p VALUES (pool_id, of_queue, 0) ON CONFLICT (id) DO UPDATE SET taken = p.taken
                RETURNING p.taken INTO counted;
                SELECT count(*) INTO held FROM run r WHERE r.worker IS NOT NULL AND r.holds AND r.queue = of_queue AND r.pool = pool_id;
                IF counted <> held THEN
                    UPDATE pool p SET taken = held WHERE p.id = pool_id;
                    PERFORM open_lanes(of_queue, ARRAY[pool_id]);
                END IF;
                RETURN counted - held;
            END
            $$;

            -- The limits of which another number is taken than is held: none, unless there is a bug or somebody has written to the tables. One
            -- snapshot sees both numbers as one transaction left them, so that no lock is needed to look. A key has a pool, the others have not.
            CREATE FUNCTION miscounted() RETURNS TABLE (queue integer, pool uuid, name text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                WITH held AS MATERIALIZED (
                    SELECT r.queue, r.pool, count(*) AS count FROM run r WHERE r.worker IS NOT NULL AND r.holds GROUP BY r.queue, r.pool
                )
                SELECT q.id, NULL::uuid, q.name FROM queue q
                JOIN (SELECT g.queue, sum(g.taken) AS taken FROM gate g GROUP BY g.queue) g ON g.queue = q.id
                WHERE g.taken <> (SELECT coalesce(sum(h.count), 0) FROM held h WHERE q.id = 0 OR h.queue = q.id)
                UNION ALL
                SELECT q.id, coalesce(p.id, h.pool), q.name FROM pool p FULL JOIN held h ON h.pool = p.id
                JOIN queue q ON q.id = coalesce(p.queue, h.queue) AND q.per_key IS NOT NULL
                WHERE coalesce(p.taken, 0) <> coalesce(h.count, 0)
            $$;

            -- Splits the slots again of limits that were lowered below what was taken, once that has ended.
            CREATE FUNCTION restripe() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                narrow integer;
            BEGIN
                FOR narrow IN
                    SELECT g.queue FROM gate g JOIN queue q ON q.id = g.queue
                    GROUP BY g.queue, q.total HAVING count(*) = 1 AND q.total >= 64 AND sum(g.taken) <= q.total
                LOOP
                    EXIT WHEN NOT try_lock_limits(50);
                    PERFORM rebuild_gate(narrow);
                END LOOP;
            END
            $$;

            -- Lets runs go on for which all that they wait for has ended, and nobody has noticed: none, unless there is a bug. Returns how many.
            CREATE FUNCTION settle_forgotten(now_at bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                forgotten uuid[];
                count integer;
            BEGIN
                now_at := coalesce(now_at, server_now());
                forgotten := ARRAY(SELECT r.id FROM run r WHERE r.worker IS NOT NULL AND r.state = 4 AND NOT EXISTS (
                    SELECT FROM child c JOIN run o ON o.id = c.child
                    WHERE c.parent = r.id AND c.ordinal = ANY (r.awaited) AND (o.state < 10 OR o.ended_at > now_at - 10000000)));
                PERFORM settle_parents(forgotten, now_at);
                SELECT count(*) INTO count FROM run r WHERE r.id = ANY (forgotten) AND r.state IN (3, 5);
                RETURN count;
            END
            $$;

            -- Deletes the books of keys that have no run any more, while nobody starts or ends one: a lane has its pool as long as it is there.
            -- Looks at `most` of them, from a key on; returns after which, NULL at the end.
            CREATE FUNCTION prune_lanes(first uuid, most integer) RETURNS uuid
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                idle record;
                last uuid;
            BEGIN
                SELECT CASE WHEN count(*) = most THEN (array_agg(l.pool ORDER BY l.pool DESC))[1] END INTO last
                FROM (SELECT o.pool FROM lane o WHERE o.pool > first ORDER BY o.pool, o.task LIMIT most) l;
                -- Looked for without the lock, so that there is none where there is nothing to do.
                SELECT array_agg(o.pool) AS pools, array_agg(o.task) AS tasks INTO idle FROM (
                    SELECT l.* FROM lane l WHERE l.pool > first ORDER BY l.pool, l.task LIMIT most) o
                WHERE is_idle(o) AND o.pool NOT IN (SELECT r.pool FROM run r WHERE r.worker IS NOT NULL);
                IF idle.pools IS NOT NULL AND try_lock_limits(50) THEN
                    DELETE FROM lane l USING unnest(idle.pools, idle.tasks) AS o (pool, task)
                    WHERE l.pool = o.pool AND l.task = o.task AND is_idle(l)
                        AND l.pool NOT IN (SELECT r.pool FROM run r WHERE r.worker IS NOT NULL);
                    DELETE FROM pool p WHERE p.id = ANY (idle.pools) AND p.taken = 0
                        AND NOT EXISTS (SELECT FROM lane l WHERE l.pool = p.id);
                END IF;
                RETURN last;
            END
            $$;

            -- Whether a lane has no run. While a worker has one of its key it is kept: one that waits for others will want its slot again.
            CREATE FUNCTION is_idle(l lane) RETURNS boolean LANGUAGE sql STABLE AS $$
                SELECT NOT l.ready
                    AND NOT EXISTS (SELECT FROM run r WHERE r.queue = l.queue AND r.pool = l.pool AND r.task = l.task AND r.state = 1)
            $$;
            """#
    }
#endif
