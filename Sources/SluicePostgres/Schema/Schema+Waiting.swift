#if Postgres
    extension Schema {
        /// Waiting for other runs.
        static let waiting = #"""
            -- Makes an attempt wait for children. Of those, an earlier attempt may have triggered some in the same places.
            -- The first row has the verdict: 0 it waits, 1 all have ended (with their endings), 2 it was cancelled before; and in ending_ids the
            -- children, in ending_states whether they were there before.
            CREATE FUNCTION wait(
                worker_id bigint, run_id uuid, run_token bigint, ordinals integer[], ids uuid[], tasks text[], queues text[],
                keys bytea[], payloads bytea[], delays bigint[], ttls bigint[], priorities bigint[], attempts integer[],
                idempotency_keys bytea[], idempotency_ttls bigint[], traces bytea[], tag_items integer[], tag_values bytea[],
                wanted integer, claim_number bigint, is_retry boolean, now_at bigint
            ) RETURNS SETOF work LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            DECLARE
                news work;
                over work;
                waiter record;
                per_key_limit integer;
                holds_slots boolean;
                item record;
                fresh integer[] := '{}';
                kept_tags integer[];
                kept_values bytea[];
                has_open boolean;
                gone uuid;
                hand_queues integer[] := '{}';
                hand_counts integer[] := '{}';
            BEGIN
                PERFORM enter_worker(worker_id, claim_number);
                now_at := coalesce(now_at, server_now());
                SELECT r.* INTO waiter FROM run r
                WHERE r.id = run_id AND r.token = run_token AND r.state BETWEEN 2 AND 5 FOR NO KEY UPDATE;
                IF NOT FOUND THEN
                    PERFORM fail('SL013', 'the attempt was given up; it can wait for nothing', run_id);
                ELSIF waiter.awaited = ordinals OR waiter.state IN (3, 5) AND waiter.is_cancel_requested THEN
                    -- Asked before: an attempt waits under each ordinal once, and goes on with nothing after it was cancelled.
                    NULL;
                ELSIF waiter.state <> 2 THEN
                    PERFORM fail('SL013', 'the attempt waits already; it can wait for nothing else', run_id);
                ELSIF waiter.is_cancel_requested THEN
                    news.kind := 0;
                    news.verdicts := ARRAY[2];
                    RETURN NEXT news;
                    RETURN;
                ELSE
                    FOR item IN
                        SELECT x.position, x.id, c.child FROM unnest(ids, ordinals, tasks) WITH ORDINALITY
                            AS x (id, ordinal, task, position)
                        LEFT JOIN child c JOIN task t ON t.id = c.task JOIN run r ON r.id = c.child
                            ON c.parent = run_id AND c.ordinal = x.ordinal AND t.name = x.task
                        ORDER BY x.position
                    LOOP
                        IF item.child IS NULL THEN
                            fresh := fresh || item.position::integer;
                        END IF;
                    END LOOP;
                    -- A key can name a run that ended longer ago than it is kept. There is nothing to tell of it.
                    FOR item IN
                        SELECT i.run FROM unnest(fresh) AS f (position)
                        JOIN task t ON t.name = tasks[f.position]
                        JOIN idempotency i ON i.task = t.id AND i.hash = sha256(idempotency_keys[f.position]) AND i.expires_at > now_at
                        WHERE NOT EXISTS (SELECT FROM run r WHERE r.id = i.run) OR is_forgotten(i.run, now_at)
                    LOOP
                        PERFORM fail('SL011', 'no run has this identifier, or it ended longer ago than the store keeps results', item.run);
                    END LOOP;
                    SELECT array_agg(f.rank::integer), array_agg(g.value) INTO kept_tags, kept_values
                    FROM unnest(fresh) WITH ORDINALITY AS f (position, rank)
                    JOIN unnest(tag_items, tag_values) WITH ORDINALITY AS g (item, value, place) ON g.item = f.position;
                    IF cardinality(fresh) > 0 THEN
                        INSERT INTO child AS c (parent, ordinal, child, task, is_own)
                        SELECT run_id, ordinals[f.position], e.id, t.id, NOT e.is_existing
                        FROM (SELECT row_number() OVER () AS rank, n.* FROM enqueue(
                            picked(ids, fresh), picked(tasks, fresh), picked(queues, fresh), picked(keys, fresh),
                            picked(payloads, fresh), picked(delays, fresh), picked(ttls, fresh), picked(priorities, fresh),
                            picked(attempts, fresh), picked(idempotency_keys, fresh), picked(idempotency_ttls, fresh), NULL,
                            picked(traces, fresh), kept_tags, kept_values, now_at, run_id) n) e
                        JOIN unnest(fresh) WITH ORDINALITY AS f (position, rank) ON f.rank = e.rank
                        JOIN task t ON t.name = tasks[f.position]
                        ON CONFLICT (parent, ordinal) DO UPDATE
                            SET child = excluded.child, task = excluded.task, is_own = excluded.is_own;
                    END IF;
                    -- Waits until who ends one of them right now has done so.
                    PERFORM FROM run r JOIN child c ON c.child = r.id
                    WHERE c.parent = run_id AND c.ordinal = ANY (ordinals) AND r.id <> run_id ORDER BY r.id FOR SHARE OF r;
                    SELECT bool_or(r.state < 10), (array_agg(c.child) FILTER (WHERE r.id IS NULL))[1] INTO has_open, gone
                    FROM child c LEFT JOIN run r ON r.id = c.child
                    WHERE c.parent = run_id AND c.ordinal = ANY (ordinals);
                    IF gone IS NOT NULL THEN
                        PERFORM fail('SL011', 'no run has this identifier, or it ended longer ago than the store keeps results', gone);
                    END IF;
                    IF waits_for(ARRAY(SELECT c.child FROM child c WHERE c.parent = run_id AND c.ordinal = ANY (ordinals)), run_id) THEN
                        PERFORM fail('SL014',
                            'the run would wait for itself: a run that it named by an idempotency key waits for it', run_id);
                    END IF;
                    IF NOT coalesce(has_open, false) THEN
                        news.kind := 0;
                        news.verdicts := ARRAY[1];
                        SELECT array_agg(c.child ORDER BY x.position), array_agg(1::smallint ORDER BY x.position)
                        INTO news.ending_ids, news.ending_states
                        FROM unnest(ordinals) WITH ORDINALITY AS x (ordinal, position)
                        JOIN child c ON c.parent = run_id AND c.ordinal = x.ordinal;
                        RETURN NEXT news;
                        over.kind := 2;
                        SELECT run_id, run_token, e.* INTO over.id, over.token, over.ending_ids, over.ending_states,
                            over.ending_outputs, over.ending_messages, over.ending_attempts FROM endings_for(run_id, ordinals) e;
                        RETURN NEXT over;
                        RETURN;
                    END IF;
                    PERFORM wake_due(now_at);
                    PERFORM fold_inbox(now_at);
                    SELECT q.holds_on_wait, q.per_key INTO holds_slots, per_key_limit FROM queue q WHERE q.id = waiter.queue;
                    UPDATE run r SET state = 4, awaited = ordinals, holds = holds_slots, claim = NULL WHERE r.id = run_id;
                    -- One may have ended in this very step.
                    PERFORM settle_parents(ARRAY[run_id], now_at);
                    IF NOT holds_slots THEN
                        IF per_key_limit IS NOT NULL THEN
                            UPDATE pool p SET taken = p.taken - 1 WHERE p.id = waiter.pool;
                            PERFORM open_lanes(waiter.queue, ARRAY[waiter.pool]);
                        END IF;
                        SELECT h.* INTO hand_queues, hand_counts
                        FROM hand_over(ARRAY[0, waiter.queue], ARRAY[1, 1], ARRAY[waiter.pool], now_at) h;
                    END IF;
                END IF;
                news.verdicts := ARRAY[0];
                SELECT array_agg(c.child ORDER BY x.position),
                    array_agg((NOT x.position::integer = ANY (fresh) OR NOT c.is_own)::integer::smallint ORDER BY x.position)
                INTO news.ending_ids, news.ending_states
                FROM unnest(ordinals) WITH ORDINALITY AS x (ordinal, position)
                JOIN child c ON c.parent = run_id AND c.ordinal = x.ordinal;
                RETURN QUERY SELECT * FROM give_work(
                    worker_id, wanted, claim_number, false, hand_queues, hand_counts, news, now_at);
            END
            $$;

            -- Some elements of an array, in their order; NULL of none.
            CREATE FUNCTION picked(items anyarray, positions integer[]) RETURNS anyarray LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE WHEN items IS NOT NULL THEN (
                    SELECT array_agg(items[p.position] ORDER BY p.rank) FROM unnest(positions) WITH ORDINALITY AS p (position, rank)) END
            $$;

            -- Whether one of the runs is, or waits for, another, if only through others.
            CREATE FUNCTION waits_for(runs uuid[], other uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
                WITH RECURSIVE awaited AS (
                    SELECT unnest(runs) AS id
                    UNION
                    SELECT c.child FROM awaited a JOIN run r ON r.id = a.id AND r.state = 4
                    JOIN child c ON c.parent = r.id AND c.ordinal = ANY (r.awaited)
                )
                SELECT EXISTS (SELECT FROM awaited a WHERE a.id = other)
            $$;
            """#
    }
#endif
