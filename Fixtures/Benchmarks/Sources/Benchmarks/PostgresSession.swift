import CBenchmarkPQ
import Foundation

/// A connection for what a benchmark itself asks of the database. Its caller waits while it asks.
final class PostgresSession {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let connection: OpaquePointer?

    /// The connection string that the benchmarks use.
    static var database: String {
        get throws {
            guard let database = ProcessInfo.processInfo.environment["DATABASE_URL"] else {
                throw Failure(description: "set DATABASE_URL to a connection string of PostgreSQL")
            }
            return database
        }
    }

    init() throws {
        connection = PQconnectdb(try Self.database)
        guard PQstatus(connection) == CONNECTION_OK else { throw failure }
        try ask("SET client_min_messages TO warning")
    }

    deinit { PQfinish(connection) }

    /// - Returns: The rows of the last statement; what is NULL is empty.
    @discardableResult
    func ask(_ statements: String) throws -> [[String]] {
        let result = PQexec(connection, statements)
        defer { PQclear(result) }
        guard [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(result)) else { throw failure }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
        }
    }

    func number(_ statements: String) throws -> Double {
        guard let number = try ask(statements).first?.first.flatMap(Double.init) else {
            throw Failure(description: "no number is the answer to: \(statements)")
        }
        return number
    }

    private var failure: Failure { Failure(description: String(cString: PQerrorMessage(connection))) }
}
