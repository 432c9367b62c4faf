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
            let seconds = environment["SLUICE_FLEET_SECONDS"].flatMap(Int.init) ?? 45
            let seed = environment["SLUICE_FLEET_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000)
            try await withTemporaryFolder { temporary in
                let folder = environment["SLUICE_FLEET_FOLDER"].map { URL(filePath: $0) } ?? temporary
                let fleet = try await Fleet(seed: seed, folder: folder)
                do {
                    try await run(fleet, for: .seconds(seconds), seed)
                } catch {
                    await fleet.tearDown()
                    throw error
                }
                await fleet.tearDown()
            }
        }

        private func run(_ fleet: Fleet, for duration: Duration, _ seed: UInt64) async throws {
            let books = BooksWatch(fleet.connection)
            await books.start()
            try await fleet.suffer(for: duration)
            var violations = try await fleet.settle()
            await books.stop()
            violations += await books.problems
            let database = try await Session(fleet.connection, setup: "SET search_path TO sluice")
            violations += try await drift(database)
            // Each costs somebody a second, even if nothing is lost by it.
            violations += deadlocks(fleet.server.log)
            let check = FleetCheck(try await FleetRecord(folder: fleet.folder, database: database), lease: Fleet.lease)
            violations += check.violations
            print(report(fleet, check, seed, looks: await books.looks))
            #expect(check.record.accepted.count > 0 && check.record.results.count > 0)
            #expect(await books.looks > 0)
            #expect(
                violations.isEmpty,
                """
                seed \(seed): \(violations.count) violations, the first:
                \(violations.prefix(12).joined(separator: "\n"))
                """)
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

        private func report(_ fleet: Fleet, _ check: FleetCheck, _ seed: UInt64, looks: Int) -> String {
            let record = check.record
            let faults = fleet.counts.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
            let tails = check.tails.map { $0.length / 1_000 }.sorted()
            return """
                seed \(seed): \(record.runs.count) runs, \(record.executions.count) executions, \(record.results.count) results told, \
                \(record.accepted.count) triggers accepted, \(record.refused.count) refused, \(record.unknown.count) unknown; \
                the books looked at \(looks) times
                faults: \(faults.joined(separator: ", "))
                given up without a fault: \(check.losses); tails of those given up: \(tails.count), \
                the longest \(tails.last ?? 0) ms, in the middle \(tails.isEmpty ? 0 : tails[tails.count / 2]) ms
                """
        }
    }
#endif
