#if Postgres
    extension Schema {
        /// Registering, steering and watching.
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
                PERFORM grant_resumables(now_at);
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

            CREATE FUNCTION unwatch_run(run_id uuid, of_hub bigint) RETURNS void
            LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
                DELETE FROM watch WHERE run = run_id AND hub = of_hub
            $$;

            -- Changes of limits. Whoever makes one has the gates for itself: no run is being started or ended meanwhile.

            CREATE FUNCTION lock_limits() RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                LOCK TABLE gate IN SHARE ROW EXCLUSIVE MODE;
            END
            $$;

            -- Makes the stripes of a queue anew: as many as its limit is worth, each with its part of the limit and of what is taken. While
            -- more is taken than the limit there is one stripe, since room in one of several would be none.
            CREATE FUNCTION rebuild_gate(of_queue integer) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                bound integer;
                in_use integer;
                stripes integer;
                part integer;
            BEGIN
                SELECT q.total INTO bound FROM queue q WHERE q.id = of_queue;
                SELECT count(*) INTO in_use FROM run r WHERE r.worker IS NOT NULL AND r.holds AND (of_queue = 0 OR r.queue = of_queue);
                stripes := CASE WHEN bound IS NULL THEN 8 WHEN in_use > bound THEN 1 ELSE least(8, greatest(1, bound / 32)) END;
                DELETE FROM gate g WHERE g.queue = of_queue;
                FOR stripe IN 0 .. stripes - 1 LOOP
                    part := bound::bigint * (stripe + 1) / stripes - bound::bigint * stripe / stripes;
                    INSERT INTO gate VALUES (of_queue, stripe, part, CASE WHEN stripe = stripes - 1 THEN in_use ELSE least(in_use, part) END);
                    in_use := in_use - least(in_use, part);
                END LOOP;
            END
            $$;

            -- Counts the slots of a queue's keys anew, and lets all be looked at.
            CREATE FUNCTION rebuild_pools(of_queue integer) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM pool p WHERE p.queue = of_queue;
                INSERT INTO pool (id, queue, taken)
                SELECT x.pool, of_queue, sum(x.count) FROM (
                    SELECT l.pool, 0 AS count FROM lane l WHERE l.queue = of_queue
                    UNION ALL
                    SELECT r.pool, 1 FROM run r WHERE r.worker IS NOT NULL AND r.holds AND r.queue = of_queue) x
                JOIN queue q ON q.id = of_queue AND q.per_key IS NOT NULL
                GROUP BY x.pool;
                UPDATE lane l SET ready = true WHERE l.queue = of_queue AND NOT l.ready AND EXISTS (
                    SELECT FROM run r WHERE r.queue = of_queue AND r.pool = l.pool AND r.task = l.task AND r.state = 1);
            END
            $$;

            CREATE FUNCTION queue_named(queue_name text) RETURNS integer LANGUAGE plpgsql AS $$
            DECLARE
                chosen integer;
            BEGIN
                SELECT q.id INTO chosen FROM queue q WHERE q.name = queue_name AND q.id > 0;
                IF chosen IS NULL THEN
                    PERFORM fail('SL002', 'queue ''' || queue_name || ''' is not declared in this store');
                END IF;
                RETURN chosen;
            END
            $$;

            CREATE FUNCTION set_paused(queue_name text, paused boolean, now_at bigint) RETURNS void
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                chosen integer := queue_named(queue_name);
            BEGIN
                PERFORM lock_limits();
                UPDATE queue q SET is_paused = paused WHERE q.id = chosen;
                PERFORM pg_notify(channel(0), 'w');
            END
            $$;

            -- Puts an operator's limits in force, or the declared ones again.
            CREATE FUNCTION set_override(queue_name text, overrides boolean, new_per_key integer, new_total integer, now_at bigint)
            RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                chosen integer := queue_named(queue_name);
                bad integer;
                organization integer;
                declared record;
            BEGIN
                PERFORM lock_limits();
                IF overrides THEN
                    SELECT v INTO bad FROM unnest(ARRAY[new_per_key, new_total]) AS v WHERE v < 1 LIMIT 1;
                    IF FOUND THEN
                        PERFORM fail('SL010', 'a limit of ' || bad || ' would never start a run of queue ''' || queue_name
                            || '''; pause the queue instead');
                    END IF;
                    SELECT q.total INTO organization FROM queue q WHERE q.id = 0;
                    SELECT v INTO bad FROM unnest(ARRAY[new_per_key, new_total]) AS v WHERE v > organization LIMIT 1;
                    IF FOUND THEN
                        PERFORM fail('SL010', 'a limit of ' || bad || ' for queue ''' || queue_name
                            || ''' can''t be reached: the organization''s is ' || organization);
                    END IF;
                    SELECT q.* INTO declared FROM queue q WHERE q.id = chosen;
                    IF declared.holds_on_wait THEN
                        SELECT x.was INTO bad FROM (VALUES (declared.declared_per_key, new_per_key),
                            (declared.declared_total, new_total)) AS x (was, becomes)
                        WHERE x.was IS NOT NULL AND (x.becomes IS NULL OR x.becomes > x.was) LIMIT 1;
                        IF FOUND THEN
                            PERFORM fail('SL010', 'queue ''' || queue_name || ''' keeps the slots of runs that wait, which was proved '
                                || 'to be free of deadlocks for its declared limit of ' || bad
                                || '; override it with less, or declare more');
                        END IF;
                    END IF;
                END IF;
                UPDATE queue q SET is_overridden = overrides, override_per_key = new_per_key, override_total = new_total
                WHERE q.id = chosen;
                PERFORM rebuild_gate(chosen);
                PERFORM rebuild_pools(chosen);
                PERFORM grant_resumables(coalesce(now_at, server_now()));
                PERFORM pg_notify(channel(0), 'w');
            END
            $$;

            -- Registers what a service declares. The newest registration counts; an operator's overrides and pauses stay.
            CREATE FUNCTION register(
                declarations jsonb, organization_limit integer, now_at bigint,
                OUT undeclared_queues text[], OUT unreachable_overrides text[]
            ) LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                print bytea := sha256(convert_to(declarations::text || coalesce(organization_limit::text, ''), 'UTF8'));
                before record;
                changed record;
            BEGIN
                now_at := coalesce(now_at, server_now());
                IF NOT EXISTS (SELECT FROM registration r WHERE r.fingerprint = print) THEN
                    PERFORM lock_limits();
                    UPDATE queue q SET is_declared = false WHERE q.id > 0;
                    SELECT array_agg(q.id) AS ids, array_agg(q.per_key) AS per_keys, array_agg(q.total) AS totals INTO before FROM queue q;
                    UPDATE queue q SET declared_total = organization_limit WHERE q.id = 0;
                    INSERT INTO queue AS q (name, key_mode, holds_on_wait, declared_per_key, declared_total, is_paused)
                    SELECT d.name, d.key, d.hold, d."perKey", d.total, d.paused
                    FROM jsonb_to_recordset(declarations -> 'queues')
                        AS d (name text, key smallint, hold boolean, "perKey" integer, total integer, paused boolean)
                    ON CONFLICT (name) DO UPDATE SET key_mode = excluded.key_mode, holds_on_wait = excluded.holds_on_wait,
                        declared_per_key = excluded.declared_per_key, declared_total = excluded.declared_total, is_declared = true;
                    INSERT INTO queue_turn (queue) SELECT q.id FROM queue q ON CONFLICT DO NOTHING;
                    INSERT INTO task AS t (name, queue, overrides, max_attempts, ttl, priority, schedule, last_tick)
                    SELECT d.id, q.id,
                        ARRAY(SELECT o.id FROM jsonb_array_elements_text(d.overrides) AS n (name) JOIN queue o ON o.name = n.name),
                        d."maxAttempts", d.ttl, d.priority, d.schedule, CASE WHEN d.schedule IS NOT NULL THEN now_at END
                    FROM jsonb_to_recordset(declarations -> 'tasks')
                        AS d (id text, queue text, overrides jsonb, "maxAttempts" integer, ttl bigint, priority bigint, schedule text)
                    JOIN queue q ON q.name = d.queue
                    ON CONFLICT (name) DO UPDATE SET queue = excluded.queue, overrides = excluded.overrides,
                        max_attempts = excluded.max_attempts, ttl = excluded.ttl, priority = excluded.priority,
                        schedule = excluded.schedule,
                        last_tick = CASE WHEN t.schedule IS DISTINCT FROM excluded.schedule THEN excluded.last_tick ELSE t.last_tick END,
                        last_tick_run = CASE WHEN t.schedule IS DISTINCT FROM excluded.schedule THEN NULL ELSE t.last_tick_run END;
                    INSERT INTO pair SELECT x.queue, t.id FROM task t CROSS JOIN LATERAL unnest(t.overrides || t.queue) AS x (queue)
                    ON CONFLICT DO NOTHING;
                    FOR changed IN
                        SELECT q.id, q.per_key IS DISTINCT FROM b.per_key AS has_other_keys FROM queue q
                        LEFT JOIN unnest(before.ids, before.per_keys, before.totals) AS b (id, per_key, total) ON b.id = q.id
                        WHERE q.per_key IS DISTINCT FROM b.per_key OR q.total IS DISTINCT FROM b.total
                            OR NOT EXISTS (SELECT FROM gate g WHERE g.queue = q.id)
                    LOOP
                        PERFORM rebuild_gate(changed.id);
                        IF changed.has_other_keys THEN
                            PERFORM rebuild_pools(changed.id);
                        END IF;
                    END LOOP;
                    INSERT INTO registration AS r (fingerprint, registered_at) VALUES (print, now_at)
                    ON CONFLICT (is_only) DO UPDATE SET fingerprint = excluded.fingerprint, registered_at = excluded.registered_at;
                    PERFORM grant_resumables(now_at);
                    PERFORM pg_notify(channel(0), 'w');
                END IF;
                SELECT array_agg(q.name ORDER BY q.name) INTO undeclared_queues FROM queue q
                WHERE q.id > 0 AND NOT q.is_declared AND EXISTS (SELECT FROM run r WHERE r.queue = q.id AND r.state < 10);
                SELECT array_agg(q.name ORDER BY q.name) INTO unreachable_overrides FROM queue q
                WHERE q.is_overridden AND greatest(q.override_per_key, q.override_total) > organization_limit;
            END
            $$;

            -- How those of some runs ended that have; the state of one that is not known is NULL.
            CREATE FUNCTION endings_of(runs uuid[])
            RETURNS TABLE (id uuid, state smallint, output bytea, message bytea, attempts integer)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT a.id, r.state, r.output, r.message, r.attempt FROM unnest(runs) AS a (id) LEFT JOIN run r ON r.id = a.id
                WHERE r.id IS NULL OR r.state >= 10
            $$;

            -- The same, and those that somebody may be about to end, each with the state that it has: who does may not have seen who watches
            -- it since a moment ago.
            CREATE FUNCTION endings_and_changes(runs uuid[])
            RETURNS TABLE (id uuid, state smallint, output bytea, message bytea, attempts integer)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT a.id, r.state, r.output, r.message, r.attempt FROM unnest(runs) AS a (id) LEFT JOIN run r ON r.id = a.id
                WHERE r.id IS NULL OR r.state >= 10 OR r.xmax <> 0
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
