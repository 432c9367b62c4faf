#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Triggers in transactions that are open at the same time", .timeLimit(.minutes(3)))
    struct OpenTransactionTests {
        /// Whether the transaction that came first exists in the end, and whom it keeps waiting.
        enum Case: CaseIterable {
            case committedBeforeSQL, undoneBeforeSQL, committedBeforeSwift, undoneBeforeSwift

            var commits: Bool { self == .committedBeforeSQL || self == .committedBeforeSwift }
            var isSQL: Bool { self == .committedBeforeSQL || self == .undoneBeforeSQL }
        }

        @Test(
            "Who triggers with the key of an open transaction gets its run if it commits, else a run of its own",
            arguments: Case.allCases)
        func sameKey(_ how: Case) async throws {
            try await withStore { scene in
                let (first, second) = (try await scene.session(), try await scene.session())
                let trigger = "SELECT sluice.trigger('send-email', idempotency_key => 'k')"
                try await first.run("BEGIN")
                let its = try await first.run(trigger)[0][0]
                let request = scene.request(options: .init(idempotencyKey: "k"))
                if how.isSQL { try await second.run("BEGIN") }
                let waiting = Task {
                    how.isSQL
                        ? try await second.run(trigger)[0][0] : "\(try await scene.store.enqueue([request])[0].id)"
                }
                try await scene.reachWaiting()
                // What has another key does not wait.
                _ = try await scene.store.enqueue([scene.request(options: .init(idempotencyKey: "other"))])
                try await first.run(how.commits ? "COMMIT" : "ROLLBACK")
                let other = try await waiting.value
                if how.isSQL { try await second.run("COMMIT") }
                #expect((other == its) == how.commits)
                let runs = try await scene.store.runs(matching: RunFilter())
                #expect(runs.count == 2)
                #expect(runs.contains { "\($0.id)" == other })
                let again = try await scene.store.enqueue([request])[0]
                #expect("\(again.id)" == other)
                #expect(again.isExisting)
            }
        }

        @Test("Triggers that wait for open transactions, each for another key, delay no trigger of the same process")
        func otherKeys() async throws {
            try await withStore { scene in
                let session = try await scene.session()
                try await session.run("BEGIN")
                for key in 0..<3 {
                    try await session.run("SELECT sluice.trigger('send-email', idempotency_key => 'k\(key)')")
                }
                let waiting = (0..<3).map { key in
                    let request = scene.request(options: .init(idempotencyKey: "k\(key)"))
                    return Task { try await scene.store.enqueue([request])[0] }
                }
                try await scene.reachWaiting()
                for _ in 0..<20 {
                    let start = ContinuousClock.now
                    _ = try await scene.store.enqueue([scene.request()])
                    #expect(ContinuousClock.now - start < .seconds(5))
                }
                try await session.run("COMMIT")
                for trigger in waiting { #expect(try await trigger.value.isExisting) }
            }
        }

        @Test(
            "An isolated transaction that began before a key's run was there is told to begin again, and then gets it",
            arguments: ["REPEATABLE READ", "SERIALIZABLE"])
        func snapshots(isolation: String) async throws {
            try await withStore { scene in
                let session = try await scene.session()
                let trigger = "SELECT sluice.trigger('send-email', idempotency_key => 'k')"
                try await session.run("BEGIN ISOLATION LEVEL \(isolation)")
                try await session.run("SELECT count(*) FROM sluice.run")
                let run = try await scene.store.enqueue([scene.request(options: .init(idempotencyKey: "k"))])[0]
                let refusal = try await #require(throws: Session.Refusal.self) { try await session.run(trigger) }
                #expect(refusal.sqlState == "40001")
                try await session.run("ROLLBACK; BEGIN ISOLATION LEVEL \(isolation)")
                #expect(try await session.run(trigger)[0][0] == "\(run.id)")
                try await session.run("COMMIT")
                #expect(try await scene.store.runs(matching: RunFilter()).map(\.id) == [run.id])
            }
        }

        @Test(
            "Isolated transactions that trigger at the same time do not fail each other",
            arguments: ["REPEATABLE READ", "SERIALIZABLE"])
        func together(isolation: String) async throws {
            try await withStore { scene in
                let sessions = [try await scene.session(), try await scene.session(), try await scene.session()]
                for (number, session) in sessions.enumerated() {
                    try await session.run("BEGIN ISOLATION LEVEL \(isolation)")
                    try await session.run(
                        "SELECT sluice.trigger('send-email', key => 'a', idempotency_key => 'k\(number)')")
                }
                // A worker takes what is there meanwhile, and triggers go on between.
                let worker = try await scene.store.openWorker(tasks: nil) { _ in }.worker
                let before = try await scene.store.enqueue([scene.request(key: "a")])[0].id
                #expect(try await scene.store.start(worker).map(\.id) == [before])
                for (number, session) in sessions.enumerated() {
                    try await session.run("SELECT sluice.trigger('send-email', key => 'b\(number)')")
                }
                for session in sessions { try await session.run("COMMIT") }
                #expect(try await scene.store.runs(matching: RunFilter()).count == 7)
                try await scene.store.closeWorker(worker)
            }
        }

        @Test("What was triggered after a savepoint is gone with what is rolled back to it, and its key is free")
        func savepoints() async throws {
            try await withStore { scene in
                let session = try await scene.session()
                func trigger(_ options: String) async throws -> String? {
                    try await session.run("SELECT sluice.trigger('send-email', \(options))")[0][0]
                }
                try await session.run("BEGIN")
                let first = try await trigger("key => 'a', idempotency_key => 'kept'")
                try await session.run("SAVEPOINT here")
                let undone = try await trigger("key => 'b', idempotency_key => 'k'")
                await #expect(throws: Session.Refusal.self) { try await trigger("key => ''") }
                try await session.run("ROLLBACK TO here")
                let second = try await trigger("key => 'b', idempotency_key => 'k'")
                #expect(try await trigger("idempotency_key => 'kept'") == first)
                try await session.run("COMMIT")
                #expect(second != undone)
                let worker = try await scene.store.openWorker(tasks: nil) { _ in }.worker
                let started = try await scene.store.start(worker)
                #expect(Set(started.map { "\($0.id)" }) == Set([first, second].compactMap(\.self)))
                try await scene.store.closeWorker(worker)
            }
        }

        /// Everything else that processes do, each within a patience that a wait for the transaction would use up.
        @Test("A transaction that triggers and stays open delays nobody")
        func open() async throws {
            try await withStore({ ($0.patience, $0.pollInterval) = (.seconds(20), .seconds(600)) }) { scene in
                let session = try await scene.session()
                try await session.run("BEGIN")
                var ids: [String] = []
                for options in ["key => 'a', idempotency_key => 'k', priority => '1 hour'", "queue => 'bulk'"] {
                    let run = try await session.run("SELECT sluice.trigger('send-email', \(options))")
                    ids.append(try #require(run[0][0]))
                }

                let store = scene.store
                let worker = try await store.openWorker(tasks: nil) { _ in }.worker
                let same = try await store.enqueue([scene.request(key: "a"), scene.request(key: "a")]).map(\.id)
                for run in same {
                    let started = try await store.start(worker)
                    #expect(started.map(\.id) == [run])
                    #expect(try await store.complete(started, of: worker) == [.ended(.completed)])
                }
                try await store.renew(worker)
                try await store.pause(queue: "mail")
                try await store.resume(queue: "mail")
                try await store.override(queue: "mail", limit: ConcurrencyLimit(perKey: 2, total: 2))
                try await store.reset(queue: "mail")
                let canceled = try await store.enqueue([scene.request(key: "a")])[0].id
                #expect(try await store.cancel(canceled) == .canceled)
                var declarations = StoreScene.declarations
                declarations.addQueue("more", concurrencyLimit: 1)
                _ = try await store.register(declarations, organizationLimit: 9)
                try await scene.session().run("UPDATE sluice.chore SET due_at = 0")
                try await Chores(core: store.core).doThoseThatAreDue()
                #expect(try await store.snapshot().queues.first { $0.name == "mail" }?.queued == 0)
                var options = PostgresStore.Options()
                options.patience = .seconds(20)
                let second = try await PostgresStore(scene.connectionString, options: options, logger: quiet)
                _ = try await second.register(declarations, organizationLimit: 9)
                await second.close()

                #expect(try await store.start(worker).isEmpty)
                try await session.run("COMMIT")
                #expect(Set(try await store.start(worker).map { "\($0.id)" }) == Set(ids))
                try await store.closeWorker(worker)
            }
        }
    }
#endif
