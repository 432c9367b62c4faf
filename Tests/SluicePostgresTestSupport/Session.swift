#if Postgres
    import CSluicePQ
    import Dispatch
    import Foundation

    /// One connection, whose statements are sent one after the other, as a person at a terminal would: what is tested
    /// by it must not go through the connections under test.
    package final class Session: @unchecked Sendable {
        /// What the server says of a statement that it refused.
        package struct Refusal: Error, CustomStringConvertible {
            package let sqlState: String
            package let description: String
        }

        /// An answer, as text.
        package typealias Rows = [[String?]]

        /// libpq blocks: on a thread of the connection's own, which is the only one to use it.
        private let queue = DispatchQueue(label: "sluice-session")
        private let connection: OpaquePointer
        /// The server's process, by which others see what it waits for.
        package let process: Int

        /// - Parameter setup: What it begins with, as `SET`.
        package init(_ connectionString: String, setup: String = "") async throws {
            let made: Made = try await withCheckedThrowingContinuation { [queue] continuation in
                queue.async { continuation.resume(with: Result { try Self.connect(connectionString) }) }
            }
            connection = made.connection
            process = Int(PQbackendPID(made.connection))
            if !setup.isEmpty { try await run(setup) }
        }

        deinit {
            let made = Made(connection: connection)
            queue.async { PQfinish(made.connection) }
        }

        private struct Made: @unchecked Sendable {
            let connection: OpaquePointer
        }

        private static func connect(_ text: String) throws -> Made {
            let connection = PQconnectdb(text)!
            guard PQstatus(connection) == CONNECTION_OK else {
                defer { PQfinish(connection) }
                throw Refusal(sqlState: "08001", description: String(cString: PQerrorMessage(connection)))
            }
            // What the server has to say besides is nothing to those who read the tests' output.
            _ = PQsetNoticeProcessor(connection, { _, _ in }, nil)
            return Made(connection: connection)
        }

        /// Sends SQL, and waits for the answer to its last statement.
        /// - Throws: ``Refusal``.
        @discardableResult
        package func run(_ text: String) async throws -> Rows {
            try await withCheckedThrowingContinuation { continuation in
                queue.async { [self] in continuation.resume(with: Result { try execute(text) }) }
            }
        }

        /// Sends SQL, and lets the caller look meanwhile at what becomes of it.
        package func send(_ text: String) -> Task<Rows, any Error> {
            Task { try await self.run(text) }
        }

        private func execute(_ text: String) throws -> Rows {
            let result = PQexec(connection, text)
            defer { PQclear(result) }
            let status = PQresultStatus(result)
            guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
                let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
                let message = String(cString: PQerrorMessage(connection))
                throw Refusal(sqlState: state ?? "08006", description: message)
            }
            return (0..<PQntuples(result)).map { row in
                (0..<PQnfields(result)).map { column in
                    PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
                }
            }
        }
    }
#endif
