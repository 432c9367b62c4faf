#if Postgres
    import CSluicePQ

    /// A statement's answer.
    struct Rows: Sendable, RandomAccessCollection {
        let result: QueryResult

        init(_ result: QueryResult) { self.result = result }

        var startIndex: Int { 0 }
        var endIndex: Int { result.rowCount }

        subscript(row: Int) -> Row { Row(result: result, row: row) }

        /// How many rows a statement that changes some has changed.
        var affectedCount: Int { result.affectedCount }
    }

    /// A row of an answer. Columns are counted from 0.
    ///
    /// Nothing here traps: what is not as expected throws ``DatabaseError/unreadable(_:)``, since the other side of a
    /// connection may be anything.
    struct Row: Sendable {
        fileprivate let result: QueryResult
        fileprivate let row: Int

        func isNull(_ column: Int) throws(DatabaseError) -> Bool {
            _ = try type(of: column)
            return result.bytes(row, column) == nil
        }

        /// How many columns there are.
        var count: Int { result.columnCount }

        /// A value that is not NULL.
        func value<Value: PostgresValue>(
            _ column: Int, as type: Value.Type = Value.self
        ) throws(DatabaseError) -> Value {
            guard let value = try optional(column, as: type) else { throw unreadable(column, "is NULL") }
            return value
        }

        /// A value, or `nil` for NULL.
        func optional<Value: PostgresValue>(
            _ column: Int, as type: Value.Type = Value.self
        ) throws(DatabaseError) -> Value? {
            let type = Value.type
            defer { withExtendedLifetime(result) {} }
            let number = try self.type(of: column)
            guard type.reads(number) else { throw mismatch(column, number, type.name) }
            guard let bytes = result.bytes(row, column) else { return nil }
            guard let value = Value(postgres: bytes) else { throw unreadable(column, "is no '\(type.name)'") }
            return value
        }

        /// An array none of whose elements is NULL.
        func array<Value: PostgresValue>(
            _ column: Int, as type: Value.Type = Value.self
        ) throws(DatabaseError) -> [Value] {
            var values: [Value] = []
            try forEach(column, as: type) { value throws(DatabaseError) in
                guard let value else { throw unreadable(column, "has a NULL among its elements") }
                values.append(value)
            }
            return values
        }

        /// An array; elements that are NULL are `nil`.
        func optionals<Value: PostgresValue>(
            _ column: Int, as type: Value.Type = Value.self
        ) throws(DatabaseError) -> [Value?] {
            var values: [Value?] = []
            try forEach(column, as: type) { value throws(DatabaseError) in values.append(value) }
            return values
        }

        private func forEach<Value: PostgresValue>(
            _ column: Int, as: Value.Type, _ body: (Value?) throws(DatabaseError) -> Void
        ) throws(DatabaseError) {
            let type = Value.type
            defer { withExtendedLifetime(result) {} }
            let number = try self.type(of: column)
            guard type.readsArray(number) else { throw mismatch(column, number, "\(type.name)[]") }
            guard let bytes = result.bytes(row, column) else { throw unreadable(column, "is NULL") }
            var reader = ArrayReader(bytes)
            guard let header = reader.header(), type.reads(header.elementType) else {
                throw unreadable(column, "is no array of '\(type.name)' with one dimension")
            }
            for _ in 0..<header.count {
                switch reader.element() {
                case .null: try body(nil)
                case .bytes(let bytes):
                    guard let value = Value(postgres: bytes) else {
                        throw unreadable(column, "has an element that is no '\(type.name)'")
                    }
                    try body(value)
                case .missing: throw unreadable(column, "ends before its last element")
                }
            }
            guard reader.isAtEnd else { throw unreadable(column, "goes on after its last element") }
        }

        /// - Throws: ``DatabaseError/unreadable(_:)`` where there is no such column, or no such row.
        private func type(of column: Int) throws(DatabaseError) -> UInt32 {
            guard row >= 0, row < result.rowCount, column >= 0, column < result.columnCount else {
                let size = "\(result.columnCount) columns in \(result.rowCount) rows"
                throw .unreadable("there is no column \(column) in row \(row); there are \(size)")
            }
            guard result.isBinary(column) else { throw unreadable(column, "is not in the binary format") }
            return result.type(of: column)
        }

        private func mismatch(_ column: Int, _ number: UInt32, _ name: String) -> DatabaseError {
            unreadable(column, "has the type number \(number), and is not of the type '\(name)'")
        }

        private func unreadable(_ column: Int, _ what: String) -> DatabaseError {
            .unreadable("column \(column) ('\(result.name(of: column))') \(what)")
        }
    }
#endif
