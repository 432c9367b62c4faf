import ArgumentParser
import Foundation
import Sluice
import SluiceControl
import SluiceDeclarationCommands
import SluiceOperating

#if SQLite
    import SluiceSQLite
#endif
#if Postgres
    import SluicePostgres
#endif

/// `--store`, and what lies behind it.
struct StoreOption: ParsableArguments {
    @Option(
        name: .customLong("store"),
        help: ArgumentHelp(
            """
            The file of the service's store, or its database: 'postgres://…', or keywords as in 'host=… dbname=…'. Default: what the \
            environment's SLUICE_STORE names.
            """, valueName: "store"),
        completion: .file())
    var givenStore: String?

    @Option(
        name: .customLong("schema"),
        help: ArgumentHelp(
            "The schema of the store's tables, in a database. Default: what the environment's SLUICE_SCHEMA names, or 'sluice'.",
            valueName: "name"))
    var givenSchema: String?

    /// What the one who calls has named.
    private var store: StoreName {
        get throws {
            let environment = ProcessInfo.processInfo.environment["SLUICE_STORE"]
            guard let text = givenStore ?? environment, !text.isEmpty else {
                throw Failure.usage(
                    "no store is named; pass '--store' and its file, or how to reach its database, or set SLUICE_STORE")
            }
            let store = StoreName(text)
            if case .file = store, givenSchema != nil {
                throw Failure.usage("a store in a file has no schema; leave out '--schema', or name a database")
            }
            return store
        }
    }

    /// Who steers the store: the service that owns the file; the database itself, which no one process owns.
    func owner() async throws -> any RunViewer & RunController {
        switch try store {
        case .file(let path): ControlClient(path: StorePath.control(of: path))
        case .database(let connection): try await database(connection)
        }
    }

    /// Who shows what the store holds: whoever steers it, which knows best; the file, where no service owns it.
    func viewer() async throws -> any RunViewer {
        switch try store {
        case .file(let path): try await viewer(ofFile: path)
        case .database(let connection): try await database(connection)
        }
    }

    private func database(_ connection: String) async throws -> any RunViewer & RunController {
        #if Postgres
            let environment = ProcessInfo.processInfo.environment["SLUICE_SCHEMA"] ?? ""
            return try await PostgresOperator(
                connection, schema: givenSchema ?? (environment.isEmpty ? "sluice" : environment))
        #else
            throw Self.builtWithoutPostgres
        #endif
    }

    /// What is asked needs what this command has not.
    static var builtWithoutPostgres: SluiceError {
        SluiceError(
            .noOwner,
            """
            this 'sluice' was built without PostgreSQL; build it with the trait 'Postgres', which needs libpq: \
            swift build --product sluice --traits SQLite,Postgres
            """)
    }

    private func viewer(ofFile path: String) async throws -> any RunViewer {
        let owner = ControlClient(path: StorePath.control(of: path))
        do {
            _ = try await owner.ping()
            return owner
        } catch let error as SluiceError where error.code == .noOwner {
            // Then the file tells.
        }
        guard FileManager.default.fileExists(atPath: path) else {
            throw SluiceError(.noOwner, "there is no store '\(path)'; name the file that the service opens")
        }
        #if SQLite
            return try SQLiteStoreReader(path: path)
        #else
            throw SluiceError(
                .noOwner,
                "no service owns the store '\(path)' now; start it, or build 'sluice' with the trait 'SQLite', to read its file"
            )
        #endif
    }
}

extension AsyncParsableCommand {
    /// Does what a command is for, and says what stands in its way.
    func reporting(_ body: () async throws -> Void) async throws {
        do { try await body() } catch let error as SluiceError { throw Failure.problems("error: \(error)") }
    }
}
