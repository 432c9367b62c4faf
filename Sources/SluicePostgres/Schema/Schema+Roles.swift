#if Postgres
    extension Schema {
        /// Who may call what. Nobody but the owner may touch a table.
        static let roles = #"""
            -- What a new process begins with: a number of its own, and the channels of all processes and of this one.
            CREATE FUNCTION open_hub(OUT id bigint, OUT everyone text, OUT own text)
            LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                id := nextval('hub');
                everyone := channel(0);
                own := channel(id);
            END
            $$;

            -- The last tick of a schedule for which there was a run; no row where the task has no schedule.
            CREATE FUNCTION last_tick_of(task_name text) RETURNS TABLE (last_tick bigint)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
                SELECT t.last_tick FROM task t WHERE t.name = task_name AND t.schedule IS NOT NULL
            $$;

            -- Lets every worker look for work.
            CREATE FUNCTION announce_work() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
            BEGIN
                PERFORM pg_notify(channel(0), 'w');
            END
            $$;

            -- What each kind of role may call. The first is what its roles are known by.
            CREATE FUNCTION role_kinds() RETURNS TABLE (kind text, functions text[]) LANGUAGE sql IMMUTABLE AS $$
                WITH one (kind, functions) AS (VALUES
                    ('caller', ARRAY['trigger', 'trigger_batch', 'cancel']),
                    ('viewer', ARRAY['list_runs', 'look_at', 'children_of', 'explain', 'holders', 'look_at_queues', 'last_tick_of']),
                    ('client', ARRAY['enqueue', 'open_hub', 'register', 'keep', 'cancel_and_settle', 'watch_runs', 'unwatch_run',
                        'endings_of', 'endings_and_changes', 'advance']),
                    ('operator', ARRAY['set_paused', 'set_override', 'replay', 'cancel_and_settle', 'announce_work']),
                    ('worker', ARRAY['claim', 'open_worker', 'renew_worker', 'close_worker', 'finish', 'wait', 'forget_claims',
                        'cancellations', 'reap', 'take_chores', 'prune', 'prune_lanes', 'prune_watches', 'miscounted',
                        'reconcile_gate', 'reconcile_pool', 'restripe'])),
                part (kind, of_kind) AS (VALUES ('client', 'caller'), ('operator', 'viewer'),
                    ('worker', 'caller'), ('worker', 'viewer'), ('worker', 'client'), ('worker', 'operator'))
                SELECT o.kind, o.functions || ARRAY(SELECT unnest(i.functions) FROM part p JOIN one i ON i.kind = p.of_kind
                    WHERE p.kind = o.kind)
                FROM one o
            $$;

            CREATE FUNCTION grant_as(role name, kind_name text) RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            DECLARE
                callee regprocedure;
            BEGIN
                EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role);
                EXECUTE format('GRANT SELECT ON migration TO %I', role);
                FOR callee IN
                    SELECT p.oid FROM role_kinds() k JOIN pg_proc p ON p.proname = ANY (k.functions)
                    JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = current_schema()
                    WHERE k.kind = kind_name ORDER BY p.proname
                LOOP
                    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', callee, role);
                END LOOP;
            END
            $$;

            -- Lets a role trigger and cancel from SQL, and nothing else.
            CREATE FUNCTION grant_caller(role name) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
                SELECT grant_as(role, 'caller')
            $$;

            -- Lets a role see everything, and change nothing.
            CREATE FUNCTION grant_viewer(role name) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
                SELECT grant_as(role, 'viewer')
            $$;

            -- Lets a role see everything and steer: pause, override, cancel, replay.
            CREATE FUNCTION grant_operator(role name) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
                SELECT grant_as(role, 'operator')
            $$;

            -- Lets a role be a service's that triggers, waits for results and cancels, but executes nothing.
            CREATE FUNCTION grant_client(role name) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
                SELECT grant_as(role, 'client')
            $$;

            -- Lets a role be a service's that does everything but to migrate.
            CREATE FUNCTION grant_worker(role name) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
                SELECT grant_as(role, 'worker')
            $$;

            -- Whoever migrates calls it at the end: takes back what PostgreSQL gives to all, and lets the roles call what is new.
            CREATE FUNCTION settle_privileges() RETURNS void LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            DECLARE
                granted record;
            BEGIN
                EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA %I FROM PUBLIC', current_schema());
                FOR granted IN
                    SELECT DISTINCT k.kind, pg_get_userbyid(a.grantee) AS role FROM role_kinds() k
                    JOIN pg_proc p ON p.proname = k.functions[1]
                    JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = current_schema()
                    CROSS JOIN aclexplode(p.proacl) a
                    WHERE a.grantee NOT IN (0, p.proowner)
                LOOP
                    PERFORM grant_as(granted.role, granted.kind);
                END LOOP;
            END
            $$;
            """#
    }
#endif
