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

            -- Starts runs: queues take turns, in them keys take turns, of a key the earliest goes first.
            -- The hand are slots that this transaction has freed and not given back, the organization's first: while it is the turn of queues
            -- in it, runs start with these, and no gate is written. What is left is given back.
            -- Locks pools and runs only if nobody else has them; `is_contended` says that somebody had.
            CREATE FUNCTION start_runs(
                worker_id bigint, wanted integer, claim_number bigint, may_wait boolean, hand_queues integer[], hand_counts integer[],
                now_at bigint, OUT ids uuid[], OUT waits bigint[], OUT is_contended boolean
            ) LANGUAGE plpgsql AS $$
            DECLARE
                served integer[];
                here record;
                lanes record;
                heads record;
                uses_hand boolean;
                place_in_hand integer;
                -- How many runs there may be, as far as the organization goes.
                goal integer := wanted;
                is_done boolean;
                queue_room integer;
                quota integer;
                queues_left integer;
                had_before integer;
                pass integer := 0;
                has_organization boolean := false;
                has_gate boolean := false;
                ranks bigint[] := '{}';
                used_queues integer[] := '{}';
                used_pools uuid[] := '{}';
                counted_pools uuid[] := '{}';
                counts integer[] := '{}';
                full_pools uuid[] := '{}';
                empty_pools uuid[] := '{}';
                empty_tasks integer[] := '{}';
                visited uuid[] := '{}';
            BEGIN
                ids := '{}';
                waits := '{}';
                is_contended := false;
                -- More taken than a limit that was lowered: what ends starts nothing.
                uses_hand := wanted > 0 AND cardinality(hand_queues) > 0
                    AND NOT EXISTS (SELECT FROM gate g WHERE g.queue = ANY (hand_queues) AND g.taken > g.capacity);
                IF uses_hand THEN
                    goal := least(wanted, hand_counts[1]);
                ELSE
                    PERFORM give_back(hand_queues, hand_counts);
                END IF;
                IF wanted <= 0 THEN
                    RETURN;
                END IF;
                SELECT CASE WHEN w.tasks IS NOT NULL THEN coalesce(array_agg(t.id), '{}') END INTO served
                FROM worker w LEFT JOIN task t ON t.name = ANY (w.tasks) WHERE w.id = worker_id GROUP BY w.tasks;
                <<filling>>
                LOOP
                    had_before := cardinality(ids) + cardinality(visited);
                    pass := pass + 1;
                    is_done := false;
                    queues_left := NULL;
                    FOR here IN
                        SELECT p.queue, q.per_key, array_agg(p.task ORDER BY p.task) AS tasks, count(*) OVER () AS queue_count
                        FROM pair p JOIN queue q ON q.id = p.queue JOIN queue_turn t ON t.queue = p.queue
                        WHERE NOT q.is_paused AND (served IS NULL OR p.task = ANY (served))
                            AND EXISTS (SELECT FROM lane l WHERE l.queue = p.queue AND l.task = p.task AND l.ready)
                        GROUP BY p.queue, q.per_key, t.turn ORDER BY t.turn
                    LOOP
                        place_in_hand := CASE WHEN uses_hand THEN coalesce(array_position(hand_queues, here.queue), 0) END;
                        IF hand_counts[place_in_hand] > 0 IS NOT TRUE AND uses_hand THEN
                            -- Its turn has come, and it has no slot in the hand.
                            is_done := true;
                            EXIT;
                        END IF;
                        IF NOT uses_hand AND NOT has_organization THEN
                            goal := cardinality(ids) + take_slots(0, wanted - cardinality(ids), may_wait);
                            has_organization := true;
                            IF goal = cardinality(ids) THEN
                                is_contended := NOT may_wait AND has_room(0);
                                EXIT filling;
                            END IF;
                        END IF;
                        queues_left := coalesce(queues_left, here.queue_count);
                        quota := ceil((goal - cardinality(ids))::numeric / queues_left);
                        queues_left := queues_left - 1;
                        EXIT WHEN quota <= 0;
                        IF uses_hand THEN
                            queue_room := least(quota, hand_counts[place_in_hand]);
                        ELSE
                            -- In no order of their own, so a second one is not waited for.
                            queue_room := take_slots(here.queue, quota, may_wait AND NOT has_gate);
                            has_gate := true;
                            IF queue_room = 0 THEN
                                is_contended := is_contended OR has_room(here.queue);
                                CONTINUE;
                            END IF;
                        END IF;

                        -- The keys whose turn it is: each lane with its task, its key's place, and how much room its key has. Place 0 have
                        -- those that seem to be full, which are looked at so that they are not found again.
                        SELECT array_agg(x.pool) AS pools, array_agg(x.task) AS tasks, array_agg(x.place) AS places,
                            array_agg(queue_room) AS rooms, max(x.place) AS count
                        INTO lanes FROM (
                            SELECT o.pool, o.task, CASE WHEN o.seems_full THEN 0
                                ELSE dense_rank() OVER (PARTITION BY o.seems_full ORDER BY o.first, o.pool) END::integer AS place FROM (
                                SELECT l.pool, l.task, min(l.turn) OVER (PARTITION BY l.pool) AS first, here.per_key IS NOT NULL
                                    AND coalesce((SELECT p.taken >= here.per_key FROM pool p WHERE p.id = l.pool), false) AS seems_full
                                FROM unnest(here.tasks) AS s (task)
                                CROSS JOIN LATERAL (
                                    SELECT i.pool, i.task, i.turn FROM lane i
                                    WHERE i.queue = here.queue AND i.task = s.task AND i.ready AND NOT i.pool = ANY (visited)
                                    ORDER BY i.turn LIMIT CASE WHEN here.per_key IS NULL THEN queue_room ELSE greatest(queue_room, 64) END
                                ) l) o) x
                        WHERE x.place <= queue_room;
                        IF here.per_key IS NOT NULL AND lanes.pools IS NOT NULL THEN
                            WITH locked AS MATERIALIZED (
                                SELECT p.id, p.taken FROM pool p WHERE p.id = ANY (lanes.pools) FOR NO KEY UPDATE SKIP LOCKED
                            ), free AS (
                                -- Runs that want to go on after a wait come first.
                                SELECT k.id, here.per_key - k.taken
                                    - (SELECT count(*) FROM run r WHERE r.state = 5 AND r.queue = here.queue AND r.pool = k.id)::integer
                                    - coalesce((
                                        SELECT sum(c.count) FROM unnest(counted_pools, counts) AS c (pool, count)
                                        WHERE c.pool = k.id), 0)::integer AS room
                                FROM locked k
                            )
                            SELECT array_agg(l.pool) FILTER (WHERE f.room > 0) AS pools,
                                array_agg(l.task) FILTER (WHERE f.room > 0) AS tasks,
                                array_agg(l.place) FILTER (WHERE f.room > 0) AS places,
                                array_agg(f.room) FILTER (WHERE f.room > 0) AS rooms,
                                count(DISTINCT l.pool) FILTER (WHERE f.room > 0) AS count,
                                full_pools || array_agg(DISTINCT l.pool) FILTER (WHERE f.room <= 0),
                                visited || array_agg(DISTINCT l.pool) FILTER (WHERE f.room IS NULL OR f.room <= 0),
                                is_contended OR bool_or(f.room IS NULL)
                            INTO lanes.pools, lanes.tasks, lanes.places, lanes.rooms, lanes.count, full_pools, visited, is_contended
                            FROM unnest(lanes.pools, lanes.tasks, lanes.places) AS l (pool, task, place)
                            LEFT JOIN free f ON f.id = l.pool;
                        END IF;
                        IF lanes.pools IS NULL THEN
                            IF NOT uses_hand THEN
                                PERFORM give_slots(here.queue, queue_room);
                            END IF;
                            CONTINUE;
                        END IF;

                        -- As many of each key as it has room, and so many that all keys together may use up what there is.
                        quota := ceil(queue_room::numeric / lanes.count);
                        WITH first AS MATERIALIZED (
                            SELECT l.pool, l.task, l.place, least(quota, l.room) AS most, h.id, h.since, h.order_at, h.seq
                            FROM unnest(lanes.pools, lanes.tasks, lanes.places, lanes.rooms) AS l (pool, task, place, room)
                            CROSS JOIN LATERAL (
                                SELECT r.id, r.since, r.order_at, r.seq FROM run r
                                WHERE r.queue = here.queue AND r.pool = l.pool AND r.task = l.task AND r.state = 1
                                    AND (r.wake_at IS NULL OR r.wake_at > now_at) AND NOT r.id = ANY (ids)
                                ORDER BY r.order_at, r.seq LIMIT least(quota, l.room) FOR NO KEY UPDATE SKIP LOCKED) h
                        ), ranked AS (
                            SELECT f.*, row_number() OVER (PARTITION BY f.pool ORDER BY f.order_at, f.seq) AS place_in_pool FROM first f
                        ), chosen AS (
                            SELECT c.*, (c.place_in_pool << 32) + c.place AS rank FROM ranked c WHERE c.place_in_pool <= c.most
                            ORDER BY c.place_in_pool, c.place LIMIT queue_room
                        ), pools AS (
                            SELECT c.pool, count(*)::integer AS count, min(c.place) AS place FROM chosen c GROUP BY c.pool
                        )
                        SELECT array_agg(c.id) AS ids, array_agg(greatest(now_at - c.since, 0)) AS waits, array_agg(c.rank) AS ranks,
                            (SELECT array_agg(p.pool ORDER BY p.place) FROM pools p) AS pools,
                            (SELECT array_agg(p.count ORDER BY p.place) FROM pools p) AS counts,
                            -- A lane that gave less than it could is empty, as far as can be seen.
                            (SELECT array_agg(l.pool) FROM unnest(lanes.pools, lanes.tasks, lanes.rooms) AS l (pool, task, room)
                                WHERE (SELECT count(*) FROM first f WHERE f.pool = l.pool AND f.task = l.task)
                                    < least(quota, l.room)) AS empty_pools,
                            (SELECT array_agg(l.task) FROM unnest(lanes.pools, lanes.tasks, lanes.rooms) AS l (pool, task, room)
                                WHERE (SELECT count(*) FROM first f WHERE f.pool = l.pool AND f.task = l.task)
                                    < least(quota, l.room)) AS empty_tasks,
                            (SELECT array_agg(DISTINCT p.pool) FROM pools p
                                JOIN unnest(lanes.pools, lanes.rooms) AS l (pool, room) ON l.pool = p.pool
                                WHERE p.count = l.room) AS full_pools
                        INTO heads FROM chosen c;
                        IF uses_hand THEN
                            hand_counts[1] := hand_counts[1] - coalesce(cardinality(heads.ids), 0);
                            hand_counts[place_in_hand] := hand_counts[place_in_hand] - coalesce(cardinality(heads.ids), 0);
                        ELSE
                            PERFORM give_slots(here.queue, queue_room - coalesce(cardinality(heads.ids), 0));
                        END IF;
                        empty_pools := empty_pools || heads.empty_pools;
                        empty_tasks := empty_tasks || heads.empty_tasks;
                        visited := visited || heads.empty_pools;
                        CONTINUE WHEN heads.ids IS NULL;
                        ids := ids || heads.ids;
                        waits := waits || heads.waits;
                        ranks := ranks || ARRAY(SELECT (pass::bigint << 56) + k FROM unnest(heads.ranks) AS k);
                        used_queues := used_queues || here.queue;
                        used_pools := used_pools || heads.pools;
                        IF here.per_key IS NOT NULL THEN
                            counted_pools := counted_pools || heads.pools;
                            counts := counts || heads.counts;
                            full_pools := full_pools || heads.full_pools;
                            visited := visited || heads.full_pools;
                        END IF;
                    END LOOP;
                    is_done := is_done OR cardinality(ids) >= goal OR pass = 20
                        OR cardinality(ids) + cardinality(visited) = had_before;
                    IF uses_hand AND is_done AND cardinality(ids) < wanted THEN
                        -- All that has been freed is given back before anything is taken: gates are locked in one order.
                        PERFORM give_back(hand_queues, hand_counts);
                        uses_hand := false;
                        goal := wanted;
                        pass := 0;
                        CONTINUE filling;
                    END IF;
                    EXIT WHEN is_done;
                END LOOP;
                IF uses_hand THEN
                    PERFORM give_back(hand_queues, hand_counts);
                ELSIF has_organization THEN
                    PERFORM give_slots(0, goal - cardinality(ids));
                END IF;
                -- There are more keys without room than can be looked at in one go.
                is_contended := is_contended OR pass = 20 AND cardinality(ids) < goal;

                IF cardinality(ids) > 0 THEN
                    SELECT array_agg(o.id ORDER BY o.rank), array_agg(o.wait ORDER BY o.rank) INTO ids, waits
                    FROM unnest(ids, waits, ranks) AS o (id, wait, rank);
                    UPDATE run r SET state = 2, holds = true, worker = worker_id, claim = claim_number, token = r.token + 1,
                        attempt = r.attempt + 1, since = now_at, started_at = now_at, wake_at = NULL
                    WHERE r.id = ANY (ids);
                    IF cardinality(counted_pools) > 0 THEN
                        UPDATE pool p SET taken = p.taken + c.count FROM (
                            SELECT u.pool, sum(u.count)::integer AS count FROM unnest(counted_pools, counts) AS u (pool, count)
                            GROUP BY u.pool) c
                        WHERE p.id = c.pool;
                    END IF;
                    IF cardinality(full_pools) > 0 THEN
                        PERFORM set_ready(full_pools, false);
                    END IF;
                    -- Who was served goes behind all others. A turn that somebody else is about to change is left to them.
                    UPDATE lane l SET turn = x.turn FROM (
                        SELECT o.pool, o.task, nextval('turn') AS turn FROM unnest(used_pools) WITH ORDINALITY AS u (pool, position)
                        CROSS JOIN LATERAL (SELECT l.pool, l.task FROM lane l WHERE l.pool = u.pool AND l.ready
                            FOR NO KEY UPDATE SKIP LOCKED) o ORDER BY u.position) x
                    WHERE l.pool = x.pool AND l.task = x.task;
                    UPDATE queue_turn t SET turn = x.turn FROM (
                        SELECT o.queue, nextval('turn') AS turn FROM unnest(used_queues) WITH ORDINALITY AS u (queue, position)
                        CROSS JOIN LATERAL (SELECT t.queue FROM queue_turn t WHERE t.queue = u.queue
                            FOR NO KEY UPDATE SKIP LOCKED) o ORDER BY u.position) x
                    WHERE t.queue = x.queue;
                ELSIF cardinality(full_pools) > 0 THEN
                    PERFORM set_ready(full_pools, false);
                END IF;
                IF cardinality(empty_pools) > 0 THEN
                    -- What there is but could not be locked, somebody else has in hand.
                    is_contended := is_contended OR EXISTS (
                        SELECT FROM unnest(empty_pools, empty_tasks) AS e (pool, task)
                        JOIN lane l ON l.pool = e.pool AND l.task = e.task
                        WHERE (SELECT r.id FROM run r WHERE r.queue = l.queue AND r.pool = l.pool AND r.task = l.task AND r.state = 1
                            AND (r.wake_at IS NULL OR r.wake_at > now_at) AND NOT r.id = ANY (ids)
                            ORDER BY r.order_at, r.seq LIMIT 1) IS NOT NULL);
                    -- Looked at once more, now that nobody can add to them unseen.
                    SELECT array_agg(o.pool), array_agg(o.task) INTO empty_pools, empty_tasks FROM (
                        SELECT l.pool, l.task FROM lane l
                        JOIN unnest(empty_pools, empty_tasks) AS e (pool, task) ON l.pool = e.pool AND l.task = e.task
                        WHERE l.ready FOR UPDATE OF l SKIP LOCKED) o;
                    UPDATE lane l SET ready = false FROM unnest(empty_pools, empty_tasks) AS e (pool, task)
                    WHERE l.pool = e.pool AND l.task = e.task AND (
                        SELECT r.id FROM run r WHERE r.queue = l.queue AND r.pool = l.pool AND r.task = l.task AND r.state = 1
                        ORDER BY r.order_at, r.seq LIMIT 1) IS NULL;
                END IF;
            END
            $$;

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
