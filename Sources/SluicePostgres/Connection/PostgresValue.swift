#if Postgres
    import Sluice

    /// A type of PostgreSQL, and the numbers by which the protocol calls it. Those of built-in types are the same in
    /// every server.
    struct PostgresType: Sendable {
        let name: String
        let number: UInt32
        /// The type of arrays of it.
        let array: UInt32
        /// Types with the same binary format, which are read as this one.
        var likeIt: [UInt32] = []
        var arraysLikeIt: [UInt32] = []

        func reads(_ other: UInt32) -> Bool { other == number || likeIt.contains(other) }

        func readsArray(_ other: UInt32) -> Bool { other == array || arraysLikeIt.contains(other) }
    }

    /// What is sent to PostgreSQL and read from it, in the binary format of one of its types.
    protocol PostgresValue {
        static var type: PostgresType { get }

        /// Appends the value's bytes.
        func write(to bytes: inout [UInt8])

        /// - Returns: `nil` if the bytes can't be a value.
        init?(postgres bytes: UnsafeRawBufferPointer)
    }

    extension Bool: PostgresValue {
        static let type = PostgresType(name: "bool", number: 16, array: 1000)

        func write(to bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }

        init?(postgres bytes: UnsafeRawBufferPointer) {
            guard bytes.count == 1, bytes[0] < 2 else { return nil }
            self = bytes[0] == 1
        }
    }

    extension PostgresValue where Self: FixedWidthInteger {
        func write(to bytes: inout [UInt8]) {
            withUnsafeBytes(of: bigEndian) { bytes.append(contentsOf: $0) }
        }

        init?(postgres bytes: UnsafeRawBufferPointer) {
            guard bytes.count == MemoryLayout<Self>.size else { return nil }
            self.init(bigEndian: bytes.loadUnaligned(as: Self.self))
        }
    }

    extension Int16: PostgresValue {
        static let type = PostgresType(name: "int2", number: 21, array: 1005)
    }

    extension Int32: PostgresValue {
        static let type = PostgresType(name: "int4", number: 23, array: 1007)
    }

    extension Int64: PostgresValue {
        static let type = PostgresType(name: "int8", number: 20, array: 1016)
    }

    extension Double: PostgresValue {
        static let type = PostgresType(name: "float8", number: 701, array: 1022)

        func write(to bytes: inout [UInt8]) { Int64(bitPattern: bitPattern).write(to: &bytes) }

        init?(postgres bytes: UnsafeRawBufferPointer) {
            guard let bits = Int64(postgres: bytes) else { return nil }
            self.init(bitPattern: UInt64(bitPattern: bits))
        }
    }

    extension String: PostgresValue {
        static let type = PostgresType(
            name: "text", number: 25, array: 1009,
            // varchar, bpchar, name, json
            likeIt: [1043, 1042, 19, 114], arraysLikeIt: [1015, 1014, 1003, 199])

        func write(to bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }

        init?(postgres bytes: UnsafeRawBufferPointer) {
            guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
            self = text
        }
    }

    /// Bytes, not an array: `bytea`.
    extension [UInt8]: PostgresValue {
        static var type: PostgresType { PostgresType(name: "bytea", number: 17, array: 1001) }

        func write(to bytes: inout [UInt8]) { bytes.append(contentsOf: self) }

        init?(postgres bytes: UnsafeRawBufferPointer) { self.init(bytes) }
    }

    extension RunID: PostgresValue {
        static let type = PostgresType(name: "uuid", number: 2950, array: 2951)

        func write(to bytes: inout [UInt8]) {
            Int64(bitPattern: high).write(to: &bytes)
            Int64(bitPattern: low).write(to: &bytes)
        }

        init?(postgres bytes: UnsafeRawBufferPointer) {
            guard bytes.count == 16 else { return nil }
            self.init(
                high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }
#endif
