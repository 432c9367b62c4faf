import Testing

@testable import SluiceCompiler

@Suite struct ModelTests {
    private func read(_ texts: String...) throws -> Declarations {
        let files = texts.enumerated().map { SourceFile(path: "\($0.offset).tasks.yaml", text: $0.element) }
        let checked = CheckedDeclarations(files)
        #expect(checked.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
        return checked.declarations
    }

    @Test func aTaskWithEverything() throws {
        let declarations = try read(
            """
            queues:
              users: { concurrencyKey: required, concurrencyLimit: { perKey: 2, total: 5 }, onWait: hold, paused: true }
            types:
              Priority: [low, high-er]
            tasks:
              child:
              send-email:
                description: Sends.
                payload:
                  to: String
                  level: Priority = high-er
                  tags: "[String: [Int]]?"
                  copies: { type: UInt8, default: 2, description: How many. }
                output: [Priority]
                queue: { concurrencyLimit: 3, description: Mine. }
                overrides: [users]
                concurrencyKey: to
                retry: { maxAttempts: 5, factor: 1.5, minTimeout: 2s, maxTimeout: 1h, randomize: false }
                maxDuration: 1m
                ttl: 2m
                priority: 3m
                waitsFor: [child]
            """)
        let task = try #require(declarations.tasks.last)
        #expect(task.id.value == "send-email")
        #expect(task.description == "Sends.")
        guard case .fields(let fields) = task.payload else {
            Issue.record("the payload has fields")
            return
        }
        #expect(fields.map(\.name.value) == ["to", "level", "tags", "copies"])
        #expect(fields.map(\.type.value.yaml) == ["String", "Priority", "[String: [Int]]?", "UInt8"])
        #expect(fields.map(\.defaultValue?.value) == [nil, .enumerationCase("high-er"), nil, .integer(2)])
        #expect(fields.map(\.description) == [nil, nil, nil, "How many."])
        guard case .type(let output) = task.output else {
            Issue.record("the output is one type")
            return
        }
        #expect(output.value.yaml == "[Priority]")

        #expect(declarations.queues.map(\.name.value) == ["users", "task/child", "task/send-email"])
        #expect(declarations.queues.map(\.owner) == [nil, 0, 1])
        let own = declarations[task.queue]
        #expect(task.ownsQueue)
        #expect(own.limits.total?.value == 3)
        #expect(own.limits.isBare)
        #expect(own.description == "Mine.")
        let users = declarations[task.overrides[0]]
        #expect(users.limits.perKey?.value == 2)
        #expect(users.limits.total?.value == 5)
        #expect(users.concurrencyKey == .required)
        #expect(users.onWait == .hold)
        #expect(users.paused)

        #expect(task.keyField?.name.value == "to")
        #expect(task.keyField?.type == .builtin(.string))
        #expect(task.retry.maxAttempts == 5)
        #expect(task.retry.factor == 1.5)
        #expect(task.retry.minTimeout == Milliseconds(2_000))
        #expect(task.retry.maxTimeout == Milliseconds(3_600_000))
        #expect(!task.retry.randomize)
        #expect(task.maxDuration?.value == Milliseconds(60_000))
        #expect(task.ttl?.value == Milliseconds(120_000))
        #expect(task.priority?.value == Milliseconds(180_000))
        #expect(declarations[task.waitsFor[0]].id.value == "child")
    }

    @Test func whatIsLeftOutHasItsDefault() throws {
        let declarations = try read("tasks: { a: }")
        let task = declarations.tasks[0]
        #expect(task.retry.maxAttempts == 3)
        #expect(task.retry.factor == 2)
        #expect(task.retry.minTimeout.description == "1s")
        #expect(task.retry.maxTimeout.description == "1m")
        #expect(task.retry.randomize)
        #expect(declarations[task.queue].limits.total == nil)
        #expect(declarations[task.queue].concurrencyKey == .none)
        #expect(declarations[task.queue].onWait == .release)
        #expect(declarations.organization == nil)
        #expect(declarations.swift.namespace == "Tasks")
        #expect(declarations.swift.access == .internal)
    }

    @Test func filesAreOneNamespace() throws {
        let declarations = try read(
            "tasks: { b: { queue: shared, payload: Item, waitsFor: [a] } }",
            "queues: { shared: }\ntypes: { Item: { n: Int } }\ntasks: { a: }\nswift: { imports: [A, B, A] }")
        #expect(declarations.tasks.map(\.id.value) == ["b", "a"])
        #expect(declarations.tasks.map(\.file) == [0, 1])
        #expect(declarations[declarations.tasks[0].queue].name.value == "shared")
        #expect(declarations.tasks[0].waitsFor[0].index == 1)
        #expect(declarations.swift.imports.map(\.value) == ["A", "B"])
    }

    @Test func defaultsAreReadByTheirTypes() throws {
        let declarations = try read(
            """
            types:
              Colour: [red, green]
              All:
                a: String = 5
                b: "[Colour] = [red, green]"
                c: "[String: Bool?] = { x: true, y: null }"
                d: Date = 1970-01-02
                e: Data = AQI=
                f: 'String = "quoted # text"'
                g: { type: "[[Int]]", default: [[1], []] }
                h: Float = 1
                i: "String? = null"
                j: UUID = 123e4567-e89b-12d3-a456-426614174000
                k: URL = https://example.com
                l: UInt64 = 18446744073709551615
                m: Int = 0x10
            tasks: { t: { payload: All } }
            """)
        guard case .structure(let fields) = declarations.types[1].kind else {
            Issue.record("'All' is a struct")
            return
        }
        let expected: [Literal] = [
            .string("5"), .array([.enumerationCase("red"), .enumerationCase("green")]),
            .dictionary([.init(key: "x", value: .bool(true)), .init(key: "y", value: .null)]), .date(86_400_000),
            .data([1, 2]), .string("quoted # text"), .array([.array([.integer(1)]), .array([])]), .floatingPoint(1),
            .null,
            .uuid("123E4567-E89B-12D3-A456-426614174000"), .url("https://example.com"),
            .integer(18_446_744_073_709_551_615),
            .integer(16),
        ]
        #expect(fields.map(\.defaultValue?.value) == expected)
    }

    @Test func placesInsideTypesAreExact() throws {
        let declarations = CheckedDeclarations([
            SourceFile(
                path: "a", text: "tasks:\n  t:\n    payload: { a: \"[String: Item]?\", b: Item = x, c: [Item] }\n")
        ]).declarations
        var columns: [Int] = []
        declarations.eachTypeReference { reference, _ in columns.append(reference.place.start.column) }
        #expect(columns == [29, 41, 55])
    }
}
