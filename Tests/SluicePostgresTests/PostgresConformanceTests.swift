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
                await store.close()
                throw error
            }
        }
    }

    private enum ConformanceDatabase {
        static var shared: String { get async throws { try await made.value } }
        private static let made = Task { try await PostgresServer.shared.createDatabase() }
    }

    @Suite("The store in PostgreSQL behaves as every store")
    struct PostgresConformanceTests {
        @Test(.serialized, arguments: StoreConformance.cases)
        func conforms(_ conformance: ConformanceCase) async throws {
            try await conformance.run(PostgresHarness())
        }
    }
#endif
