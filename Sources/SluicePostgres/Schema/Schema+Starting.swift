#if Postgres
    extension Schema {
        /// Choosing the runs that start.
        static let starting = #"""
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
            """#
    }
#endif
