#if Postgres
    extension Schema {
        /// What follows from the end of runs.
        static let endings = #"""
            -- Wakes the process of a worker: a run of its may go on, or is to stop.
            CREATE FUNCTION tell_worker(worker_id bigint, what text) RETURNS void LANGUAGE sql VOLATILE AS $$
                SELECT pg_notify(channel(w.hub), what) FROM worker w WHERE w.id = worker_id
            $$;

            -- What follows from the end of runs, whose new state is written already: who watches and who waits. An idempotency key that names one
            -- of them is looked at by who triggers with it; it may be locked for as long as somebody's own transaction takes.
            CREATE FUNCTION settle_ends(ended uuid[], now_at bigint) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                parents uuid[];
            BEGIN
                PERFORM pg_notify(channel(w.hub), 'e ' || w.run) FROM watch w WHERE w.run = ANY (ended);
                DELETE FROM watch w WHERE w.run = ANY (ended);
                SELECT array_agg(DISTINCT c.parent) INTO parents FROM child c WHERE c.child = ANY (ended);
                IF parents IS NOT NULL THEN
                    PERFORM settle_parents(parents, now_at);
                END IF;
                DELETE FROM child c WHERE c.parent = ANY (ended);
            END
            $$;

            -- Lets runs go on for which all that they wait for has ended. Locks none that another transaction has: those are left to the inbox.
            CREATE FUNCTION settle_parents(parents uuid[], now_at bigint) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
                locked uuid[];
                woken record;
            BEGIN
                locked := ARRAY(SELECT r.id FROM run r WHERE r.id = ANY (parents) AND r.state = 4 FOR UPDATE SKIP LOCKED);
                INSERT INTO inbox (kind, run)
                SELECT 2, r.id FROM run r WHERE r.id = ANY (parents) AND r.state = 4 AND NOT r.id = ANY (locked);
                FOR woken IN
                    UPDATE run r SET state = CASE WHEN r.holds THEN 3 ELSE 5 END
                    WHERE r.id = ANY (locked) AND NOT EXISTS (
                        SELECT FROM child c JOIN run other ON other.id = c.child
                        WHERE c.parent = r.id AND c.ordinal = ANY (r.awaited) AND other.state < 10)
                    RETURNING r.worker, r.state
                LOOP
                    IF woken.state = 3 THEN
                        PERFORM tell_worker(woken.worker, 'r ' || woken.worker);
                    END IF;
                END LOOP;
            END
            $$;
            """#
    }
#endif
