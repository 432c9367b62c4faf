#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Triggering from SQL")
    struct TriggerTests {
        @Test("A run exists exactly if the transaction is committed")
        func transactions() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                try await psql.ask("BEGIN")
                let undone = try await psql.ask("SELECT sluice.trigger('send-email')")
                try await psql.ask("ROLLBACK; BEGIN")
                let done = try await psql.ask("SELECT sluice.trigger('send-email', '{\"to\": \"a@example.com\"}')")
                #expect(try await scene.store.runs(matching: RunFilter()).isEmpty)
                try await psql.ask("COMMIT")
                let runs = try await scene.store.runs(matching: RunFilter())
                #expect(runs.map { "\($0.id)" } == done)
                #expect(runs.map(\.state) == [.queued])
                #expect(undone != done)
                await psql.close()
            }
        }

        @Test("A worker that has nothing to do starts what was committed")
        func wakes() async throws {
            try await withStore({ $0.pollInterval = .seconds(600) }) { scene in
                let psql = try scene.psql()
                let (signals, signal) = AsyncStream<WorkerSignal>.makeStream()
                let worker = try await scene.store.openWorker(tasks: nil) { signal.yield($0) }.worker
                var heard = signals.makeAsyncIterator()
                for isolation in ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"] {
                    #expect(try await scene.store.claim(worker, limit: 9).isEmpty)
                    let id = try await psql.ask(
                        """
                        BEGIN ISOLATION LEVEL \(isolation);
                        SELECT sluice.trigger('send-email', '{"n": 1}', key => '\(isolation)');
                        COMMIT
                        """)
                    var claims: [Claim] = []
                    while claims.isEmpty, await heard.next() != nil {
                        claims = try await scene.store.claim(worker, limit: 9)
                    }
                    guard case .start(let run)? = claims.first else {
                        Issue.record("nothing was started after \(isolation)")
                        return
                    }
                    #expect(id == ["\(run.id)"])
                    #expect(String(decoding: run.payload, as: UTF8.self) == "{\"n\": 1}")
                    #expect(run.key == isolation)
                    let ending = AttemptEnding(id: run.id, token: run.token, outcome: .completed(output: []))
                    _ = try await scene.store.finish([ending], claiming: 0, for: worker)
                }
                try await scene.store.closeWorker(worker)
                await psql.close()
            }
        }

        @Test("Every option is the run's")
        func options() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                let id = "01957f2e-5a3c-7d10-8000-0123456789ad"
                let call = """
                    SELECT sluice.trigger('send-email', '[1]', queue => 'tenants', key => 'Ä|*:', delay => '1 hour', ttl => '2 hours',
                        priority => '10 minutes', idempotency_key => 'welcome', idempotency_key_ttl => '3 days', tags => '{a,b}',
                        max_attempts => 7, id => '\(id)')
                    """
                #expect(try await psql.ask(call) == [id])
                let run = try #require(RunID(id))
                let history = try #require(try await scene.store.history(of: run))
                #expect(history.run.queue == "tenants")
                #expect(history.run.key == "Ä|*:")
                #expect(history.run.tags == ["a", "b"])
                #expect(history.run.state == .delayed)
                #expect(String(decoding: history.payload, as: UTF8.self) == "[1]")
                #expect(history.idempotencyKey == "welcome")
                #expect(history.priority == .seconds(600))
                #expect(history.maxAttempts == 7)
                let triggered = history.run.triggeredAt
                #expect(history.dueAt == triggered + .seconds(3600))
                #expect(history.expiresAt == triggered + .seconds(3 * 3600))
                let keyTime = try await psql.ask(
                    "SELECT expires_at - \(triggered.microseconds) FROM sluice.idempotency")
                #expect(keyTime == ["\(3 * 86_400 * 1_000_000)"])
                await psql.close()
            }
        }

        @Test("The same idempotency key, or the same identifier, is the same run, whoever triggers it")
        func idempotency() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                var options = TriggerOptions()
                options.idempotencyKey = "k"
                let first = try await scene.store.enqueue([scene.request(options: options)])[0]
                let same = try await psql.ask("SELECT sluice.trigger('send-email', idempotency_key => 'k')")
                #expect(same == ["\(first.id)"])
                let other = try await psql.ask("SELECT sluice.trigger('send-email', idempotency_key => 'l')")
                options.idempotencyKey = "l"
                let again = try await scene.store.enqueue([scene.request(options: options)])[0]
                #expect(["\(again.id)"] == other)
                #expect(again.isExisting)
                let named = "SELECT sluice.trigger('send-email', id => '\(first.id)')"
                #expect(try await psql.ask(named) == ["\(first.id)"])
                #expect(try await scene.store.runs(matching: RunFilter()).count == 2)
                await psql.close()
            }
        }

        @Test("A batch is all or none, and its identifiers are in its order")
        func batches() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                let ids = try await psql.ask(
                    """
                    SELECT sluice.trigger_batch((SELECT jsonb_agg(jsonb_build_object('task', 'send-email', 'payload', n, 'tags',
                        jsonb_build_array('n' || n), 'key', NULL, 'delay', n || ' minutes') ORDER BY n) FROM generate_series(1, 300) n))
                    """)
                #expect(ids.count == 300)
                #expect(ids == ids.sorted())
                let runs = try await scene.store.runs(matching: RunFilter(limit: 500))
                #expect(runs.map { "\($0.id)" } == ids.reversed())
                #expect(runs.map(\.tags) == (1...300).reversed().map { ["n\($0)"] })
                let refused = try await psql.ask(
                    #"SELECT sluice.trigger_batch('[{"task": "send-email"}, {"task": "nope"}]')"#)
                #expect(refused == ["ERROR:  SL001"])
                #expect(try await psql.ask("SELECT count(*) FROM sluice.run") == ["300"])
                #expect(try await psql.ask("SELECT count(*) FROM sluice.trigger_batch('[]')") == ["0"])
                await psql.close()
            }
        }

        @Test("Identifiers are UUIDs of version 7 that begin with the time")
        func identifiers() async throws {
            try await withStore { scene in
                let psql = try scene.psql()
                let before = Timestamp.now.microseconds / 1_000
                let ids = try await psql.ask("SELECT sluice.trigger('send-email') FROM generate_series(1, 100)")
                let after = Timestamp.now.microseconds / 1_000
                #expect(Set(ids).count == 100)
                for id in try ids.map({ try #require(RunID($0)) }) {
                    #expect(id.high >> 12 & 0xF == 7)
                    #expect(id.low >> 62 == 0b10)
                    #expect((before...after).contains(Int64(id.high >> 16)))
                }
                await psql.close()
            }
        }
    }
#endif
