#if Postgres
    import CSluicePQ

    /// What PostgreSQL says about a statement that it refused.
    struct ServerError: Error, Sendable {
        /// Five characters, as in the appendix "PostgreSQL Error Codes"; the first two are the class.
        let sqlState: String
        let message: String
        let detail: String?
        let hint: String?
        /// The name of the constraint that was violated.
        let constraint: String?
        /// Whether the server ended the connection with it, so that nothing is known of the statement.
        let isFatal: Bool
        /// The server's function that raised it: unlike the message in no language.
        let function: String?

        /// Why it accepts no connection.
        /// - Parameter text: What libpq says of an attempt, in full. `nil` if that is not the server's.
        init?(refusal text: String) {
            guard let match = text.firstMatch(of: #/:  ([0-9A-Z]{5}): (.*)/#) else { return nil }
            sqlState = String(match.1)
            message = String(match.2)
            // Nothing was sent yet that it could leave open.
            isFatal = false
            (detail, hint, constraint, function) = (nil, nil, nil, nil)
        }

        /// - Returns: `nil` if the result is libpq's own, about a connection that was lost.
        init?(_ result: OpaquePointer) {
            func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
            guard let state = field(Field.sqlState) else { return nil }
            sqlState = state
            message = field(Field.message) ?? "no message"
            detail = field(Field.detail)
            hint = field(Field.hint)
            constraint = field(Field.constraint)
            isFatal = ["FATAL", "PANIC"].contains(field(Field.severity))
            function = field(Field.function)
        }

        /// Macros of characters, which Swift does not import.
        private enum Field {
            static let severity = Int32(UInt8(ascii: "V"))
            static let sqlState = Int32(UInt8(ascii: "C"))
            static let message = Int32(UInt8(ascii: "M"))
            static let detail = Int32(UInt8(ascii: "D"))
            static let hint = Int32(UInt8(ascii: "H"))
            static let constraint = Int32(UInt8(ascii: "n"))
            static let function = Int32(UInt8(ascii: "R"))
        }
    }

    extension ServerError: CustomStringConvertible {
        var description: String {
            var text = "\(message) (\(sqlState))"
            if let detail { text += "; \(detail)" }
            if let hint { text += "; \(hint)" }
            return text
        }
    }

    extension ServerError {
        /// Whether a prepared statement is not, or not any more, what it was: a table has changed, or somebody between
        /// here and the server has forgotten it. Preparing it again helps.
        var isAboutPreparing: Bool {
            sqlState == "26000" || sqlState == "0A000" && function == "RevalidateCachedQuery"
        }

        /// Whether the server knows who asks, or what for, and will refuse it until somebody changes something: the user,
        /// the password, the database.
        var isAboutIdentity: Bool { sqlState.hasPrefix("28") || sqlState == "3D000" || sqlState == "42501" }

        /// Whether another connection may reach a server that can do it: this one is shutting down, or must not write
        /// any more.
        var isAboutServer: Bool { isFatal || sqlState == "25006" || sqlState.hasPrefix("57P") }
    }
#endif
