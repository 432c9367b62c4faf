#if Postgres
    extension Schema {
        /// How long ended runs are known, and who does what has to be done now and then.
        static let keeping = #"""
            -- Says how long ended runs are known: the last `most` of them, for at most `age` microseconds. Who said so last counts.
            CREATE FUNCTION keep(most bigint, age bigint) RETURNS void
            LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
                UPDATE retention k SET count = greatest(most, 1), age = keep.age
                WHERE (k.count, k.age) IS DISTINCT FROM (greatest(most, 1), keep.age)
            $$;

            -- The first end that is known: that of a run that ended at this time or later, and whose end has a higher number. What comes before
            -- is hidden at once, and deleted soon.
            CREATE FUNCTION kept_from(now_at bigint) RETURNS TABLE (at bigint, seq bigint) LANGUAGE sql STABLE AS $$
                SELECT greatest(now_at - k.age, 0), e.last_value - k.count FROM retention k CROSS JOIN ended e
            $$;

            -- Whether a run ended before; without a time, only by how many have ended since.
            CREATE FUNCTION is_forgotten(run_id uuid, now_at bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
                SELECT EXISTS (SELECT FROM run r CROSS JOIN kept_from(now_at) k
                    WHERE r.id = run_id AND (r.ended_at < k.at OR r.ended_seq <= k.seq))
            $$;

            -- Deletes some of the runs that are not known any more, but for the children of a parent that has not ended; and idempotency keys
            -- whose time has passed. Returns how many runs.
            CREATE FUNCTION prune(most integer, now_at bigint) RETURNS integer
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                old uuid[];
            BEGIN
                now_at := coalesce(now_at, server_now());
                old := ARRAY(
                    SELECT o.id FROM (
                        SELECT r.id, r.ended_at, r.ended_seq FROM run r
                        WHERE r.ended_seq IS NOT NULL AND NOT EXISTS (SELECT FROM child c WHERE c.child = r.id)
                        ORDER BY r.ended_seq LIMIT most) o
                    CROSS JOIN kept_from(now_at) k WHERE o.ended_at < k.at OR o.ended_seq <= k.seq);
                old := ARRAY(SELECT r.id FROM run r WHERE r.id = ANY (old) ORDER BY r.id FOR UPDATE SKIP LOCKED);
                -- By now somebody may wait for one of them.
                old := ARRAY(SELECT o.id FROM unnest(old) AS o (id) WHERE NOT EXISTS (SELECT FROM child c WHERE c.child = o.id));
                DELETE FROM attempt a WHERE a.run = ANY (old);
                -- A key that somebody is just triggering with is left until its time is over.
                DELETE FROM idempotency i USING (
                    SELECT o.task, o.hash FROM run r
                    JOIN idempotency o ON o.task = r.task AND o.hash = sha256(r.idempotency_key) AND o.run = r.id
                    WHERE r.id = ANY (old) AND r.state > 10 FOR UPDATE OF o SKIP LOCKED) x
                WHERE i.task = x.task AND i.hash = x.hash;
                DELETE FROM run r WHERE r.id = ANY (old);
                DELETE FROM idempotency i USING (
                    SELECT o.task, o.hash FROM idempotency o WHERE o.expires_at <= now_at
                    ORDER BY o.expires_at LIMIT most FOR UPDATE SKIP LOCKED) x
                WHERE i.task = x.task AND i.hash = x.hash;
                RETURN cardinality(old);
            END
            $$;

            -- Deletes what processes that are gone wanted to know of runs that have ended.
            CREATE FUNCTION prune_watches(most integer) RETURNS integer
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                gone integer;
            BEGIN
                DELETE FROM watch w USING (
                    SELECT o.run, o.hub FROM watch o LEFT JOIN run r ON r.id = o.run WHERE r.state IS NULL OR r.state >= 10
                    LIMIT most FOR UPDATE OF o SKIP LOCKED) x
                WHERE w.run = x.run AND w.hub = x.hub;
                GET DIAGNOSTICS gone = ROW_COUNT;
                RETURN gone;
            END
            $$;

            -- Those chores whose time has come, which are the caller's to do: no other process gets them in the same period.
            CREATE FUNCTION take_chores(names text[], now_at bigint) RETURNS SETOF text
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                now_at := coalesce(now_at, server_now());
                RETURN QUERY
                UPDATE chore c SET due_at = now_at + c.period FROM (
                    SELECT o.name FROM chore o
                    -- A clock that was put back must not stop the work. One period would be what somebody left who asked a moment later.
                    WHERE o.name = ANY (names) AND (o.due_at <= now_at OR o.due_at > now_at + 2 * o.period) FOR UPDATE SKIP LOCKED) d
                WHERE c.name = d.name RETURNING c.name;
            END
            $$;
            """#
    }
#endif
