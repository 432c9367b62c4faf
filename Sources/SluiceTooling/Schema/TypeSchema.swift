import SluiceCompiler

/// Types of fields, and what is made of fields.
///
/// Each alternative has a title of its own: by these, yaml-language-server tells which of them holds.
enum TypeSchema {
    /// What the other schemas refer to.
    static let definitions: Keywords = [
        "type": ["anyOf": .array(types(text: TypePattern.type))],
        "element": ["anyOf": .array(types(text: TypePattern.type) + [dictionary])],
        "field": [
            "title": "Field",
            "description": """
            A type such as String, Date?, [String] or [String: Int], with '= value' for a default; or \
            { type: …, default: …, description: … }. What begins with a bracket and goes on after it needs quotes.
            """,
            "examples": ["Int = 3", "Date?", "[String]?", "[String] = []"],
            "anyOf": .array(
                types(text: TypePattern.typeWithDefault) + [
                    .object(
                        field.keywords.with(["title": "Field in full", "type": "object", "required": ["type"]]))
                ]),
        ],
    ]

    /// A payload or an output: fields, or one type.
    static let shape: Keywords = [
        "anyOf": .array(
            [.object(fields.with(["title": "Fields", "type": ["object", "null"]]))] + types(text: TypePattern.type))
    ]

    /// What a name under `types` stands for.
    static let declaration: JSONValue = [
        "title": "Type",
        "description": """
        Fields make a structure, a list of names an enumeration, and { swift: Module.Type } stands for a type that exists \
        in Swift.
        """,
        "examples": [["number": "Int", "url": "URL"], ["low", "normal", "high"], ["swift": "Billing.Money"]],
        "anyOf": [
            .object(
                fields.with([
                    "title": "Structure",
                    "type": "object",
                    "properties": [
                        "swift": [
                            "title": "Swift type",
                            "description": "Alone, it names a type that exists in Swift; beside others, it is a field.",
                            "anyOf": [.object(ValueSchema.swiftName), reference("field")],
                        ]
                    ],
                ])),
            ["title": "Enumeration", "type": "array", "items": .object(ValueSchema.caseName), "minItems": 1],
        ],
    ]

    static let field = MappingSchema(
        .field,
        [
            .type: KeySchema(
                "Type", "What the field holds: String, Date?, [Priority], [String: Int].",
                ["anyOf": .array(types(text: TypePattern.typeWithDefault)), "examples": ["Date?", "[String]?"]]),
            .default: KeySchema(
                "Default", "The value where a trigger passes none; it fits the type.", ["examples": [3, "normal", []]]),
            .description: KeySchema("Description", "Becomes the field's documentation in Swift.", ValueSchema.text),
        ])

    private static let fields = ValueSchema.names("Name of a field", to: reference("field"))

    /// A type: by itself, as text, or as the list that YAML makes of `[String]` and `[String: Int]`.
    private static func types(text pattern: String) -> [JSONValue] {
        [
            ["title": "Built-in type", "enum": .array(BuiltinType.allCases.map { .string($0.rawValue) })],
            [
                "title": "Type",
                "type": "string",
                "pattern": .string(pattern),
                "patternErrorMessage":
                    "a type is a name, [T], [String: T] or one of these with '?': String, [Int], Date?",
            ],
            ["title": "Collection", "type": "array", "items": reference("element"), "minItems": 1, "maxItems": 1],
        ]
    }

    private static let dictionary: JSONValue = [
        "title": "Dictionary", "type": "object", "properties": ["String": reference("type")], "required": ["String"],
        "additionalProperties": false,
    ]

    private static func reference(_ definition: String) -> JSONValue { ["$ref": "#/$defs/\(definition)"] }
}
