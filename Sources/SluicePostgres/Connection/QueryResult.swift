#if Postgres
    import CSluicePQ

    /// Owns a result of libpq's, which nobody changes any more: reading it is safe from any thread.
    final class QueryResult: @unchecked Sendable {
        private let result: OpaquePointer

        init(_ result: OpaquePointer) { self.result = result }

        deinit { PQclear(result) }

        var rowCount: Int { Int(PQntuples(result)) }
        var columnCount: Int { Int(PQnfields(result)) }
        var affectedCount: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

        func type(of column: Int) -> UInt32 { PQftype(result, Int32(clamping: column)) }

        func isBinary(_ column: Int) -> Bool { PQfformat(result, Int32(clamping: column)) == 1 }

        func name(of column: Int) -> String {
            PQfname(result, Int32(clamping: column)).map { String(cString: $0) } ?? ""
        }

        /// A field's bytes, which live as long as this; `nil` for NULL. Row and column must be there.
        func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
            let (row, column) = (Int32(clamping: row), Int32(clamping: column))
            guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return nil }
            return UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        }
    }
#endif
