import Foundation
import SluiceCompiler
import SluiceTestSupport
import SluiceTooling
import Testing

@Suite("the schema of declarations")
struct DeclarationSchemaTests {
    /// Where each form stands in the schema.
    static let forms: [(pointer: String, form: MappingForm)] = [
        ("", .file),
        ("/properties/organization", .organization),
        ("/properties/organization/properties/plans/additionalProperties", .plan),
        ("/properties/queues/additionalProperties", .queue),
        ("/properties/queues/additionalProperties/properties/concurrencyLimit/anyOf/1", .limits),
        ("/properties/tasks/additionalProperties", .task),
        ("/properties/tasks/additionalProperties/properties/queue/anyOf/1", .queue),
        ("/properties/tasks/additionalProperties/properties/retry", .retry),
        ("/properties/tasks/additionalProperties/properties/schedule/anyOf/1", .schedule),
        ("/$defs/field/anyOf/2", .field),
        ("/properties/swift", .swift),
    ]

    @Test("knows and explains the keys that the parser knows", arguments: forms)
    func keys(_ pointer: String, _ form: MappingForm) throws {
        let schema = try #require(DeclarationSchema.json.value(at: pointer))
        let properties = try #require(schema.value(at: "/properties")?.members)
        #expect(Set(properties.keys) == Set(form.keys.map(\.name)))
        #expect(schema.value(at: "/additionalProperties") == false)
        for (name, property) in properties {
            for keyword in ["title", "description"] {
                guard case .string(let text)? = property.value(at: "/\(keyword)") else {
                    Issue.record("'\(name)' has no \(keyword)")
                    continue
                }
                #expect(!text.isEmpty)
            }
        }
    }

    @Test("has a place for every key")
    func allKeys() {
        #expect(Set(Self.forms.flatMap(\.form.keys)) == Set(Key.allCases))
    }

    @Test("takes what the compiler takes")
    func accepted() throws {
        let files =
            try Self.files(below: "Declarations").filter { $0.name.hasPrefix("pass") }
            + Self.files(below: "Consumer/Sources") + Self.files(below: "Quickstart/Sources")
        #expect(files.count > 40)
        let documents = try files.map { try #require(YAMLDocument($0.bytes), "\($0.path)").json }
        for (file, flaws) in zip(files, try SchemaValidator.flaws(in: documents, by: DeclarationSchema.json)) {
            #expect(flaws == [], "\(file.path)")
        }
    }

    @Test("takes all examples, defaults and snippets that it offers")
    func examples() throws {
        var documents: [JSONValue] = []
        var schemas: [JSONValue] = []
        DeclarationSchema.json.eachSchema { schema in
            let snippets = (schema.value(at: "/defaultSnippets")?.elements ?? []).compactMap { snippet -> JSONValue? in
                guard case .string(let text)? = snippet.value(at: "/bodyText") else { return nil }
                return YAMLDocument(Array(text.utf8))?.json
            }
            let shown =
                (schema.value(at: "/examples")?.elements ?? []) + [schema.value(at: "/default")].compactMap(\.self)
                + snippets
            for example in shown {
                documents.append(.array([.integer(schemas.count), example]))
                schemas.append(schema)
            }
        }
        #expect(documents.count > 60)
        // One schema for all: in a pair of a number and an example, the example is held against the schema of that number.
        let cases = schemas.enumerated().map { index, schema -> JSONValue in
            ["if": ["prefixItems": [["const": .integer(index)]]], "then": ["prefixItems": [true, schema]]]
        }
        let whole: JSONValue = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "allOf": .array(cases),
            "$defs": try #require(DeclarationSchema.json.value(at: "/$defs")),
        ]
        for (document, flaws) in zip(documents, try SchemaValidator.flaws(in: documents, by: whole)) {
            #expect(flaws == [], "\(document.text(isIndented: false))")
        }
    }

    @Test(
        "refuses, at its place, what the compiler calls an unknown key or a wrong type",
        arguments: ["unknown-key", "wrong-type"])
    func refused(_ rule: String) throws {
        let files = try Self.files(below: "Declarations/\(rule)").filter { $0.name.hasPrefix("fail") }
        let documents = try files.map { try #require(YAMLDocument($0.bytes), "\($0.path)") }
        let found = try SchemaValidator.flaws(in: documents.map(\.json), by: DeclarationSchema.json)
        var count = 0
        for ((file, document), flaws) in zip(zip(files, documents), found) {
            let paths = Set(flaws.map(\.path))
            for problem in check(files: [file]).diagnostics where problem.rule.id == rule {
                let start = problem.place.start
                let pointer = document.pointers[.init(line: start.line, column: start.column)]
                #expect(pointer.map(paths.contains) == true, "\(file.name):\(start.line): \(problem.message)")
                count += 1
            }
        }
        #expect(count >= 10)
    }

    private static func files(below folder: String) throws -> [SourceFile] {
        try Repository.fixtures.appending(path: folder).filesBelow()
            .filter { ["yaml", "yml"].contains($0.pathExtension) }
            .map { SourceFile(path: $0.plainPath, bytes: Array(try Data(contentsOf: $0))) }
    }
}
