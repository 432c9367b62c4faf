#if Postgres
    extension Schema {
        /// Triggering and cancelling from SQL, inside the caller's own transaction.
        ///
        /// Nothing here takes a lock that a worker would wait for: the caller's transaction may go on for as long as it
        /// likes. The exception is an idempotency key, whose other triggers have to know whether this one is committed.
        static let sqlInterface = #"""
            -- What a trigger may say; NULL is as if it were not said.
            CREATE TYPE trigger_request AS (
                task text, payload jsonb, queue text, key text, delay interval, ttl interval, priority interval,
                idempotency_key text, idempotency_key_ttl interval, tags text[], max_attempts integer, id uuid
            );

            -- Triggers a run, which exists exactly if the transaction is committed. Returns its identifier, or that of the run which the
            -- idempotency key names already.
            CREATE FUNCTION trigger(
                task text, payload jsonb DEFAULT '{}', queue text DEFAULT NULL, key text DEFAULT NULL, delay interval DEFAULT NULL,
                ttl interval DEFAULT NULL, priority interval DEFAULT NULL, idempotency_key text DEFAULT NULL,
                idempotency_key_ttl interval DEFAULT NULL, tags text[] DEFAULT NULL, max_attempts integer DEFAULT NULL,
                id uuid DEFAULT NULL
            ) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                RETURN (SELECT r.id FROM trigger_requests(ARRAY[ROW(task, payload, queue, key, delay, ttl, priority, idempotency_key,
                    idempotency_key_ttl, tags, max_attempts, id)::trigger_request]) AS r (id));
            END
            $$;

            -- Triggers runs, all or none: an array of objects whose members are named like the parameters of 'trigger'. Returns their
            -- identifiers in that order.
            CREATE FUNCTION trigger_batch(items jsonb) RETURNS SETOF uuid
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                requests trigger_request[];
            BEGIN
                PERFORM check_items(items);
                BEGIN
                    requests := ARRAY(SELECT r FROM jsonb_populate_recordset(NULL::trigger_request, items) AS r);
                EXCEPTION WHEN data_exception THEN
                    PERFORM check_values(items);
                    RAISE;
                END;
                RETURN QUERY SELECT * FROM trigger_requests(requests);
            END
            $$;

            -- What is to be cancelled when the transaction is committed, and not before: nobody shall find a run locked until then.
            CREATE TABLE cancel_request (run uuid NOT NULL);

            CREATE FUNCTION cancel_at_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                DELETE FROM cancel_request c WHERE c.run = new.run;
                -- A snapshot that was taken long ago does not show who waits for the run.
                IF current_setting('transaction_isolation') <> 'read committed' OR cancel_run(new.run, false, server_now()) IS NULL THEN
                    INSERT INTO inbox (kind, run) VALUES (3, new.run);
                END IF;
                -- Whoever hears it looks what follows.
                PERFORM pg_notify(channel(0), 'e');
                RETURN NULL;
            END
            $$;
            CREATE CONSTRAINT TRIGGER cancel_at_commit AFTER INSERT ON cancel_request DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION cancel_at_commit();

            -- Cancels a run when the transaction is committed, and returns its state then: 'canceled' for one that has not started, unless it
            -- does meanwhile. One that a worker has is told to stop, and one that has ended is left alone.
            CREATE FUNCTION cancel(id uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                target record;
                now_at bigint := server_now();
            BEGIN
                SELECT s.state, r.is_cancel_requested AS is_told INTO target
                FROM run r CROSS JOIN LATERAL state_at(r.state, r.wake_at, r.expires_at, r.started_at, now_at) AS s (state)
                WHERE r.id = cancel.id AND NOT is_forgotten(cancel.id, now_at);
                IF NOT FOUND THEN
                    PERFORM fail('SL011', 'no run has this identifier, or it ended longer ago than the store keeps results', cancel.id);
                ELSIF target.state < 10 AND NOT target.is_told THEN
                    INSERT INTO cancel_request VALUES (cancel.id);
                END IF;
                RETURN CASE WHEN target.state < 2 THEN 'canceled' ELSE state_name(target.state) END;
            END
            $$;

            -- Accepts what was asked for in SQL.
            CREATE FUNCTION trigger_requests(requests trigger_request[]) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
            DECLARE
                problem record;
                run record;
                labels record;
                now_at bigint := server_now();
            BEGIN
                SELECT r.item, c.message INTO problem
                FROM unnest(requests) WITH ORDINALITY AS r (task, payload, queue, key, delay, ttl, priority, idempotency_key,
                    idempotency_key_ttl, tags, max_attempts, id, item)
                CROSS JOIN option_refusal(r.task, microseconds(r.ttl), microseconds(r.priority), r.max_attempts, r.idempotency_key,
                    microseconds(r.idempotency_key_ttl), r.tags) AS c (message)
                WHERE c.message IS NOT NULL ORDER BY r.item LIMIT 1;
                IF FOUND THEN
                    PERFORM fail('SL009', item_named(problem.item - 1, cardinality(requests)) || problem.message);
                END IF;
                SELECT array_agg(coalesce(r.id, new_run_id(now_at, r.item)) ORDER BY r.item) AS ids, array_agg(r.task ORDER BY r.item) AS tasks,
                    array_agg(r.queue ORDER BY r.item) AS queues, array_agg(convert_to(r.key, 'UTF8') ORDER BY r.item) AS keys,
                    array_agg(convert_to(coalesce(r.payload, '{}')::text, 'UTF8') ORDER BY r.item) AS payloads,
                    array_agg(microseconds(r.delay) ORDER BY r.item) AS delays, array_agg(microseconds(r.ttl) ORDER BY r.item) AS ttls,
                    array_agg(microseconds(r.priority) ORDER BY r.item) AS priorities,
                    array_agg(r.max_attempts ORDER BY r.item) AS attempts,
                    CASE WHEN count(r.idempotency_key) > 0 THEN
                        array_agg(convert_to(r.idempotency_key, 'UTF8') ORDER BY r.item) END AS names,
                    array_agg(microseconds(r.idempotency_key_ttl) ORDER BY r.item) AS name_ttls
                INTO run
                FROM unnest(requests) WITH ORDINALITY AS r (task, payload, queue, key, delay, ttl, priority, idempotency_key,
                    idempotency_key_ttl, tags, max_attempts, id, item);
                IF run.ids IS NULL THEN
                    RETURN;
                END IF;
                SELECT array_agg(r.item::integer ORDER BY r.item, t.place) AS items,
                    array_agg(convert_to(t.tag, 'UTF8') ORDER BY r.item, t.place) AS tags
                INTO labels
                FROM unnest(requests) WITH ORDINALITY AS r (task, payload, queue, key, delay, ttl, priority, idempotency_key,
                    idempotency_key_ttl, tags, max_attempts, id, item)
                CROSS JOIN unnest(r.tags) WITH ORDINALITY AS t (tag, place);
                RETURN QUERY SELECT e.id FROM enqueue(
                    run.ids, run.tasks, run.queues, run.keys, run.payloads, run.delays, run.ttls, run.priorities, run.attempts,
                    run.names, run.name_ttls, NULL, NULL,
                    labels.items, labels.tags, now_at) e;
                PERFORM wake_hungry();
            END
            $$;

            -- Tells workers that have too little to do, if there are any: transactions that notify commit one after the other. A snapshot that
            -- was taken long ago can't tell. What is missed is found by who looks now and then.
            CREATE FUNCTION wake_hungry() RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                IF current_setting('transaction_isolation') <> 'read committed' OR EXISTS (SELECT FROM worker w WHERE w.is_hungry) THEN
                    PERFORM pg_notify(channel(0), 'w');
                END IF;
            END
            $$;

            -- A UUID of version 7 that begins with a time; those made for one time sort by their place.
            CREATE FUNCTION new_run_id(now_at bigint, place bigint) RETURNS uuid LANGUAGE sql VOLATILE AS $$
                SELECT (lpad(to_hex(t.tick >> 12), 12, '0') || '7' || lpad(to_hex(t.tick & 4095), 3, '0')
                    || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid
                FROM (SELECT now_at / 1000 * 4096 + now_at % 1000 * 4096 / 1000 + place - 1 AS tick) t
            $$;

            -- A month has 30 days, a year 365.25. What is longer than can be counted ends with time.
            CREATE FUNCTION microseconds(duration interval) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE WHEN duration IS NOT NULL THEN least(greatest(
                    round(extract(epoch FROM duration)::numeric * 1000000), -9223372036854775808), 9223372036854775807)::bigint END
            $$;

            CREATE FUNCTION in_words(duration bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE WHEN duration % 1000000 = 0 THEN duration / 1000000 || '.0' ELSE trim_scale(duration / 1000000.0)::text END
                    || ' seconds'
            $$;

            CREATE FUNCTION item_named(item bigint, count integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE WHEN count > 1 THEN 'item ' || item || ' of the batch: ' ELSE '' END
            $$;

            -- What is wrong with the options of a trigger; NULL if nothing is.
            CREATE FUNCTION option_refusal(
                task text, ttl bigint, priority bigint, max_attempts integer, idempotency_key text, idempotency_key_ttl bigint, tags text[]
            ) RETURNS text LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE
                    WHEN task IS NULL THEN '''task'' is missing; pass the identifier of a declared task'
                    WHEN ttl <= 0 THEN '''ttl'' is ' || in_words(ttl)
                        || '; a run that may not wait can never start: leave it out or make it longer'
                    WHEN priority < 0 THEN '''priority'' is ' || in_words(priority) || '; a head start can''t be negative'
                    WHEN max_attempts < 1 THEN '''max_attempts'' is ' || max_attempts || '; a run needs at least 1 attempt'
                    WHEN idempotency_key = '' THEN
                        '''idempotency_key'' is empty; leave it out where every trigger is a run of its own'
                    WHEN idempotency_key IS NOT NULL AND idempotency_key_ttl <= 0 THEN
                        '''idempotency_key_ttl'' is ' || in_words(idempotency_key_ttl) || '; it must be longer than nothing'
                    WHEN cardinality(tags) > 10 OR EXISTS (SELECT FROM unnest(tags) AS t (tag) WHERE char_length(t.tag) > 128) THEN
                        'a run takes at most 10 ''tags'' of at most 128 characters each'
                    WHEN array_position(tags, NULL) IS NOT NULL THEN 'one of the ''tags'' is NULL; leave it out'
                END
            $$;

            -- The members that an item of a batch may have, and what each is in JSON and in words; a payload is anything.
            CREATE FUNCTION item_members() RETURNS TABLE (place integer, name text, json_type text, sort text, words text)
            LANGUAGE sql IMMUTABLE AS $$
                VALUES (1, 'task', 'string', 'text', 'a string'), (2, 'payload', NULL, NULL, NULL),
                    (3, 'queue', 'string', 'text', 'a string'), (4, 'key', 'string', 'text', 'a string'),
                    (5, 'delay', 'string', 'interval', 'an interval in a string, such as "5 minutes"'),
                    (6, 'ttl', 'string', 'interval', 'an interval in a string, such as "1 hour"'),
                    (7, 'priority', 'string', 'interval', 'an interval in a string, such as "10 minutes"'),
                    (8, 'idempotency_key', 'string', 'text', 'a string'),
                    (9, 'idempotency_key_ttl', 'string', 'interval', 'an interval in a string, such as "24 hours"'),
                    (10, 'tags', 'array', 'text[]', 'an array of strings'),
                    (11, 'max_attempts', 'number', 'integer', 'a whole number from 1 to 2147483647'),
                    (12, 'id', 'string', 'uuid', 'a UUID in a string')
            $$;

            -- Refuses a batch that is not written as one.
            CREATE FUNCTION check_items(items jsonb) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                problem record;
                example text := '{"task": "send-email", "payload": {}}';
            BEGIN
                IF items IS NULL OR jsonb_typeof(items) <> 'array' THEN
                    PERFORM fail('SL009', '''items'' is ' || coalesce(json_kind(items), 'NULL') || '; pass an array of objects, such as ['
                        || example || ']');
                END IF;
                SELECT i.item, json_kind(i.value) AS kind INTO problem
                FROM jsonb_array_elements(items) WITH ORDINALITY AS i (value, item)
                WHERE jsonb_typeof(i.value) <> 'object' ORDER BY i.item LIMIT 1;
                IF FOUND THEN
                    PERFORM fail('SL009', item_named(problem.item - 1, jsonb_array_length(items)) || 'it is ' || problem.kind
                        || '; pass an object, such as ' || example);
                END IF;
                SELECT i.item, f.name, m.name IS NOT NULL AS is_known, m.words, m.json_type, json_kind(f.value) AS kind INTO problem
                FROM jsonb_array_elements(items) WITH ORDINALITY AS i (value, item)
                CROSS JOIN jsonb_each(i.value) AS f (name, value)
                LEFT JOIN item_members() m ON m.name = f.name
                WHERE m.name IS NULL OR jsonb_typeof(f.value) NOT IN (m.json_type, 'null')
                    OR m.json_type = 'array' AND jsonb_typeof(f.value) = 'array' AND EXISTS (
                        SELECT FROM jsonb_array_elements(CASE WHEN jsonb_typeof(f.value) = 'array' THEN f.value ELSE '[]' END) AS e (value)
                        WHERE jsonb_typeof(e.value) <> 'string')
                ORDER BY i.item, m.place NULLS FIRST, f.name LIMIT 1;
                IF FOUND THEN
                    PERFORM fail('SL009', item_named(problem.item - 1, jsonb_array_length(items)) || CASE
                        WHEN NOT problem.is_known THEN 'there is no ''' || problem.name || '''; an item may have '
                            || (SELECT string_agg('''' || m.name || '''', ', ' ORDER BY m.place) FROM item_members() m)
                        WHEN problem.json_type = 'array' AND problem.kind = 'an array' THEN
                            'one of the ''' || problem.name || ''' is no string; pass ' || problem.words
                        ELSE '''' || problem.name || ''' is ' || problem.kind || '; pass ' || problem.words END);
                END IF;
            END
            $$;

            -- Names the value that is not what it should be, which PostgreSQL does not.
            CREATE FUNCTION check_values(items jsonb) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                value record;
            BEGIN
                FOR value IN
                    SELECT i.item, m.name, m.sort, m.words, i.value ->> m.name AS text
                    FROM jsonb_array_elements(items) WITH ORDINALITY AS i (value, item) JOIN item_members() m ON i.value ? m.name
                    WHERE m.sort IN ('interval', 'integer', 'uuid') ORDER BY i.item, m.place
                LOOP
                    BEGIN
                        EXECUTE 'SELECT $1::' || value.sort USING value.text;
                    EXCEPTION WHEN data_exception THEN
                        PERFORM fail('SL009', item_named(value.item - 1, jsonb_array_length(items)) || '''' || value.name || ''' is '''
                            || value.text || '''; pass ' || value.words);
                    END;
                END LOOP;
            END
            $$;

            CREATE FUNCTION json_kind(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE jsonb_typeof(value) WHEN 'array' THEN 'an array' WHEN 'object' THEN 'an object' WHEN 'null' THEN 'null'
                    ELSE 'a ' || jsonb_typeof(value) END
            $$;
            """#
    }
#endif
