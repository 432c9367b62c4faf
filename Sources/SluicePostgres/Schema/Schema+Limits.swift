#if Postgres
    extension Schema {
        /// Declaring limits, and changing them.
        static let limits = #"""
            -- Changes of limits. Whoever makes one has the gates for itself: no run is being started or ended meanwhile.

            CREATE FUNCTION lock_limits() RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                patience integer := 50;
            BEGIN
                WHILE NOT try_lock_limits(patience) LOOP
                    IF patience > 3000 THEN
                        RAISE EXCEPTION USING ERRCODE = 'lock_not_available',
                            MESSAGE = 'limits can''t be changed while a statement that starts or ends runs is held up';
                    END IF;
                    -- The others have their turn.
                    PERFORM pg_sleep(patience / 1000.0);
                    patience := patience * 2;
                END LOOP;
            END
            $$;

            -- Whoever waits for the lock keeps all who come later waiting: not for longer than some milliseconds, since a statement that is in the
            -- way may be held up by somebody's transaction.
            CREATE FUNCTION try_lock_limits(patience integer) RETURNS boolean LANGUAGE plpgsql AS $$
            DECLARE
                usual text := current_setting('lock_timeout');
            BEGIN
                PERFORM set_config('lock_timeout', patience::text, true);
                LOCK TABLE gate IN SHARE ROW EXCLUSIVE MODE;
                PERFORM set_config('lock_timeout', usual, true);
                RETURN true;
            EXCEPTION WHEN lock_not_available THEN
                RETURN false;
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
                    -- Those that wait for others hold nothing now, and will.
                    SELECT r.pool, r.holds::integer FROM run r WHERE r.worker IS NOT NULL AND r.queue = of_queue) x
                JOIN queue q ON q.id = of_queue AND q.per_key IS NOT NULL
                GROUP BY x.pool;
                PERFORM open_all_lanes(of_queue);
            END
            $$;

            -- Lets all be looked at that have runs.
            CREATE FUNCTION open_all_lanes(of_queue integer) RETURNS void LANGUAGE sql AS $$
                UPDATE lane l SET ready = true WHERE l.queue = of_queue AND NOT l.ready AND EXISTS (
                    SELECT FROM run r WHERE r.queue = of_queue AND r.pool = l.pool AND r.task = l.task AND r.state = 1)
            $$;

            -- Puts other limits of a queue in force, which are in its row already.
            CREATE FUNCTION apply_limits(of_queue integer, old_per_key integer, old_total integer, per_key integer, total integer)
            RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                IF total IS DISTINCT FROM old_total OR NOT EXISTS (SELECT FROM gate g WHERE g.queue = of_queue) THEN
                    PERFORM rebuild_gate(of_queue);
                END IF;
                IF (per_key IS NULL) <> (old_per_key IS NULL) THEN
                    PERFORM rebuild_pools(of_queue);
                ELSIF per_key > old_per_key THEN
                    -- What is taken of each key stays as it is.
                    PERFORM open_all_lanes(of_queue);
                END IF;
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
                changed record;
            BEGIN
                PERFORM lock_limits();
                SELECT q.* INTO declared FROM queue q WHERE q.id = chosen;
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
                WHERE q.id = chosen RETURNING q.* INTO changed;
                PERFORM apply_limits(chosen, declared.per_key, declared.total, changed.per_key, changed.total);
                PERFORM grant_resumables('{}', coalesce(now_at, server_now()));
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
                    PERFORM apply_limits(q.id, b.per_key, b.total, q.per_key, q.total) FROM queue q
                    LEFT JOIN unnest(before.ids, before.per_keys, before.totals) AS b (id, per_key, total) ON b.id = q.id
                    ORDER BY q.id;
                    INSERT INTO registration AS r (fingerprint, registered_at) VALUES (print, now_at)
                    ON CONFLICT (is_only) DO UPDATE SET fingerprint = excluded.fingerprint, registered_at = excluded.registered_at;
                    PERFORM grant_resumables('{}', now_at);
                    PERFORM pg_notify(channel(0), 'w');
                END IF;
                SELECT array_agg(q.name ORDER BY q.name) INTO undeclared_queues FROM queue q
                WHERE q.id > 0 AND NOT q.is_declared AND (
                    EXISTS (SELECT FROM run r WHERE r.state = 1 AND r.queue = q.id)
                    OR EXISTS (SELECT FROM run r WHERE r.worker IS NOT NULL AND r.queue = q.id)
                    OR EXISTS (SELECT FROM run r WHERE r.wake_at IS NOT NULL AND r.queue = q.id));
                SELECT array_agg(q.name ORDER BY q.name) INTO unreachable_overrides FROM queue q
                WHERE q.is_overridden AND greatest(q.override_per_key, q.override_total) > organization_limit;
            END
            $$;
            """#
    }
#endif
