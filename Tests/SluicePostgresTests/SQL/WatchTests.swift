#if Postgres
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Who waits for a run's end", .timeLimit(.minutes(3)))
    struct WatchTests {
        /// Neither of the two sees what the other one has done until it is committed, and nobody looks by itself.
        @Test("Is told of one that was ending, and not yet committed, when the wait began")
        func whileItEnds() async throws {
            try await withStore({ $0.pollInterval = .seconds(600) }) { scene in
                let worker = try await scene.store.openWorker(tasks: nil) { _ in }.worker
                let run = try await scene.store.enqueue([scene.request()])[0].id
                let started = try #require(try await scene.store.start(worker).first)
                let session = try await scene.session()
                try await session.run("BEGIN")
                let verdict = try await session.run(
                    """
                    SELECT verdicts[1] FROM sluice.finish(\(worker.rawValue), ARRAY['\(run)'::uuid], ARRAY[\(started.token.rawValue)]::bigint[],
                        ARRAY[1]::smallint[], ARRAY['{}'::bytea], ARRAY[NULL]::bytea[], ARRAY[NULL]::bigint[], 0, 9, false, NULL)
                    """)
                #expect(verdict[0][0] == "10")
                let ending = Task { try await scene.store.ending(of: run).state }
                let observer = try await scene.session()
                // It has asked to be told, and looks once more.
                let looked = """
                    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                        AND query LIKE '%missed_endings%' AND EXISTS (SELECT FROM sluice.watch)
                    """
                try await eventually("nobody looks") { try await observer.run(looked)[0][0] == "1" }
                try await session.run("COMMIT")
                let end = ContinuousClock.now + .seconds(60)
                let late = Task {
                    try await Task.sleep(until: end)
                    ending.cancel()
                }
                #expect(try await ending.value == .completed)
                late.cancel()
                try await scene.store.closeWorker(worker)
            }
        }
    }
#endif
