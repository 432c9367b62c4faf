#if Postgres
    extension Schema {
        /// Watching, and steering runs and workers.
        static let operating = #"""
            CREATE FUNCTION cancel_and_settle(run_id uuid, now_at bigint) RETURNS smallint
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            DECLARE
                state smallint;
            BEGIN
                now_at := coalesce(now_at, server_now());
                LOCK TABLE gate IN ROW EXCLUSIVE MODE;
                IF NOT is_forgotten(run_id, now_at) THEN
                    state := cancel_run(run_id, true, now_at);
                END IF;
                IF state IS NULL THEN
                    PERFORM fail('SL011', 'no run has this identifier, or it ended longer ago than the store keeps results', run_id);
                END IF;
                PERFORM grant_resumables('{}', now_at);
                RETURN state;
            END
            $$;

            CREATE FUNCTION open_worker(hub bigint, tasks text[], lease bigint, now_at bigint) RETURNS bigint
            LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
                INSERT INTO worker (hub, tasks, expires_at) VALUES (hub, tasks, later(coalesce(now_at, server_now()), lease))
                RETURNING id
            $$;

            -- Says that a worker is alive, until the end of another lease.
            CREATE FUNCTION renew_worker(worker_id bigint, lease bigint, now_at bigint) RETURNS void
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                UPDATE worker w SET expires_at = greatest(w.expires_at, later(coalesce(now_at, server_now()), lease))
                WHERE w.id = worker_id;
                IF NOT FOUND THEN
                    PERFORM fail('SL013', 'the worker was given up, or has left; open it again');
                END IF;
            END
            $$;

            -- Takes a worker out: it leaves (5), or it is given up (6).
            CREATE FUNCTION close_worker(worker_id bigint, how smallint, now_at bigint) RETURNS boolean
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            BEGIN
                LOCK TABLE gate IN ROW EXCLUSIVE MODE;
                RETURN release_worker(worker_id, how, coalesce(now_at, server_now()));
            END
            $$;

            -- Does what is due, and says in how many microseconds there is something to do next.
            CREATE FUNCTION advance(now_at bigint) RETURNS bigint
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            BEGIN
                LOCK TABLE gate IN ROW EXCLUSIVE MODE;
                now_at := coalesce(now_at, server_now());
                PERFORM advance_runs(now_at);
                RETURN (SELECT min(r.wake_at) - now_at FROM run r WHERE r.wake_at IS NOT NULL);
            END
            $$;

            -- Lets a process be told how runs end. Returns those that it will not be told of: they have ended, or, with the state NULL,
            -- are not known.
            CREATE FUNCTION watch_runs(runs uuid[], of_hub bigint)
            RETURNS TABLE (id uuid, state smallint, output bytea, message bytea, attempts integer)
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            BEGIN
                INSERT INTO watch AS w (run, hub) SELECT DISTINCT a.run, of_hub FROM unnest(runs) AS a (run) ON CONFLICT DO NOTHING;
                RETURN QUERY
                WITH over AS (
                    SELECT a.run, r.state, r.output, r.message, r.attempt FROM (SELECT DISTINCT unnest(runs) AS run) a
                    LEFT JOIN run r ON r.id = a.run AND NOT is_forgotten(a.run, NULL)
                    WHERE r.id IS NULL OR r.state >= 10
                ), done AS (
                    DELETE FROM watch w USING over o WHERE w.run = o.run AND w.hub = of_hub
                )
                SELECT o.* FROM over o;
            END
            $$;

            -- The same, for who watches them by now: whoever ends one right now, and may not have seen that it is watched, is waited for. Who is about
            -- to start one is not: its end will see it.
            CREATE FUNCTION missed_endings(runs uuid[])
            RETURNS TABLE (id uuid, state smallint, output bytea, message bytea, attempts integer)
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            BEGIN
                PERFORM FROM run r WHERE r.id = ANY (runs) AND r.state BETWEEN 2 AND 5 ORDER BY r.id FOR SHARE;
                RETURN QUERY SELECT * FROM endings_of(runs);
            END
            $$;

            CREATE FUNCTION unwatch_run(run_id uuid, of_hub bigint) RETURNS void
            LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
                DELETE FROM watch WHERE run = run_id AND hub = of_hub
            $$;

            -- How those of some runs ended that have; the state of one that is not known is NULL.
            CREATE FUNCTION endings_of(runs uuid[])
            RETURNS TABLE (id uuid, state smallint, output bytea, message bytea, attempts integer)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT a.id, r.state, r.output, r.message, r.attempt FROM unnest(runs) AS a (id) LEFT JOIN run r ON r.id = a.id
                WHERE r.id IS NULL OR r.state >= 10
            $$;

            -- The attempts of a process's workers that shall stop.
            CREATE FUNCTION cancellations(of_hub bigint) RETURNS TABLE (worker bigint, id uuid, token bigint)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT w.id, r.id, r.token FROM worker w JOIN run r ON r.worker = w.id
                WHERE w.hub = of_hub AND r.is_cancel_requested AND r.state = 2
            $$;

            -- Triggers a run like one that has ended.
            CREATE FUNCTION replay(run_id uuid, new_id uuid, now_at bigint) RETURNS uuid
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                old record;
                new record;
            BEGIN
                now_at := coalesce(now_at, server_now());
                SELECT r.*, t.name AS task_name, q.name AS queue_name INTO old
                FROM run r JOIN task t ON t.id = r.task JOIN queue q ON q.id = r.queue
                WHERE r.id = run_id AND NOT is_forgotten(run_id, now_at);
                IF NOT FOUND THEN
                    PERFORM fail('SL011', 'no run has this identifier, or it ended longer ago than the store keeps results', run_id);
                ELSIF state_at(old.state, old.wake_at, old.expires_at, old.started_at, now_at) < 10 THEN
                    PERFORM fail('SL012', 'the run is ' || state_name(old.state)
                        || ', and only one that has ended can be replayed; cancel it first, or let it end', run_id);
                END IF;
                SELECT e.* INTO new FROM enqueue(
                    ARRAY[new_id], ARRAY[old.task_name], ARRAY[old.queue_name], ARRAY[old.key], ARRAY[old.payload], NULL, NULL, NULL,
                    NULL, NULL, NULL, NULL, NULL,
                    CASE WHEN old.tags IS NOT NULL THEN array_fill(1, ARRAY[cardinality(old.tags)]) END, old.tags, now_at) e;
                RETURN new.id;
            END
            $$;

            CREATE FUNCTION state_name(state smallint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE state WHEN 0 THEN 'delayed' WHEN 1 THEN 'queued' WHEN 2 THEN 'executing' WHEN 3 THEN 'executing'
                    WHEN 4 THEN 'waiting' WHEN 5 THEN 'waiting' WHEN 10 THEN 'completed' WHEN 11 THEN 'failed'
                    WHEN 12 THEN 'canceled' WHEN 13 THEN 'expired' WHEN 14 THEN 'timedOut' END
            $$;
            """#
    }
#endif
