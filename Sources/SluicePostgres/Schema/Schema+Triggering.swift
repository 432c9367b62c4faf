#if Postgres
    extension Schema {
        /// Accepting runs.
        static let triggering = #"""
            -- Microseconds since 1970, by the server's clock: the one that all processes share.
            CREATE FUNCTION server_now() RETURNS bigint LANGUAGE sql VOLATILE AS $$
                SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
            $$;

            -- A time and a duration, at most the end of time.
            CREATE FUNCTION later(t bigint, duration bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE WHEN duration > 9223372036854775807 - t THEN 9223372036854775807 ELSE t + duration END
            $$;

            -- The name of a pool follows from its queue and key, so that who triggers need not look for it.
            CREATE FUNCTION pool_of(queue integer, key bytea) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE WHEN key IS NULL THEN lpad(to_hex(queue), 32, '0')::uuid
                    ELSE encode(substring(sha256(int4send(queue) || key) FROM 1 FOR 16), 'hex')::uuid END
            $$;

            -- The channel of a process; of all of them for 0.
            CREATE FUNCTION channel(hub bigint) RETURNS text LANGUAGE sql STABLE AS $$
                SELECT 'sluice_' || substr(encode(sha256(convert_to(current_schema(), 'UTF8')), 'hex'), 1, 12) || '_' || hub
            $$;

            CREATE FUNCTION fail(code text, message text, run uuid DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                IF run IS NULL THEN
                    RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message;
                END IF;
                RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message, DETAIL = run::text;
            END
            $$;

            -- Accepts runs, all or none. Tags come flat: each with the number of its run.
            CREATE FUNCTION enqueue(
                ids uuid[], tasks text[], queues text[], keys bytea[], payloads bytea[], delays bigint[], ttls bigint[],
                priorities bigint[], attempts integer[], idempotency_keys bytea[], idempotency_ttls bigint[], ticks bigint[],
                traces bytea[], tag_items integer[], tag_values bytea[], now_at bigint, parent_run uuid DEFAULT NULL
            ) RETURNS TABLE (id uuid, is_existing boolean)
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            DECLARE
                problem record;
                item record;
                named uuid;
                known uuid[];
                parent_order bigint;
            BEGIN
                now_at := coalesce(now_at, server_now());
                SELECT r.item, r.task, coalesce(r.queue, d.name) AS queue, length(r.payload) AS size,
                    CASE WHEN t.id IS NULL THEN 'SL001' WHEN q.id IS NULL THEN 'SL002'
                        WHEN q.id <> t.queue AND NOT q.id = ANY (t.overrides) THEN 'SL003'
                        WHEN q.key_mode = 0 AND r.key IS NOT NULL THEN 'SL006' WHEN q.key_mode = 2 AND r.key IS NULL THEN 'SL004'
                        WHEN length(r.key) = 0 THEN 'SL005' WHEN length(r.payload) > 1048576 THEN 'SL007' END AS code
                INTO problem
                FROM unnest(ids, tasks, queues, keys, payloads) WITH ORDINALITY AS r (id, task, queue, key, payload, item)
                LEFT JOIN task t ON t.name = r.task
                LEFT JOIN queue d ON d.id = t.queue
                LEFT JOIN queue q ON q.name = coalesce(r.queue, d.name) AND q.id > 0
                WHERE t.id IS NULL OR q.id IS NULL OR q.id <> t.queue AND NOT q.id = ANY (t.overrides)
                    OR q.key_mode = 0 AND r.key IS NOT NULL OR q.key_mode = 2 AND r.key IS NULL
                    OR length(r.key) = 0 OR length(r.payload) > 1048576
                ORDER BY r.item LIMIT 1;
                IF FOUND THEN
                    PERFORM fail(problem.code,
                        CASE WHEN cardinality(ids) > 1 THEN 'item ' || problem.item - 1 || ' of the batch: ' ELSE '' END
                        || refusal(problem.code, problem.task, problem.queue, problem.size));
                END IF;

                -- What a tick or an idempotency key names already. In one order for all, so that nobody waits for each other.
                IF ticks IS NOT NULL OR idempotency_keys IS NOT NULL THEN
                    known := array_fill(NULL::uuid, ARRAY[cardinality(ids)]);
                    FOR item IN
                        SELECT r.item, r.id, t.id AS task, r.tick, sha256(r.idempotency_key) AS hash,
                            later(now_at, coalesce(r.idempotency_ttl, 86400000000)) AS expires_at
                        FROM unnest(ids, tasks, ticks, idempotency_keys, idempotency_ttls) WITH ORDINALITY
                            AS r (id, task, tick, idempotency_key, idempotency_ttl, item)
                        JOIN task t ON t.name = r.task
                        WHERE r.tick IS NOT NULL OR r.idempotency_key IS NOT NULL
                        ORDER BY t.id, hash, r.item
                    LOOP
                        named := NULL;
                        IF item.tick IS NOT NULL THEN
                            UPDATE task t SET last_tick = item.tick, last_tick_run = item.id
                            WHERE t.id = item.task AND t.schedule IS NOT NULL AND t.last_tick < item.tick;
                            IF NOT FOUND THEN
                                SELECT coalesce(t.last_tick_run, item.id) INTO named FROM task t WHERE t.id = item.task;
                            END IF;
                        END IF;
                        WHILE named IS NULL AND item.hash IS NOT NULL LOOP
                            INSERT INTO idempotency AS i VALUES (item.task, item.hash, item.id, item.expires_at)
                            ON CONFLICT (task, hash) DO UPDATE SET run = excluded.run, expires_at = excluded.expires_at
                                -- A run that ended otherwise than completed leaves its key to the next.
                                WHERE i.expires_at <= now_at OR EXISTS (
                                    SELECT FROM run r WHERE r.id = i.run AND (r.state > 10
                                        OR r.state < 2 AND r.started_at IS NULL AND r.expires_at <= now_at));
                            EXIT WHEN FOUND;
                            SELECT i.run INTO named FROM idempotency i WHERE i.task = item.task AND i.hash = item.hash;
                        END LOOP;
                        known[item.item] := named;
                    END LOOP;
                END IF;

                IF parent_run IS NOT NULL THEN
                    SELECT p.order_at INTO parent_order FROM run p WHERE p.id = parent_run;
                END IF;
                RETURN QUERY
                WITH request AS (
                    SELECT r.*, t.id AS task_id, q.id AS queue_id, pool_of(q.id, r.key) AS pool,
                        later(now_at, greatest(coalesce(r.delay, 0), 0)) AS startable_at,
                        coalesce(r.ttl, t.ttl) AS ttl_in_force, coalesce(r.priority, t.priority) AS priority_in_force,
                        coalesce(r.max_attempts, t.max_attempts) AS max_attempts_in_force, known[r.item] AS known_run
                    FROM unnest(ids, tasks, queues, keys, payloads, delays, ttls, priorities, attempts, idempotency_keys, ticks,
                        traces) WITH ORDINALITY
                        AS r (id, task, queue, key, payload, delay, ttl, priority, max_attempts, idempotency_key, tick, trace, item)
                    JOIN task t ON t.name = r.task
                    JOIN queue d ON d.id = t.queue
                    JOIN queue q ON q.name = coalesce(r.queue, d.name)
                ), inserted AS (
                    INSERT INTO run AS new (id, state, task, queue, pool, order_at, since, triggered_at, wake_at, expires_at,
                        max_attempts, priority, due_at, tick, parent, key, idempotency_key, tags, trace, payload)
                    SELECT r.id, CASE WHEN r.startable_at > now_at THEN 0 ELSE 1 END, r.task_id, r.queue_id, r.pool,
                        least(r.startable_at - r.priority_in_force, parent_order), r.startable_at, now_at,
                        CASE WHEN r.startable_at > now_at THEN r.startable_at ELSE later(r.startable_at, r.ttl_in_force) END,
                        later(r.startable_at, r.ttl_in_force), r.max_attempts_in_force, r.priority_in_force,
                        nullif(r.startable_at, now_at), r.tick, parent_run, r.key, r.idempotency_key,
                        CASE WHEN tag_items IS NOT NULL THEN (
                            SELECT array_agg(tag.value ORDER BY tag.position) FROM unnest(tag_items, tag_values) WITH ORDINALITY
                                AS tag (item, value, position) WHERE tag.item = r.item) END,
                        r.trace, r.payload
                    FROM request r WHERE r.known_run IS NULL
                    ORDER BY r.item
                    ON CONFLICT ON CONSTRAINT run_pkey DO NOTHING
                    RETURNING new.id, new.seq, new.state, new.pool, new.task, new.queue
                ), box AS (
                    INSERT INTO inbox (kind, pool, task, queue)
                    SELECT 1, i.pool, i.task, i.queue FROM inserted i WHERE i.state = 1
                    GROUP BY i.pool, i.task, i.queue ORDER BY min(i.seq)
                )
                SELECT coalesce(r.known_run, r.id), r.known_run IS NOT NULL OR i.id IS NULL
                FROM request r LEFT JOIN inserted i ON i.id = r.id
                ORDER BY r.item;
            END
            $$;

            -- Why a request can't be accepted.
            CREATE FUNCTION refusal(code text, task text, queue text, size bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE code
                    WHEN 'SL001' THEN
                        'task ''' || task || ''' is not declared in this store; register its namespace''s ''declarations'' first'
                    WHEN 'SL002' THEN
                        'queue ''' || queue || ''' is not declared in this store; declare it under ''queues'''
                    WHEN 'SL003' THEN
                        'task ''' || task || ''' may not use queue ''' || queue || '''; add it to the task''s ''overrides'', or choose one of those'
                    WHEN 'SL004' THEN
                        'queue ''' || queue || ''' requires a concurrency key; pass the one whose slots the run shall use'
                    WHEN 'SL005' THEN
                        'the concurrency key for queue ''' || queue || ''' is empty; pass what tells tenants apart'
                    WHEN 'SL006' THEN
                        'queue ''' || queue || ''' takes no concurrency key; declare ''concurrencyKey'' for it, or pass none'
                    WHEN 'SL007' THEN
                        'the payload of ''' || task || ''' has ' || size || ' bytes, and at most 1048576 are accepted; store the data elsewhere and pass where it is'
                END
            $$;
            """#
    }
#endif
