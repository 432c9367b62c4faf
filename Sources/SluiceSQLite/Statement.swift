#if SQLite
    import GRDB
    import GRDBSQLite
    import Sluice

    /// A prepared statement, bound and read by position through SQLite's own interface: what runs for every run that is triggered, started
    /// or ended does without the arrays of boxed values that a more convenient interface makes.
    final class PreparedStatement {
        private let statement: GRDB.Statement
        private let handle: SQLiteStatement
        private var position: Int32 = 1
        /// What went wrong first with a value that was bound.
        private var bindingCode = SQLITE_OK

        init(_ database: Database, _ sql: String) throws {
            statement = try database.makeStatement(sql: sql)
            handle = statement.sqliteStatement
        }

        // MARK: Binding, from left to right

        func bind(_ value: Int64) {
            note(sqlite3_bind_int64(handle, position, value))
        }

        func bind(_ value: Int64?) {
            if let value { bind(value) } else { bindNull() }
        }

        func bind(_ value: UInt64) { bind(Int64(bitPattern: value)) }

        func bind(_ value: Int) { bind(Int64(value)) }

        func bind(_ time: Timestamp?) {
            if let time { bind(time.microseconds) } else { bindNull() }
        }

        func bindNull() {
            note(sqlite3_bind_null(handle, position))
        }

        func bind(_ text: String?) {
            guard var text else { return bindNull() }
            let code = text.withUTF8 { bytes in
                // An empty text must not become NULL, which a null pointer would be.
                if bytes.isEmpty { return sqlite3_bind_text(handle, position, "", 0, transient) }
                return bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(handle, position, $0.baseAddress, Int32(clamping: $0.count), transient)
                }
            }
            note(code)
        }

        func bind(_ bytes: [UInt8]?) {
            guard let bytes else { return bindNull() }
            let code = bytes.withUnsafeBytes { buffer in
                buffer.isEmpty
                    ? sqlite3_bind_zeroblob(handle, position, 0)
                    : sqlite3_bind_blob(handle, position, buffer.baseAddress, Int32(clamping: buffer.count), transient)
            }
            note(code)
        }

        func bind(_ id: RunID?) {
            guard let id else { return bindNull() }
            let code = withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) { buffer in
                sqlite3_bind_blob(handle, position, buffer.baseAddress, 16, transient)
            }
            note(code)
        }

        private func note(_ code: Int32) {
            if bindingCode == SQLITE_OK { bindingCode = code }
            position += 1
        }

        /// Executes a statement that gives no rows.
        func execute() throws {
            defer { reset() }
            guard bindingCode == SQLITE_OK else { throw failure(bindingCode) }
            let code = sqlite3_step(handle)
            guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
        }

        /// Calls `body` for each row, until it says that it wants no more.
        func visit(_ body: (borrowing SQLiteRow) throws -> Bool) throws {
            defer { reset() }
            guard bindingCode == SQLITE_OK else { throw failure(bindingCode) }
            while true {
                switch sqlite3_step(handle) {
                case SQLITE_ROW: guard try body(SQLiteRow(handle: handle)) else { return }
                case SQLITE_DONE: return
                case let code: throw failure(code)
                }
            }
        }

        /// Calls `body` for each row.
        func forEach(_ body: (borrowing SQLiteRow) throws -> Void) throws {
            try visit { row in
                try body(row)
                return true
            }
        }

        private func reset() {
            sqlite3_reset(handle)
            position = 1
            bindingCode = SQLITE_OK
        }

        private func failure(_ code: Int32) -> DatabaseError {
            let connection = sqlite3_db_handle(handle)
            return DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: String(cString: sqlite3_errmsg(connection)), sql: statement.sql)
        }
    }

    /// SQLite copies what is bound.
    private var transient: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    /// The row that a statement stands on.
    struct SQLiteRow: ~Copyable {
        fileprivate let handle: SQLiteStatement

        func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

        func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

        func time(_ column: Int32) -> Timestamp? {
            isNull(column) ? nil : Timestamp(microseconds: integer(column))
        }

        func text(_ column: Int32) -> String? {
            guard let start = sqlite3_column_text(handle, column) else { return nil }
            let count = Int(sqlite3_column_bytes(handle, column))
            return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        }

        func bytes(_ column: Int32) -> [UInt8]? {
            if isNull(column) { return nil }
            let start = sqlite3_column_blob(handle, column)
            return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
        }

        func id(_ column: Int32) -> RunID? {
            guard let start = sqlite3_column_blob(handle, column), sqlite3_column_bytes(handle, column) == 16 else {
                return nil
            }
            let words = UnsafeRawBufferPointer(start: start, count: 16)
            return RunID(
                high: UInt64(bigEndian: words.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                low: UInt64(bigEndian: words.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }
#endif
