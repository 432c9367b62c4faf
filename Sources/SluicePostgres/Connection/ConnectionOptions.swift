#if Postgres
    import CSluicePQ

    #if canImport(Darwin)
        import Darwin
    #elseif canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #endif

    /// What connections are made with: a connection string, which only libpq reads, and what it leaves open.
    struct ConnectionOptions: Sendable {
        /// What libpq would wait for without an end, or for hours. Only where neither the string nor the environment
        /// nor a service file says otherwise.
        private static let defaults = [
            ("connect_timeout", "10"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"),
        ]

        private var keywords: [String]
        private var values: [String]

        /// - Throws: ``DatabaseError/invalid(_:)`` for a string that libpq does not understand.
        init(_ string: String) throws(DatabaseError) {
            guard !string.utf8.contains(0) else { throw .invalid("the connection string has a NUL byte") }
            let known = try Self.resolve(string)
            // A name of a database that is a connection string counts as all that it says, in its place: what follows
            // wins.
            keywords = ["dbname", "fallback_application_name", "client_encoding"]
            values = [string, "sluice", "UTF8"]
            for (keyword, value) in Self.defaults where known[keyword] == .some(nil) {
                keywords.append(keyword)
                values.append(value)
            }
        }

        /// What it gives libpq for a keyword; `nil` for what is left to libpq.
        subscript(keyword: String) -> String? {
            keywords.firstIndex(of: keyword).map { values[$0] }
        }

        /// Connects. May block for as long as the options say, and for as long as names take to be resolved.
        func connect() -> OpaquePointer? {
            Self.withPointers(keywords, values) { PQconnectdbParams($0, $1, 1) }
        }

        /// Asks libpq for everything that a string says or leaves to others, and does not connect: a mode of TLS that
        /// there is not keeps libpq from that, and shows, where it comes back, that all else was understood.
        /// - Returns: The values of all options that this libpq knows.
        private static func resolve(_ string: String) throws(DatabaseError) -> [String: String?] {
            let marker = "sluice-asks"
            let connection = withPointers(["dbname", "sslmode"], [string, marker]) { PQconnectStartParams($0, $1, 1) }
            guard let connection else { throw .invalid("there is no memory for a connection") }
            defer { PQfinish(connection) }
            guard let options = PQconninfo(connection) else { throw .invalid("there is no memory for a connection") }
            defer { PQconninfoFree(options) }
            var known: [String: String?] = [:]
            var option = options
            while let keyword = option.pointee.keyword {
                let value = option.pointee.val.map { String(cString: $0) } ?? ""
                known[String(cString: keyword)] = .some(value.isEmpty ? nil : value)
                option += 1
            }
            guard known["sslmode"] == marker else {
                // Which may quote the string, with a password.
                let reason = message(of: connection)
                let quoted = string.isEmpty ? reason : reason.replacing(string, with: "…")
                throw .invalid("the connection string is wrong: \(quoted)")
            }
            return known
        }

        /// What libpq says about a connection that failed, on one line.
        static func message(of connection: OpaquePointer) -> String {
            String(cString: PQerrorMessage(connection)).split(whereSeparator: \.isNewline).joined(separator: "; ")
                .replacing("\t", with: "")
        }

        private typealias Texts = UnsafePointer<UnsafePointer<CChar>?>

        private static func withPointers<Value>(
            _ keywords: [String], _ values: [String], _ body: (Texts?, Texts?) -> Value
        ) -> Value {
            let copies = [keywords, values].map { texts in texts.map { strdup($0) } + [nil] }
            defer { for copy in copies.joined() { free(copy) } }
            let pointers = copies.map { $0.map { UnsafePointer($0) } }
            return pointers[0].withUnsafeBufferPointer { keywords in
                pointers[1].withUnsafeBufferPointer { values in body(keywords.baseAddress, values.baseAddress) }
            }
        }
    }
#endif
