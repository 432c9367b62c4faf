#if Postgres
    extension Schema {
        /// Giving workers something to do.
        static let claiming = #"""
            -- What a worker is given. Kind 0: one row of news, before all others; 1: start; 2: go on, with the endings of what was waited for,
            -- or none if the run was cancelled.
            CREATE TYPE work AS (
                kind smallint, verdicts smallint[], is_contended boolean, next_wake bigint,
                id uuid, token bigint, attempt integer, task text, queue text, key bytea, payload bytea, tags bytea[],
                triggered_at bigint, tick bigint, trace bytea, waited bigint,
                ending_ids uuid[], ending_states smallint[], ending_outputs bytea[], ending_messages bytea[], ending_attempts integer[],
                leaves_room boolean
            );

            -- What of a worker goes on after a wait, and then what starts.
            CREATE FUNCTION give_work(
                worker_id bigint, wanted integer, claim_number bigint, may_wait boolean, hand_queues integer[], hand_counts integer[],
                news work, now_at bigint
            ) RETURNS SETOF work LANGUAGE plpgsql AS $$
            DECLARE
                resumed uuid[];
                started uuid[];
                waits bigint[];
                is_hungry_now boolean;
                is_in_hand boolean;
            BEGIN
                -- One whose lease is over, as after its process was stopped, says first that it is alive.
                IF wanted > 0 AND EXISTS (SELECT FROM worker w WHERE w.id = worker_id AND w.expires_at > now_at) THEN
                    resumed := ARRAY(SELECT r.id FROM run r WHERE r.worker = worker_id AND r.state = 3
                        ORDER BY r.order_at, r.seq LIMIT wanted FOR NO KEY UPDATE SKIP LOCKED);
                    UPDATE run r SET state = 2, claim = -claim_number WHERE r.id = ANY (resumed);
                    -- What others have in hand may turn out to be for this worker. Asked before: what they have done by then is found.
                    is_in_hand := EXISTS (SELECT FROM inbox)
                        OR (SELECT min(r.wake_at) FROM run r WHERE r.wake_at IS NOT NULL) <= now_at;
                    SELECT s.ids, s.waits, s.is_contended INTO started, waits, news.is_contended
                    FROM start_runs(
                        worker_id, wanted - cardinality(resumed), claim_number, may_wait, hand_queues, hand_counts, now_at) s;
                    is_hungry_now := cardinality(resumed) + cardinality(started) < wanted;
                    news.is_contended := is_hungry_now AND (news.is_contended OR is_in_hand);
                    -- Slots that others may start with.
                    news.leaves_room := news.leaves_room OR cardinality(started) < hand_counts[1] OR EXISTS (
                        SELECT FROM unnest(hand_queues, hand_counts) AS h (queue, count) WHERE h.queue > 0 AND h.count > (
                            SELECT count(*) FROM run r WHERE r.id = ANY (started) AND r.queue = h.queue));
                    UPDATE worker w SET is_hungry = is_hungry_now WHERE w.id = worker_id AND w.is_hungry <> is_hungry_now;
                ELSE
                    PERFORM give_back(hand_queues, hand_counts);
                    news.leaves_room := news.leaves_room OR cardinality(hand_queues) > 0;
                END IF;
                news.kind := 0;
                news.is_contended := coalesce(news.is_contended, false);
                SELECT min(r.wake_at) - now_at INTO news.next_wake FROM run r WHERE r.wake_at IS NOT NULL;
                RETURN NEXT news;
                IF cardinality(resumed) > 0 THEN
                    RETURN QUERY
                    SELECT 2::smallint, NULL::smallint[], false, NULL::bigint, r.id, r.token, r.attempt, NULL::text,
                        NULL::text, NULL::bytea, NULL::bytea, NULL::bytea[], NULL::bigint, NULL::bigint, NULL::bytea, NULL::bigint,
                        e.ids, e.states, e.outputs, e.messages, e.attempts, NULL::boolean
                    FROM unnest(resumed) WITH ORDINALITY AS x (id, position) JOIN run r ON r.id = x.id
                    CROSS JOIN LATERAL endings_for(r.id, CASE WHEN r.is_cancel_requested THEN NULL ELSE r.awaited END) e
                    ORDER BY x.position;
                END IF;
                IF cardinality(started) > 0 THEN
                    RETURN QUERY
                    SELECT 1::smallint, NULL::smallint[], false, NULL::bigint, r.id, r.token, r.attempt, t.name, q.name,
                        r.key, r.payload, r.tags, r.triggered_at, r.tick, r.trace, coalesce(x.wait, 0),
                        NULL::uuid[], NULL::smallint[], NULL::bytea[], NULL::bytea[], NULL::integer[], NULL::boolean
                    FROM unnest(started, waits) WITH ORDINALITY AS x (id, wait, position)
                    JOIN run r ON r.id = x.id JOIN task t ON t.id = r.task JOIN queue q ON q.id = r.queue
                    ORDER BY x.position;
                END IF;
            END
            $$;

            -- How the runs ended that a run waited for, in the order in which it named them.
            CREATE FUNCTION endings_for(
                parent_run uuid, ordinals integer[],
                OUT ids uuid[], OUT states smallint[], OUT outputs bytea[], OUT messages bytea[], OUT attempts integer[]
            ) LANGUAGE sql STABLE AS $$
                SELECT array_agg(r.id ORDER BY o.position), array_agg(r.state ORDER BY o.position),
                    array_agg(r.output ORDER BY o.position), array_agg(r.message ORDER BY o.position),
                    array_agg(r.attempt ORDER BY o.position)
                FROM unnest(ordinals) WITH ORDINALITY AS o (ordinal, position)
                JOIN child c ON c.parent = parent_run AND c.ordinal = o.ordinal
                JOIN run r ON r.id = c.child AND r.state >= 10
            $$;

            -- Lets nothing change the limits until the transaction is over, and keeps the worker from being given up.
            CREATE FUNCTION enter_worker(worker_id bigint, claim_number bigint) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                LOCK TABLE gate IN ROW EXCLUSIVE MODE;
                PERFORM FROM worker w WHERE w.id = worker_id FOR KEY SHARE;
                IF NOT FOUND THEN
                    PERFORM fail('SL013', 'the worker was given up, or has left; open it again');
                END IF;
                IF EXISTS (SELECT FROM forgotten_claim f WHERE f.worker = worker_id AND f.claim = claim_number) THEN
                    PERFORM fail('SL013', 'nobody waits for the answer any more');
                END IF;
            END
            $$;

            -- Takes back what a worker was given in answers that it has not got, and lets nothing be done any more of what is still on its way.
            CREATE FUNCTION forget_claims(worker_id bigint, claims bigint[], now_at bigint) RETURNS void
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            DECLARE
                given record;
            BEGIN
                now_at := coalesce(now_at, server_now());
                LOCK TABLE gate IN ROW EXCLUSIVE MODE;
                -- Waits until what is being done for the worker is done.
                PERFORM FROM worker w WHERE w.id = worker_id FOR UPDATE;
                IF NOT FOUND THEN
                    PERFORM fail('SL013', 'the worker was given up, or has left; open it again');
                END IF;
                INSERT INTO forgotten_claim SELECT worker_id, c.claim FROM unnest(claims) AS c (claim) ON CONFLICT DO NOTHING;
                -- Who went on after a wait does so when it is told of.
                UPDATE run r SET state = 3, claim = NULL WHERE r.worker = worker_id AND r.state = 2 AND -r.claim = ANY (claims);
                SELECT array_agg(r.id) AS ids, array_agg(r.token) AS tokens INTO given FROM run r
                WHERE r.worker = worker_id AND r.state = 2 AND r.claim = ANY (claims);
                IF given.ids IS NOT NULL THEN
                    PERFORM give_back(c.hand_queues, c.hand_counts) FROM conclude(worker_id, given.ids, given.tokens,
                        array_fill(5::smallint, ARRAY[cardinality(given.ids)]), NULL, NULL, NULL, false, now_at) c;
                END IF;
            END
            $$;

            CREATE FUNCTION claim(worker_id bigint, wanted integer, claim_number bigint, now_at bigint)
            RETURNS SETOF work LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            DECLARE
                news work;
            BEGIN
                PERFORM enter_worker(worker_id, claim_number);
                now_at := coalesce(now_at, server_now());
                -- Who has slots already waits for no others'.
                RETURN QUERY SELECT * FROM give_work(
                    worker_id, wanted, claim_number, NOT advance_runs(now_at), '{}', '{}', news, now_at);
            END
            $$;

            CREATE FUNCTION finish(
                worker_id bigint, ids uuid[], tokens bigint[], outcomes smallint[], outputs bytea[], messages bytea[], delays bigint[],
                wanted integer, claim_number bigint, is_retry boolean, now_at bigint
            ) RETURNS SETOF work LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan = off SET jit = off
            SET plan_cache_mode = force_generic_plan AS $$
            DECLARE
                news work;
                ended record;
            BEGIN
                PERFORM enter_worker(worker_id, claim_number);
                now_at := coalesce(now_at, server_now());
                SELECT c.* INTO ended FROM conclude(worker_id, ids, tokens, outcomes, outputs, messages, delays, is_retry, now_at) c;
                news.verdicts := ended.verdicts;
                -- Where all was given back at once.
                news.leaves_room := cardinality(ended.hand_queues) = 0 AND array_remove(ended.verdicts, NULL) <> '{}';
                RETURN QUERY SELECT * FROM give_work(
                    worker_id, wanted, claim_number, false, ended.hand_queues, ended.hand_counts, news, now_at);
            END
            $$;
            """#
    }
#endif
