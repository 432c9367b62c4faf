#if Postgres
    extension Schema {
        /// Giving slots to runs that want to go on after a wait.
        static let resuming = #"""
            -- Gives runs that want to go on after a wait their slots, before anything is started that could use these. Of very many, some: first
            -- those of keys that are known to have room. Returns whether any slots were taken.
            CREATE FUNCTION grant_resumables(freed uuid[], now_at bigint) RETURNS boolean LANGUAGE plpgsql AS $$
            DECLARE
                here record;
                pools uuid[];
                chosen uuid;
                wanted integer;
                room integer;
                queue_room integer;
                free integer;
                key_room integer;
                ids uuid[];
                granted integer;
                has_taken boolean := false;
                is_busy boolean := false;
            BEGIN
                IF NOT EXISTS (SELECT FROM run r WHERE r.state = 5) THEN
                    RETURN false;
                END IF;
                FOR here IN
                    WITH RECURSIVE waiting AS (
                        (SELECT r.queue FROM run r WHERE r.state = 5 ORDER BY r.queue LIMIT 1)
                        UNION ALL
                        SELECT (SELECT r.queue FROM run r WHERE r.state = 5 AND r.queue > w.queue ORDER BY r.queue LIMIT 1)
                        FROM waiting w WHERE w.queue IS NOT NULL
                    )
                    SELECT q.id AS queue, q.per_key,
                        (SELECT r.order_at FROM run r WHERE r.state = 5 AND r.queue = q.id ORDER BY r.order_at, r.seq LIMIT 1) AS order_at
                    FROM waiting w JOIN queue q ON q.id = w.queue ORDER BY order_at
                LOOP
                    EXIT WHEN NOT has_room(0);
                    CONTINUE WHEN NOT has_room(here.queue);
                    pools := ARRAY[NULL::uuid];
                    IF here.per_key IS NOT NULL THEN
                        pools := resumable_pools(here.queue, here.per_key, freed);
                        CONTINUE WHEN cardinality(pools) = 0;
                    END IF;
                    SELECT count(*) INTO wanted FROM (SELECT FROM run r WHERE r.state = 5 AND r.queue = here.queue LIMIT 100) r;
                    room := take_slots(0, wanted, false);
                    queue_room := CASE WHEN room > 0 THEN take_slots(here.queue, room, false) ELSE 0 END;
                    is_busy := is_busy OR queue_room = 0;
                    granted := 0;
                    FOREACH chosen IN ARRAY pools LOOP
                        free := queue_room - granted;
                        EXIT WHEN free = 0;
                        IF chosen IS NULL THEN
                            ids := ARRAY(SELECT r.id FROM run r WHERE r.state = 5 AND r.queue = here.queue
                                ORDER BY r.order_at, r.seq LIMIT free FOR NO KEY UPDATE SKIP LOCKED);
                        ELSE
                            key_room := lock_pool(chosen, here.per_key);
                            is_busy := is_busy OR key_room IS NULL;
                            CONTINUE WHEN key_room IS NULL OR key_room <= 0;
                            ids := ARRAY(SELECT r.id FROM run r WHERE r.state = 5 AND r.queue = here.queue AND r.pool = chosen
                                ORDER BY r.order_at, r.seq LIMIT least(free, key_room) FOR NO KEY UPDATE SKIP LOCKED);
                            UPDATE pool p SET taken = p.taken + cardinality(ids) WHERE p.id = chosen AND cardinality(ids) > 0;
                        END IF;
                        UPDATE run r SET state = 3, holds = true WHERE r.id = ANY (ids);
                        PERFORM tell_worker(w.worker, 'r ' || w.worker)
                        FROM (SELECT DISTINCT r.worker FROM run r WHERE r.id = ANY (ids)) w;
                        granted := granted + cardinality(ids);
                    END LOOP;
                    has_taken := has_taken OR room > 0;
                    PERFORM give_slots(0, room - granted);
                    PERFORM give_slots(here.queue, queue_room - granted);
                END LOOP;
                -- Somebody had what there was, who may not have seen who waits for it: the next one looks again.
                INSERT INTO inbox (kind) SELECT 4 WHERE is_busy;
                RETURN has_taken;
            END
            $$;

            -- Keys with runs that want to go on after a wait, and with room as far as can be seen, the earliest first: those known to have room,
            -- and of all others some, from any one on, so that each is looked at before long.
            CREATE FUNCTION resumable_pools(of_queue integer, per_key integer, freed uuid[]) RETURNS uuid[] LANGUAGE plpgsql AS $$
            DECLARE
                found uuid[] := freed;
                next uuid := gen_random_uuid();
                has_wrapped boolean := false;
            BEGIN
                FOR i IN 1 .. 32 LOOP
                    next := (SELECT r.pool FROM run r WHERE r.state = 5 AND r.queue = of_queue AND r.pool > next ORDER BY r.pool LIMIT 1);
                    IF next IS NULL THEN
                        EXIT WHEN has_wrapped;
                        has_wrapped := true;
                        next := '00000000-0000-0000-0000-000000000000';
                    ELSE
                        found := found || next;
                    END IF;
                END LOOP;
                RETURN ARRAY(
                    SELECT c.pool FROM (SELECT DISTINCT unnest(found) AS pool) c JOIN pool p ON p.id = c.pool AND p.taken < per_key
                    CROSS JOIN LATERAL (SELECT r.order_at, r.seq FROM run r WHERE r.state = 5 AND r.queue = of_queue AND r.pool = c.pool
                        ORDER BY r.order_at, r.seq LIMIT 1) first
                    ORDER BY first.order_at, first.seq);
            END
            $$;
            """#
    }
#endif
