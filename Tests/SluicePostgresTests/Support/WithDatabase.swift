#if Postgres
    import Logging
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    /// Logs what is wrong only: the tests' failures are to be seen.
    let quiet: Logger = {
        var logger = Logger(label: "sluice-tests")
        logger.logLevel = .critical
        return logger
    }()

    /// Gives an empty database, of the shared server unless of another, and closes it afterwards.
    @discardableResult
    func withDatabase<Value: Sendable>(
        _ configuration: Database.Configuration = .init(), at connectionString: String? = nil, logger: Logger = quiet,
        _ body: (Database) async throws -> Value
    ) async throws -> Value {
        let place: String
        if let connectionString { place = connectionString } else { place = try await .emptyDatabase }
        let database = try Database(connectionString: place, configuration: configuration, logger: logger)
        do {
            let value = try await body(database)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }

    extension String {
        /// The connection string of a new database of the shared server.
        static var emptyDatabase: String { get async throws { try await PostgresServer.shared.createDatabase() } }
    }

    extension Database {
        /// Expects the one value that a statement answers.
        func expect<Value: PostgresValue & Equatable>(
            _ text: String, is expected: Value, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let value = try await value(text, as: Value.self)
            #expect(value == expected, sourceLocation: sourceLocation)
        }

        /// Asks for one value.
        func value<Value: PostgresValue>(_ text: String, as type: Value.Type = Value.self) async throws -> Value {
            try await run(Statement(name: text, text: text)) { try $0[0].value(0) }
        }
    }
#endif
