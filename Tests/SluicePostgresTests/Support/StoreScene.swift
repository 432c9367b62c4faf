#if Postgres
    import Foundation
    import Logging
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    /// A store in a database of its own, where the task `send-email` waits in the queue `mail`, which takes a key, and
    /// may use `bulk`, which takes none.
    struct StoreScene: Sendable {
        let store: PostgresStore
        let connectionString: String

        static var declarations: Declarations {
            var declarations = Declarations()
            declarations.addQueue("mail", concurrencyKey: .optional, perKey: 1, total: 3)
            declarations.addQueue("bulk", concurrencyLimit: 2)
            declarations.addQueue("tenants", concurrencyKey: .required, perKey: 1)
            declarations.addTask("send-email", queue: "mail", overrides: ["bulk", "tenants"])
            return declarations
        }

        /// Opens a connection of somebody who only knows SQL.
        func psql(role: String? = nil) throws -> PsqlSession { try PsqlSession(connectionString, role: role) }

        func request(
            _ task: String = "send-email", queue: String? = nil, key: String? = nil, payload: String = "{}",
            options: TriggerOptions = TriggerOptions()
        ) -> RunRequest {
            var generator = RunIDGenerator()
            return RunRequest(
                id: generator.next(at: .now), task: task, queue: queue, key: key, payload: Array(payload.utf8),
                options: options)
        }
    }

    func withStore(
        _ change: (inout PostgresStore.Options) -> Void = { _ in }, logger: Logger = quiet,
        _ body: (StoreScene) async throws -> Void
    ) async throws {
        var options = PostgresStore.Options()
        options.poolSize = 4
        change(&options)
        let connectionString = try await PostgresServer.shared.createDatabase()
        let store = try await PostgresStore(connectionString, options: options, logger: logger)
        do {
            _ = try await store.register(StoreScene.declarations, organizationLimit: 10)
            try await body(StoreScene(store: store, connectionString: connectionString))
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }

    /// Asks again and again, until the answer is yes.
    func eventually(
        within limit: Duration = .seconds(30), _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: () async throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + limit
        while try await !condition() {
            guard ContinuousClock.now < end else {
                Issue.record(what, sourceLocation: sourceLocation)
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
#endif
