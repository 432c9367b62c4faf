#if Postgres
    import Sluice
    import SluiceTestSupport
    import Testing

    @testable import SluicePostgres

    @Suite("An answer that is not what was expected is an error, and never a trap", .timeLimit(.minutes(2)))
    struct ReadingTests {
        private func expectUnreadable(
            _ part: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
        ) async {
            let error = await expectFailure(.unreadable, sourceLocation: sourceLocation, body)
            #expect("\(error.map { "\($0)" } ?? "")".contains(part), sourceLocation: sourceLocation)
            #expect(error?.mayBeExecuted == true, sourceLocation: sourceLocation)
        }

        @Test func otherTypesAreRefused() async throws {
            try await withDatabase { database in
                let statement = Statement(
                    name: "mixed",
                    text: """
                        SELECT 1::int4 AS small, 2::int8, 'text'::text, NULL::int8 AS missing, ARRAY[1::int8, NULL],
                            ARRAY[[1::int8]], ARRAY['a'], now() AS time
                        """)
                let row = try await database.run(statement)[0]
                await expectUnreadable("column 0 ('small') has the type number 23") {
                    _ = try row.value(0, as: Int64.self)
                }
                await expectUnreadable("not of the type 'int4'") { _ = try row.value(1, as: Int32.self) }
                await expectUnreadable("not of the type 'uuid'") { _ = try row.optional(2, as: RunID.self) }
                await expectUnreadable("not of the type 'bytea'") { _ = try row.optional(2, as: [UInt8].self) }
                await expectUnreadable("('missing') is NULL") { _ = try row.value(3, as: Int64.self) }
                await expectUnreadable("is not of the type 'int8[]'") { _ = try row.array(3, as: Int64.self) }
                await expectUnreadable("a NULL among its elements") { _ = try row.array(4, as: Int64.self) }
                await expectUnreadable("no array of 'int8' with one dimension") { _ = try row.array(5, as: Int64.self) }
                await expectUnreadable("is not of the type 'int8[]'") { _ = try row.array(6, as: Int64.self) }
                await expectUnreadable("is not of the type 'int8'") { _ = try row.value(7, as: Int64.self) }
                await expectUnreadable("no column 8 in row 0") { _ = try row.value(8, as: Int64.self) }
                await expectUnreadable("no column -1 in row 0") { _ = try row.value(-1, as: Int64.self) }
            }
        }

        @Test func rowsThatThereAreNotAreRefused() async throws {
            try await withDatabase { database in
                let rows = try await database.run(Statement(name: "one", text: "SELECT 1::int8"))
                for row in [-1, 1, .max] {
                    await expectUnreadable("in row \(row)") { _ = try rows[row].value(0, as: Int64.self) }
                }
            }
        }

        @Test func namesAndOtherTextsAreTexts() async throws {
            try await withDatabase { database in
                let statement = Statement(
                    name: "texts",
                    text:
                        "SELECT 'a'::varchar, 'b'::name, 'c'::char(1), '[1]'::json, ARRAY['d'::name], ARRAY['e'::varchar]"
                )
                let row = try await database.run(statement)[0]
                let texts = try (0..<4).map { try row.value($0, as: String.self) }
                #expect(texts == ["a", "b", "c", "[1]"])
                let arrays = try (4..<6).map { try row.array($0, as: String.self) }
                #expect(arrays == [["d"], ["e"]])
            }
        }

        @Test func whatReadingThrowsIsAnError() async throws {
            struct Refusal: Error {}
            try await withDatabase { database in
                let error = await expectFailure(.unreadable) {
                    try await database.run(Statement(name: "one", text: "SELECT 1")) { _ in throw Refusal() }
                }
                #expect(error?.description.contains("one: Refusal()") == true)
                let next = try await database.value("SELECT 2", as: Int32.self)
                #expect(next == 2)
            }
        }

        /// As an array comes from a server that has gone mad.
        @Test func damagedArraysEndEarly() {
            var parameters = Parameters()
            parameters.add([Int64(1), nil, 3, 4])
            let bytes = parameters.withArguments { arguments in
                let start = arguments.values?[0]
                return Array(UnsafeRawBufferPointer(start: start, count: Int(arguments.lengths?[0] ?? 0)))
            }
            #expect(bytes.count == 20 + 4 * 4 + 3 * 8)
            #expect(read(bytes) == [8, nil, 8, 8])
            for count in bytes.indices { #expect(read(Array(bytes.prefix(count))) == nil) }
            var generator = SeededGenerator(seed: 5)
            for _ in 0..<20_000 {
                var damaged = bytes
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    damaged[Int.random(in: damaged.indices, using: &generator)] = .random(
                        in: 0...255, using: &generator)
                }
                if let counts = read(damaged) { #expect(counts.count <= 8) }
            }
        }

        /// The elements' sizes, if all is there and nothing more.
        private func read(_ bytes: [UInt8]) -> [Int?]? {
            bytes.withUnsafeBytes { bytes in
                var reader = ArrayReader(bytes)
                guard let header = reader.header() else { return nil }
                var counts: [Int?] = []
                for _ in 0..<header.count {
                    switch reader.element() {
                    case .null: counts.append(nil)
                    case .bytes(let bytes): counts.append(bytes.count)
                    case .missing: return nil
                    }
                }
                return reader.isAtEnd ? counts : nil
            }
        }
    }
#endif
