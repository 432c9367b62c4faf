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
            ("connect_timeout", "5"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"),
        ]

        private var keywords: [String]
        private var values: [String]

        /// - Throws: ``DatabaseError/invalid(_:)`` for a string that libpq does not understand.
        init(_ string: String) throws(DatabaseError) {
            guard !string.utf8.contains(0) else { throw .invalid("the connection string has a NUL byte") }
            let scheme = string.firstMatch(of: #/^([^:/?#='\s]*):\/\//#)?.1
            if let scheme, !["postgres", "postgresql"].contains(scheme) {
                throw .invalid("the connection string is wrong: its scheme is '\(scheme)'; write 'postgres://'")
            }
            let known = try Self.resolve(string)
            for port in (known["port"] ?? nil)?.split(separator: ",") ?? [] where UInt16(port) == nil {
                throw .invalid(
                    """
                    the connection string is wrong: what it has for a port is no number from 1 to 65535; in a URL, write \
                    '/', '@', ':' and '%' of a password as '%2F', '%40', '%3A' and '%25'
                    """)
            }
            // A name of a database that is a connection string counts as all that it says, in its place: what follows
            // wins.
            keywords = ["dbname", "fallback_application_name", "client_encoding"]
            values = [string, "sluice", "UTF8"]
            for (keyword, value) in Self.defaults where known[keyword] == .some(nil) {
                keywords.append(keyword)
                values.append(value)
            }
            // Of several servers, only one that takes changes will do.
            if known["host"]??.contains(",") == true, known["target_session_attrs"] == "any" {
                keywords.append("target_session_attrs")
                values.append("read-write")
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
                throw .invalid("the connection string is wrong: \(withoutQuotes(message(of: connection)))")
            }
            return known
        }

        /// Why the server refuses a connection: connects once more, step by step, since only so libpq tells the server's
        /// code.
        func refusal(within limit: Duration = .seconds(5)) -> ServerError? {
            let connection = Self.withPointers(keywords, values) { PQconnectStartParams($0, $1, 1) }
            guard let connection else { return nil }
            defer { PQfinish(connection) }
            PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
            let end = ContinuousClock.now + limit
            var step = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
            while step == PGRES_POLLING_READING || step == PGRES_POLLING_WRITING {
                let left = (end - .now) / .milliseconds(1)
                let event = step == PGRES_POLLING_READING ? POLLIN : POLLOUT
                var descriptor = pollfd(fd: PQsocket(connection), events: Int16(event), revents: 0)
                guard left > 0, poll(&descriptor, 1, Int32(left.rounded(.up))) > 0 else { return nil }
                step = PQconnectPoll(connection)
            }
            return step == PGRES_POLLING_FAILED ? ServerError(refusal: Self.unfolded(connection)) : nil
        }

        /// What libpq says about a connection that failed, on one line.
        static func message(of connection: OpaquePointer) -> String {
            unfolded(connection).split(whereSeparator: \.isNewline).joined(separator: "; ").replacing("\t", with: "")
        }

        private static func unfolded(_ connection: OpaquePointer) -> String {
            String(cString: PQerrorMessage(connection))
        }

        /// What libpq quotes of a string it does not understand may be a part of a password. Names of options are shown.
        private static func withoutQuotes(_ message: String) -> String {
            if message.contains(#/^(invalid connection option|invalid URI query parameter:?) "\w+"/#) { return message }
            return message.replacing(#/".*"/#, with: "\"…\"")
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
