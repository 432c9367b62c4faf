#if Postgres
    import Foundation
    import SluicePostgresTestSupport
    import SluiceTestSupport
    import Testing

    /// Does to the processes of a fleet, their network and their server what happens to them in time, and reads from
    /// the handlers' own journals whether anything was lost, doubled or beyond a limit.
    ///
    /// `SLUICE_FLEET_SECONDS=3600` goes on for as long as that, `SLUICE_FLEET_SEED` chooses what is done,
    /// `SLUICE_FLEET_FOLDER` keeps the journals.
    @Suite("Many processes keep limits, whatever happens to them")
    struct FleetTests {
        @Test func amongFaults() async throws {
            let environment = ProcessInfo.processInfo.environment
            let seconds = environment["SLUICE_FLEET_SECONDS"].flatMap(Int.init) ?? 35
            let seed = environment["SLUICE_FLEET_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000)
            let folder = try FleetFolder(path: environment["SLUICE_FLEET_FOLDER"], seed: seed)
            var problems: [String]?
            defer { folder.close(hasFailed: problems != []) }
            let fleet = try await Fleet(seed: seed, folder: folder.url)
            do {
                problems = try await run(fleet, seconds, seed, isKept: folder.isAskedFor)
            } catch {
                await fleet.tearDown()
                throw error
            }
            await fleet.tearDown()
        }

        /// - Returns: What was wrong.
        private func run(_ fleet: Fleet, _ seconds: Int, _ seed: UInt64, isKept: Bool) async throws -> [String] {
            let books = BooksWatch(fleet.connection)
            await books.start()
            let sql = SQLTriggerer(fleet.connection, folder: fleet.folder, seed: seed)
            await sql.start()
            let overseer = QueueOverseer(fleet.connection, folder: fleet.folder, seed: seed)
            await overseer.start()
            try await fleet.suffer(for: .seconds(seconds))
            await sql.stop()
            await overseer.stop()
            let end = ContinuousClock.now
            var violations = try await fleet.settle()
            let settling = ContinuousClock.now - end
            await books.stop()
            violations += await books.problems
            let database = try await Session(fleet.connection, setup: "SET search_path TO sluice")
            violations += try await drift(database)
            // Each costs somebody a second, even if nothing is lost by it.
            violations += deadlocks(fleet.server.log)
            var record = try FleetRecord(folder: fleet.folder)
            try await record.read(database)
            let check = FleetCheck(record, lease: Fleet.lease)
            violations += check.violations
            let looks = await books.looks
            print(FleetReport(seed: seed, check: check, faults: fleet.counts, looks: looks, settling: settling))
            if !violations.isEmpty || isKept { try await keepEvidence(fleet, database, violations) }
            let shortcomings = FleetCoverage.shortcomings(
                check, faults: fleet.counts, looks: looks, seconds: seconds)
            #expect(shortcomings == [], "seed \(seed) showed too little")
            #expect(
                violations.isEmpty,
                """
                seed \(seed): \(violations.count) violations, the first:
                \(violations.prefix(12).joined(separator: "\n"))
                """)
            return violations + shortcomings
        }

        /// What the database knows, beside the journals, for whoever looks for the cause.
        private func keepEvidence(_ fleet: Fleet, _ database: Session, _ violations: [String]) async throws {
            try fleet.folder.appending(component: "violations").write(violations.joined(separator: "\n"))
            for table in ["run", "attempt", "queue", "worker"] {
                let rows = try await database.run("SELECT to_jsonb(t) FROM \(table) t ORDER BY to_jsonb(t)->>'seq', 1")
                try fleet.folder.appending(component: "\(table).jsonl")
                    .write(rows.compactMap { $0[0] }.joined(separator: "\n"))
            }
            try fleet.folder.appending(component: "server.log").write(fleet.server.log)
        }

        /// What the server says of each, with who waited for what.
        private func deadlocks(_ log: String) -> [String] {
            let lines = log.split(separator: "\n")
            return lines.indices.filter { lines[$0].contains("deadlock detected") }.map { index in
                lines[index..<min(index + 24, lines.endIndex)].joined(separator: "\n    ")
            }
        }

        /// Whether the counters are what is held.
        private func drift(_ database: Session) async throws -> [String] {
            var problems: [String] = []
            // First, since looking at each mends it.
            for row in try await database.run("SELECT name, pool FROM miscounted()") {
                problems.append("queue '\(row[0]!)', key \(row[1] ?? "none"), is miscounted")
            }
            for row in try await database.run("SELECT name, reconcile_gate(id) FROM queue ORDER BY name")
            where row[1] != "0" {
                problems.append("the counter of queue '\(row[0]!)' is off by \(row[1] ?? "nothing")")
            }
            return problems
        }
    }
#endif
