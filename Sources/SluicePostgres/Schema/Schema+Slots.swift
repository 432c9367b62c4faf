#if Postgres
    extension Schema {
        /// Taking slots, and giving them back.
        static let slots = #"""
            -- Every transaction that takes or gives back slots locks in one order: workers, runs, lanes, pools, gates; whatever it needs out
            -- of that order it takes only if nobody has it (SKIP LOCKED). So that none waits in a ring.

            -- Takes slots of a queue, or of the organization (0): as many as there are up to `wanted`. Of stripes that others are about to
            -- change it takes none, but waits for one where it got nothing else and `may_wait`.
            CREATE FUNCTION take_slots(of_queue integer, wanted integer, may_wait boolean) RETURNS integer LANGUAGE plpgsql AS $$
            DECLARE
                got integer := 0;
                part integer;
                stripe record;
            BEGIN
                WHILE got < wanted LOOP
                    SELECT g.stripe, g.capacity, g.taken INTO stripe FROM gate g
                    WHERE g.queue = of_queue AND (g.capacity IS NULL OR g.taken < g.capacity)
                    ORDER BY (g.stripe + pg_backend_pid()) % 8 LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
                    IF NOT FOUND AND got = 0 AND may_wait THEN
                        SELECT g.stripe, g.capacity, g.taken INTO stripe FROM gate g
                        WHERE g.queue = of_queue AND (g.capacity IS NULL OR g.taken < g.capacity)
                        ORDER BY g.stripe LIMIT 1 FOR NO KEY UPDATE;
                    END IF;
                    EXIT WHEN NOT FOUND;
                    part := least(wanted - got, stripe.capacity - stripe.taken);
                    UPDATE gate g SET taken = g.taken + part WHERE g.queue = of_queue AND g.stripe = stripe.stripe;
                    got := got + part;
                END LOOP;
                RETURN got;
            END
            $$;

            -- Gives slots back, to whichever stripe is free: what counts is the sum.
            CREATE FUNCTION give_slots(of_queue integer, count integer) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                chosen smallint;
            BEGIN
                IF count = 0 THEN
                    RETURN;
                END IF;
                SELECT g.stripe INTO chosen FROM gate g WHERE g.queue = of_queue
                ORDER BY g.taken DESC LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
                IF NOT FOUND THEN
                    SELECT g.stripe INTO chosen FROM gate g WHERE g.queue = of_queue
                    ORDER BY g.stripe LIMIT 1 OFFSET pg_backend_pid() % (SELECT count(*) FROM gate g WHERE g.queue = of_queue);
                END IF;
                UPDATE gate g SET taken = g.taken - count WHERE g.queue = of_queue AND g.stripe = chosen;
            END
            $$;

            -- Gives back what is left of several, in the order in which all lock gates.
            CREATE FUNCTION give_back(queues integer[], counts integer[]) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                FOR i IN 1 .. cardinality(queues) LOOP
                    PERFORM give_slots(queues[i], counts[i]);
                END LOOP;
            END
            $$;

            -- Whether it seems so, which somebody may be about to change.
            CREATE FUNCTION has_room(of_queue integer) RETURNS boolean LANGUAGE sql STABLE AS $$
                SELECT EXISTS (SELECT FROM gate g WHERE g.queue = of_queue AND (g.capacity IS NULL OR g.taken < g.capacity))
            $$;

            -- Locks the slots of a key, if nobody else has, and says how many are free; NULL if somebody has.
            CREATE FUNCTION lock_pool(pool_id uuid, per_key integer) RETURNS integer LANGUAGE plpgsql AS $$
            DECLARE
                in_use integer;
            BEGIN
                SELECT p.taken INTO in_use FROM pool p WHERE p.id = pool_id FOR NO KEY UPDATE SKIP LOCKED;
                RETURN per_key - in_use;
            END
            $$;

            -- Lets lanes be found by who claims, or not. Those that somebody else has are left as they are.
            CREATE FUNCTION set_ready(pools uuid[], is_ready boolean) RETURNS boolean LANGUAGE plpgsql AS $$
            DECLARE
                some_left boolean;
            BEGIN
                UPDATE lane l SET ready = is_ready, turn = CASE WHEN is_ready THEN nextval('turn') ELSE l.turn END
                FROM (SELECT o.pool, o.task FROM lane o WHERE o.pool = ANY (pools) AND o.ready <> is_ready
                    FOR NO KEY UPDATE SKIP LOCKED) free
                WHERE l.pool = free.pool AND l.task = free.task;
                SELECT EXISTS (SELECT FROM lane o WHERE o.pool = ANY (pools) AND o.ready <> is_ready) INTO some_left;
                RETURN NOT some_left;
            END
            $$;
            """#
    }
#endif
