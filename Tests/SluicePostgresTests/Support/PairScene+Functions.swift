#if Postgres
    import SluicePostgresTestSupport

    extension PairScene {
        /// Makes the function `reset`, which makes the scene what it is now. Making the schema anew takes a hundred times
        /// as long.
        static let saving = """
            DO $do$
            DECLARE
                kept record;
                emptying text := '';
                filling text := '';
            BEGIN
                FOR kept IN
                    SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ') AS columns FROM pg_class c
                    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attgenerated = ''
                    WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
                    GROUP BY c.relname
                    -- First those that others refer to.
                    ORDER BY array_position(ARRAY['queue', 'task'], c.relname::text)
                LOOP
                    EXECUTE format('CREATE TABLE kept_%s AS SELECT %s FROM %I', kept.name, kept.columns, kept.name);
                    emptying := format('DELETE FROM %I; ', kept.name) || emptying;
                    filling := filling || format('INSERT INTO %1$I (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM kept_%1$s; ',
                        kept.name, kept.columns);
                END LOOP;
                FOR kept IN SELECT * FROM pg_sequences WHERE schemaname = current_schema() LOOP
                    filling := filling || format('PERFORM setval(%L, %s, %L); ', quote_ident(kept.sequencename),
                        coalesce(kept.last_value, 1), kept.last_value IS NOT NULL);
                END LOOP;
                EXECUTE format('CREATE FUNCTION reset() RETURNS void LANGUAGE plpgsql AS %L',
                    'BEGIN ' || emptying || filling || 'END');
            END $do$
            """

        /// Makes the function `look`, which is asked once two steps are over: it says what is left that could go on, and
        /// what is wrong, then and after somebody has asked for all there is, and another has ended everything.
        static let looking = """
            CREATE FUNCTION wrong(may_exceed boolean) RETURNS SETOF text LANGUAGE plpgsql AS $$
            BEGIN
                IF may_exceed THEN
                    RETURN QUERY \(Books.problems(mayExceed: true));
                ELSE
                    RETURN QUERY \(Books.problems(mayExceed: false));
                END IF;
            END
            $$;
            CREATE FUNCTION unserved() RETURNS SETOF text LANGUAGE sql AS $$ \(Interleaving.unserved) $$;
            CREATE FUNCTION lost() RETURNS SETOF text LANGUAGE plpgsql AS $$
            DECLARE
                worker bigint;
                made record;
                idle integer := 0;
            BEGIN
                PERFORM close_worker(w.id, 6::smallint, NULL) FROM (SELECT id FROM worker ORDER BY id) w;
                PERFORM set_paused('keyed', false, NULL);
                worker := open_worker(1, NULL, 3600000000, NULL);
                WHILE idle < 2 LOOP
                    SELECT array_agg(c.id) AS ids, array_agg(c.token) AS tokens INTO made
                    FROM claim(worker, 200, 1, NULL) c WHERE c.kind = 1;
                    idle := idle + 1;
                    CONTINUE WHEN made.ids IS NULL;
                    idle := 0;
                    PERFORM FROM finish(worker, made.ids, made.tokens, array_fill(1::smallint, ARRAY[cardinality(made.ids)]),
                        NULL, NULL, NULL, 0, 1, false, NULL);
                END LOOP;
                RETURN QUERY SELECT 'run ' || r.id || ' stays in state ' || r.state FROM run r WHERE r.state < 10;
            END
            $$;
            CREATE FUNCTION look(may_exceed boolean, bound integer, started text[]) RETURNS TABLE (kind text, what text)
            LANGUAGE plpgsql AS $$
            BEGIN
                RETURN QUERY SELECT 'wrong', w FROM wrong(may_exceed) w;
                RETURN QUERY SELECT 'wrong', count(*) || ' are held' FROM run r WHERE r.holds HAVING count(*) > bound;
                RETURN QUERY SELECT 'wrong', 'run ' || s || ' was started, and does not execute' FROM unnest(started) s
                WHERE NOT EXISTS (
                    SELECT FROM run r WHERE r.state = 2 AND right(r.id::text, 12)::integer || '.' || r.token = s);
                RETURN QUERY SELECT 'left', u FROM unserved() u;
                PERFORM FROM claim(3, 200, 9, NULL);
                RETURN QUERY SELECT 'wrong', u || ', though somebody has asked' FROM unserved() u;
                RETURN QUERY SELECT 'wrong', w || ' then' FROM wrong(may_exceed) w;
                RETURN QUERY SELECT 'wrong', l FROM lost() l;
                RETURN QUERY SELECT 'wrong', w || ' at the end' FROM wrong(false) w;
            END
            $$
            """
    }
#endif
