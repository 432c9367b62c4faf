#if Postgres
    import Foundation
    import Sluice
    import SluicePostgresTestSupport
    import SluiceStoreConformance
    import SluiceTesting
    import Testing

    @testable import SluicePostgres

    /// A store in a schema of its own for each case.
    struct PostgresHarness: StoreHarness {
        func withStore(
            time: ManualTime, retention: Retention, _ body: @Sendable (any RunStore) async throws -> Void
        ) async throws {
            var options = PostgresStore.Options()
            options.schema = "store \(UUID())"
            options.retention = retention
            options.poolSize = 4
            // The clock jumps by days, and nobody renews leases.
            options.lease = .seconds(100 * 365 * 86_400)
            let database = try await ConformanceDatabase.shared
            let store = try await PostgresStore(database, options: options, time: time, logger: quiet)
            do {
                try await body(store)
                await store.close()
            } catch {
                await Self.tell(of: store, in: database, options.schema)
                await store.close()
                throw error
            }
        }

        /// What the database holds of what did not end as it should.
        private static func tell(of store: PostgresStore, in database: String, _ schema: String) async {
            do {
                let session = try await Session(database, setup: "SET search_path TO \(schema.quotedForSQL)")
                let unfinished = try await session.run(Books.unfinished).compactMap { $0[0] }
                let workers = try await session.run("SELECT id, is_hungry, tasks::text FROM worker ORDER BY id")
                print("left in the store:", unfinished.joined(separator: "\n"), "workers: \(workers)", separator: "\n")
                for line in store.hub.lines { print("worker \(line.number): \(line.standing)") }
            } catch {
                print("the database can't be asked what is left: \(error)")
            }
        }
    }

    private enum ConformanceDatabase {
        static var shared: String { get async throws { try await made.value } }
        private static let made = Task { try await PostgresServer.shared.createDatabase() }
    }

    @Suite("The store in PostgreSQL behaves as every store")
    struct PostgresConformanceTests {
        /// Of all, or of those whose names have what `SLUICE_CONFORMANCE` says.
        private static var cases: [ConformanceCase] {
            let part = ProcessInfo.processInfo.environment["SLUICE_CONFORMANCE"] ?? ""
            return StoreConformance.cases.filter { part.isEmpty || "\($0)".contains(part) }
        }

        @Test(.serialized, arguments: cases)
        func conforms(_ conformance: ConformanceCase) async throws {
            try await conformance.run(PostgresHarness())
        }
    }
#endif
