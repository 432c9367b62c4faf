#if Postgres
    import Foundation
    import SluicePostgresTestSupport

    extension Fleet {
        /// Lets everything come to its end, without any more faults.
        /// - Returns: What did not.
        func settle() async throws -> [String] {
            var problems: [String] = []
            let steering = freeQueues()
            await withTaskGroup { group in
                for member in members where member.role == .trigger {
                    group.addTask { await member.leave(within: .seconds(60)) ? nil : member.lifeName }
                }
                for await name in group {
                    if let name { problems.append("\(name) was not told how what it triggered has ended") }
                }
            }
            let observer = try await Session(connection, setup: "SET search_path TO sluice")
            let end = ContinuousClock.now + .seconds(30)
            while ContinuousClock.now < end {
                let live = try await observer.run("SELECT count(*) FROM run WHERE state < 10")
                if live == [["0"]] { break }
                try await Task.sleep(for: .milliseconds(200))
            }
            steering.cancel()
            await steering.value
            problems += try await observer.run(Self.live).map { $0.map { $0 ?? "-" }.joined(separator: " ") }
            await withTaskGroup { group in
                for member in members where member.role == .work {
                    group.addTask { await member.leave(within: .seconds(20)) ? nil : member.lifeName }
                }
                for await name in group { if let name { problems.append("\(name) did not come to its end") } }
            }
            return problems
        }

        /// Undoes, until it is cancelled, what operators have done who were killed before they could: what they had
        /// asked for may still come when a network is there again.
        private func freeQueues() -> Task<Void, Never> {
            Task { [connection] in
                while !Task.isCancelled {
                    let session = try? await Session(connection, setup: "SET search_path TO sluice")
                    _ = try? await session?.run("SELECT set_paused(name, false, NULL) FROM queue WHERE is_paused")
                    _ = try? await session?.run(
                        "SELECT set_override(name, false, NULL, NULL, NULL) FROM queue WHERE is_overridden")
                    try? await Task.sleep(for: .milliseconds(500))
                }
            }
        }

        /// What has not ended, and what might still become of it.
        private static let live = """
            SELECT 'run ' || r.id || ' of ' || t.name || ' stays in state ' || r.state || ': worker', r.worker,
                'since ' || (server_now() - r.since) / 1000 || ' ms; its claim', r.claim, 'its lane', l.ready::text,
                'pool', p.taken, 'cancelled', r.is_cancel_requested,
                'inbox', (SELECT count(*) FROM inbox i WHERE i.pool = r.pool OR i.run = r.id)
            FROM run r JOIN task t ON t.id = r.task LEFT JOIN lane l ON l.pool = r.pool AND l.task = r.task
            LEFT JOIN pool p ON p.id = r.pool WHERE r.state < 10 ORDER BY r.seq LIMIT 20
            """
    }
#endif
