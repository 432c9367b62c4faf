#if Postgres
    import Sluice
    import SluicePostgresTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("Values survive the way to the server and back", .timeLimit(.minutes(3)))
    struct RoundTripTests {
        /// Sends a value and arrays of it, and compares what comes back, each by what the server calls its type.
        private func expectRoundTrips<Value: PostgresValue & Equatable & Sendable>(
            _ values: [Value], _ database: Database, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let type = Value.type.name
            let statement = Statement(
                name: "echo-\(type)",
                text: "SELECT $1, $2, $3, $4, pg_typeof($1)::text, pg_typeof($3)::text, array_position($3, NULL)")
            let withNulls = values.flatMap { [$0, nil] } + [nil]
            for value in values {
                var parameters = Parameters()
                parameters.add(value)
                parameters.add(Value?.none)
                parameters.add(withNulls)
                parameters.add(values)
                let rows = try await database.run(statement, parameters)
                #expect(rows.count == 1, sourceLocation: sourceLocation)
                let row = rows[0]
                #expect(try row.value(0) == value, sourceLocation: sourceLocation)
                #expect(try row.optional(0) == value, sourceLocation: sourceLocation)
                #expect(try row.optional(1, as: Value.self) == nil, sourceLocation: sourceLocation)
                #expect(try row.optionals(2) == withNulls, sourceLocation: sourceLocation)
                #expect(try row.array(3) == values, sourceLocation: sourceLocation)
                #expect(try row.value(4) == Self.names[type], sourceLocation: sourceLocation)
                #expect(try row.value(5) == Self.names[type].map { "\($0)[]" }, sourceLocation: sourceLocation)
                #expect(try row.value(6, as: Int32.self) == 2, sourceLocation: sourceLocation)
            }
            var empty = Parameters()
            empty.add([Value]())
            empty.add([Value?]())
            let arrays = Statement(name: "arrays-\(type)", text: "SELECT $1, $2, cardinality($1), '{}'::\(type)[]")
            let rows = try await database.run(arrays, empty)
            for column in [0, 1, 3] {
                #expect(try rows[0].array(column, as: Value.self) == [], sourceLocation: sourceLocation)
            }
            #expect(try rows[0].value(2, as: Int32.self) == 0, sourceLocation: sourceLocation)
        }

        private static let names = [
            "bool": "boolean", "int2": "smallint", "int4": "integer", "int8": "bigint", "float8": "double precision",
            "text": "text", "bytea": "bytea", "uuid": "uuid",
        ]

        @Test func ofEveryType() async throws {
            try await withDatabase { database in
                try await expectRoundTrips([true, false], database)
                try await expectRoundTrips([0, -1, 258, .min, .max] as [Int16], database)
                try await expectRoundTrips([0, -1, 16_909_060, .min, .max] as [Int32], database)
                try await expectRoundTrips([0, -1, 72_623_859_790_382_856, .min, .max] as [Int64], database)
                try await expectRoundTrips([0, -1.5, .infinity, .leastNonzeroMagnitude, .pi] as [Double], database)
                try await expectRoundTrips(
                    [
                        RunID(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210), RunID(high: 0, low: 0),
                        RunID(high: .max, low: .max),
                    ], database)
                try await expectRoundTrips(
                    ["", "a", "größer 🦦👩‍👩‍👧", "NULL", "{\"a\",b}", "'; DROP TABLE x; --", "*:|\\\n\t"], database)
                try await expectRoundTrips([[], [0], [0, 1, 0, 255], Array(0...255)], database)
            }
        }

        /// Whether our numbers are what the server takes them for.
        @Test func valuesMeanTheSameThere() async throws {
            try await withDatabase { database in
                let id = try #require(RunID("01957f2e-5a3c-7d10-8000-0123456789ab"))
                var parameters = Parameters()
                parameters.add(Int64(-1_234_567_890_123))
                parameters.add(id)
                parameters.add(-0.25)
                parameters.add([UInt8]([0, 171, 255]))
                parameters.add(true)
                parameters.add(["a", nil, "", "NULL"])
                let statement = Statement(
                    name: "texts", text: "SELECT $1::text, $2::text, $3::text, $4::text, $5::text, $6::text")
                let texts = try await database.run(statement, parameters) { rows in
                    try (0..<6).map { try rows[0].value($0, as: String.self) }
                }
                #expect(
                    texts == [
                        "-1234567890123", id.description, "-0.25", #"\x00abff"#, "true", #"{a,NULL,"","NULL"}"#,
                    ])
            }
        }

        @Test func ofAMebibyte() async throws {
            try await withDatabase { database in
                let bytes = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
                let text = String(repeating: "🦦", count: 1 << 18)
                var parameters = Parameters()
                parameters.reserveCapacity(4 << 20)
                parameters.add(bytes)
                parameters.add(text)
                parameters.add([bytes, nil, bytes])
                let rows = try await database.run(Statement(name: "large", text: "SELECT $1, $2, $3"), parameters)
                #expect(try rows[0].value(0) == bytes)
                #expect(try rows[0].value(1) == text)
                #expect(try rows[0].optionals(2) == [bytes, nil, bytes])
            }
        }

        @Test func ofAThousandPayloadsAtOnce() async throws {
            try await withDatabase { database in
                try await database.script("CREATE TABLE payload(id uuid, bytes bytea)")
                let payloads = (0..<1_000).map { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: $0) }
                var parameters = Parameters()
                parameters.add(payloads.indices.lazy.map { RunID(high: 1, low: UInt64($0)) })
                parameters.add(payloads)
                let insert = Statement(
                    name: "insert",
                    text: "INSERT INTO payload SELECT * FROM unnest($1, $2) RETURNING id")
                let rows = try await database.run(insert, parameters)
                #expect(rows.affectedCount == 1_000)
                #expect(try rows.map { try $0.value(0, as: RunID.self).low } == Array(0..<1_000))
                let read = Statement(name: "read", text: "SELECT bytes FROM payload ORDER BY id")
                let stored = try await database.run(read)
                #expect(try stored.map { try $0.value(0, as: [UInt8].self) } == payloads)
            }
        }

        @Test func ofNothing() async throws {
            try await withDatabase { database in
                let sleep = Statement(name: "void", text: "SELECT pg_sleep(0)")
                let slept = try await database.run(sleep)
                #expect(slept.count == 1)
                let none = Statement(name: "none", text: "SELECT 1 WHERE false")
                let nothing = try await database.run(none)
                #expect(nothing.isEmpty)
                let make = Statement(name: "make", text: "CREATE TABLE made()")
                let made = try await database.run(make)
                #expect(made.isEmpty)
            }
        }
    }
#endif
