#if Postgres
    import Foundation
    import InMemoryLogging
    import Logging
    import MetricsTestKit
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("What is done now and then", .timeLimit(.minutes(3)))
    struct ChoreTests {
        @Test("Of runs that ended, as many are known as shall be, and the others are deleted soon")
        func count() async throws {
            try await withStore({ $0.retention = Retention(count: 5, age: .seconds(3600)) }) { scene in
                let psql = try scene.psql()
                let ids = try await psql.ask(
                    "SELECT sluice.trigger('send-email', idempotency_key => 'k' || n) FROM generate_series(1, 1200) n")
                #expect(ids.count == 1_200)
                try await psql.ask("SELECT sluice.cancel(id) FROM sluice.run WHERE id <> '\(ids[0])' ORDER BY id")
                let known = try await scene.store.runs(matching: RunFilter())
                #expect(known.map { "\($0.id)" } == ids.suffix(5).reversed() + [ids[0]])
                #expect(try await psql.ask("SELECT sluice.cancel('\(ids[1])')") == ["ERROR:  SL011"])
                try await eventually("1194 runs are deleted") {
                    try await psql.ask("SELECT count(*) FROM sluice.run") == ["6"]
                }
                #expect(try await scene.store.runs(matching: RunFilter()) == known)
                await psql.close()
            }
        }

        @Test("What ended too long ago is deleted, with its attempts; and idempotency keys whose time is over")
        func age() async throws {
            try await withStore({ $0.retention = Retention(count: 100, age: .seconds(3600)) }) { scene in
                let psql = try scene.psql()
                let old = try await psql.ask(
                    "SELECT sluice.trigger('send-email', idempotency_key => 'k', idempotency_key_ttl => '1 hour')")
                let young = try await psql.ask("SELECT sluice.trigger('send-email')")
                try await psql.ask("SELECT sluice.cancel('\(young[0])')")
                try await psql.ask(
                    """
                    WITH ended AS (
                        UPDATE sluice.run SET state = 10, wake_at = NULL, ended_seq = 0,
                            ended_at = (extract(epoch FROM now()) - 3601) * 1000000 WHERE id = '\(old[0])' RETURNING id)
                    INSERT INTO sluice.attempt (run, number, started_at, ended_at, outcome) SELECT id, 1, 0, 0, 2 FROM ended
                    """)
                let tables = """
                    SELECT (SELECT count(*) FROM sluice.run), (SELECT count(*) FROM sluice.attempt),
                        (SELECT count(*) FROM sluice.idempotency)
                    """
                try await eventually("the old run is deleted") { try await psql.ask(tables) == ["1|0|1"] }
                #expect(try await scene.store.runs(matching: RunFilter()).map { "\($0.id)" } == young)
                try await psql.ask("UPDATE sluice.idempotency SET expires_at = 1")
                try await eventually("the key is deleted") { try await psql.ask(tables) == ["1|0|0"] }
                await psql.close()
            }
        }

        @Test("The books of a key are deleted once it has no run, and not before")
        func lanes() async throws {
            try await withStore({ $0.pollInterval = .seconds(600) }) { scene in
                let psql = try scene.psql()
                let worker = try await scene.store.openWorker(tasks: nil) { _ in }.worker
                let starts = try await scene.store.enqueue((0..<40).map { scene.request(key: "k\($0 % 20)") })
                #expect(starts.count == 40)
                var ended = 0
                while case .start(let run)? = try await scene.store.claim(worker, limit: 1).first {
                    // One key keeps what executes, and with it its second run.
                    if run.key == "k7" { continue }
                    let ending = AttemptEnding(id: run.id, token: run.token, outcome: .completed(output: []))
                    _ = try await scene.store.finish([ending], claiming: 0, for: worker)
                    ended += 1
                }
                #expect(ended == 38)
                try await eventually("only one key has books") {
                    try await psql.ask("UPDATE sluice.chore SET due_at = 0 WHERE name = 'prune_lanes'")
                    try await Chores(core: scene.store.core).doThoseThatAreDue()
                    let books = "SELECT (SELECT count(*) FROM sluice.lane), (SELECT count(*) FROM sluice.pool)"
                    return try await psql.ask(books) == ["1|1"]
                }
                await psql.close()
            }
        }

        @Test("Slots that are miscounted are counted again, which is logged and measured")
        func drift() async throws {
            let log = InMemoryLogHandler()
            let logger = Logger(label: "chores") { _ in log }
            let metrics = TestMetrics()
            try await withStore({ $0.pollInterval = .seconds(600) }, logger: logger) { scene in
                let psql = try scene.psql()
                let worker = try await scene.store.openWorker(tasks: nil) { _ in }.worker
                _ = try await scene.store.enqueue([scene.request(key: "a"), scene.request(key: "b")])
                #expect(try await scene.store.claim(worker, limit: 2).count == 2)
                let chores = Chores(core: scene.store.core, metrics: metrics)
                let counts = """
                    SELECT (SELECT sum(taken) FROM sluice.gate WHERE queue = 0),
                        (SELECT sum(taken) FROM sluice.gate g JOIN sluice.queue q ON q.id = g.queue AND q.name = 'mail'),
                        (SELECT array_agg(taken) FROM sluice.pool)
                    """
                func reconcile() async throws -> [String] {
                    try await psql.ask("UPDATE sluice.chore SET due_at = 0 WHERE name = 'reconcile'")
                    try await chores.doThoseThatAreDue()
                    return try await psql.ask(counts)
                }
                func drift(_ limit: String) throws -> Int64 {
                    try metrics.expectCounter("sluice_slot_drift_total", [("limit", limit)]).totalValue
                }
                #expect(try await reconcile() == ["2|2|{1,1}"])
                #expect(try ["organization", "queue", "key"].map(drift) == [0, 0, 0])
                #expect(!log.entries.contains { $0.level == .error })
                try await psql.ask(
                    """
                    UPDATE sluice.gate SET taken = taken + 3 WHERE queue = 0 AND stripe = 0;
                    UPDATE sluice.gate SET taken = taken - 1 WHERE stripe = 0
                        AND queue = (SELECT id FROM sluice.queue WHERE name = 'mail');
                    DELETE FROM sluice.pool WHERE id = (SELECT min(id::text)::uuid FROM sluice.pool);
                    UPDATE sluice.pool SET taken = 5
                    """)
                #expect(try await reconcile() == ["2|2|{1,1}"])
                #expect(try ["organization", "queue", "key"].map(drift) == [3, 1, 5])
                let errors = log.entries.filter { $0.level == .error }
                #expect(errors.count == 4)
                #expect(errors.contains { $0.metadata["limit"] == "queue" && $0.metadata["queue"] == "mail" })
                await psql.close()
            }
        }

        @Test("A limit per key that comes into force counts what executes, even of keys that nothing else is queued of")
        func limitsForKeysThatExecute() async throws {
            try await withStore({ $0.pollInterval = .seconds(600) }) { scene in
                let psql = try scene.psql()
                let worker = try await scene.store.openWorker(tasks: nil) { _ in }.worker
                try await scene.store.override(queue: "mail", limit: ConcurrencyLimit())
                _ = try await scene.store.enqueue([scene.request(key: "a")])
                #expect(try await scene.store.claim(worker, limit: 5).count == 1)
                #expect(try await scene.store.claim(worker, limit: 5).isEmpty)
                try await psql.ask("UPDATE sluice.chore SET due_at = 0 WHERE name = 'prune_lanes'")
                try await Chores(core: scene.store.core).doThoseThatAreDue()
                // While a worker has a run of the key its books are kept.
                #expect(try await psql.ask("SELECT count(*) FROM sluice.lane") == ["1"])
                try await scene.store.reset(queue: "mail")
                _ = try await scene.store.enqueue([scene.request(key: "a")])
                #expect(try await scene.store.claim(worker, limit: 5).isEmpty)
                await psql.close()
            }
        }

        @Test("One of all processes does a chore, once in its period")
        func once() async throws {
            try await withStore({ $0.pollInterval = .seconds(600) }) { scene in
                let psql = try scene.psql()
                try await psql.ask("UPDATE sluice.chore SET due_at = 0, period = 3600000000")
                let sessions = try (0..<4).map { _ in try scene.psql() }
                let taken = try await withThrowingTaskGroup(of: [String].self) { group in
                    for session in sessions {
                        group.addTask {
                            try await session.ask(
                                "SELECT sluice.take_chores('{prune,reconcile,nothing}', NULL) FROM generate_series(1, 20)"
                            )
                        }
                    }
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                #expect(taken.sorted() == ["prune", "reconcile"])
                try await psql.ask("UPDATE sluice.chore SET due_at = due_at + 7200000000")
                let afterReset = try await psql.ask("SELECT sluice.take_chores('{prune}', NULL)")
                #expect(afterReset == ["prune"])
                for session in sessions { await session.close() }
                await psql.close()
            }
        }

        @Test("Who wanted to know of a run that has ended is forgotten, and who waits for one that has not is not")
        func watches() async throws {
            try await withStore({ $0.pollInterval = .seconds(600) }) { scene in
                let psql = try scene.psql()
                let run = try await scene.store.enqueue([scene.request()])[0].id
                try await psql.ask(
                    "INSERT INTO sluice.watch VALUES ('\(run)', 77), (gen_random_uuid(), 77)")
                try await psql.ask("UPDATE sluice.chore SET due_at = 0 WHERE name = 'prune_watches'")
                try await Chores(core: scene.store.core).doThoseThatAreDue()
                #expect(try await psql.ask("SELECT run FROM sluice.watch") == ["\(run)"])
                await psql.close()
            }
        }
    }
#endif
