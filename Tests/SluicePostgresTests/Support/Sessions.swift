#if Postgres
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    extension StoreScene {
        /// Opens a connection of somebody who knows SQL only, and whose answers need not be waited for.
        func session() async throws -> Session { try await Session(connectionString) }

        /// Waits until so many of the database's processes, or more, wait for another one's lock.
        func reachWaiting(count: Int = 1) async throws {
            let observer = try await session()
            let waiting = """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0
                """
            try await eventually("nobody waits") {
                try await observer.run(waiting)[0][0].flatMap(Int.init) ?? 0 >= count
            }
        }
    }

    extension RunStore {
        /// Claims what there is to start.
        func start(_ worker: WorkerID, limit: Int = 100) async throws -> [ClaimedRun] {
            try await claim(worker, limit: limit).compactMap { if case .start(let run) = $0 { run } else { nil } }
        }

        /// Says that attempts have completed.
        @discardableResult
        func complete(_ runs: [ClaimedRun], of worker: WorkerID) async throws -> [FinishReceipt.Verdict] {
            let endings = runs.map { AttemptEnding(id: $0.id, token: $0.token, outcome: .completed(output: [])) }
            return try await finish(endings, claiming: 0, for: worker).verdicts
        }
    }
#endif
