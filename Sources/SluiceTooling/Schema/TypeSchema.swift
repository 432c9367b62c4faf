import SluiceCompiler

/// Types of fields, and what is made of fields.
///
/// Each alternative has a title of its own: by these, yaml-language-server tells which of them holds.
enum TypeSchema {
    /// What the other schemas refer to.
    static let definitions: Keywords = [
        "type": ["anyOf": .array(types(.type))],
        "element": ["anyOf": .array(types(.type) + [dictionary])],
        "field": [
            "title": "Field",
            "description": """
            A type such as String, Date?, [String] or [String: Int], with '= value' for a default; or \
            { type: …, default: …, description: … }. What begins with a bracket and goes on after it needs quotes.
            """,
            "anyOf": .array(
                types(.typeWithDefault) + [
                    .object(
                        field.keywords.with(["title": "Field in full", "type": "object", "required": ["type"]]))
                ]),
        ],
    ]

    /// A payload or an output: fields, or one type.
    static let shape: Keywords = [
        "anyOf": .array(
            types(.type) + [.object(fields.with(["title": "Fields", "type": ["object", "null"]]))])
    ]

    /// What a name under `types` stands for.
    static let declaration: JSONValue = [
        "title": "Type",
        "description": """
        Fields make a structure, a list of names an enumeration, and { swift: Module.Type } stands for a type that exists \
        in Swift.
        """,
        "anyOf": [
            .object(
                fields.with([
                    "title": "Structure",
                    "type": "object",
                    "defaultSnippets": ValueSchema.snippets(["{ number: Int, url: URL }", "{ swift: Billing.Money }"]),
                    "properties": [
                        "swift": [
                            "title": "Swift type",
                            "description": "Alone, it names a type that exists in Swift; beside others, it is a field.",
                            "anyOf": [.object(ValueSchema.swiftName), reference("field")],
                        ]
                    ],
                ])),
            [
                "title": "Enumeration", "type": "array", "items": .object(ValueSchema.caseName), "minItems": 1,
                "defaultSnippets": ValueSchema.snippets(["[low, normal, high]"]),
            ],
        ],
    ]

    static let field = MappingSchema(
        .field,
        [
            .type: KeySchema(
                "Type", "What the field holds: String, Date?, [Priority], [String: Int].",
                ["anyOf": .array(types(.typeWithDefault))]),
            .default: KeySchema(
                "Default", "The value where a trigger passes none; it fits the type.", ["examples": [3, "normal", []]]),
            .description: KeySchema("Description", "Becomes the field's documentation in Swift.", ValueSchema.text),
        ])

    private static let fields = ValueSchema.names("Name of a field", to: reference("field"))

    /// A type: as text, or as the list that YAML makes of `[String]` and `[String: Int]`.
    private static func types(_ pattern: TypePattern) -> [JSONValue] {
        [
            [
                "title": "Type",
                "type": "string",
                "pattern": .string(pattern.text),
                "patternErrorMessage":
                    "a type is a name, [T], [String: T] or one of these with '?': String, [Int], Date?",
                // As examples, all of them would be shown where an editor explains a field.
                "defaultSnippets": ValueSchema.snippets(BuiltinType.allCases.map(\.rawValue) + pattern.snippets),
            ],
            [
                "title": "Collection", "type": "array", "items": reference("element"), "minItems": 1, "maxItems": 1,
                "defaultSnippets": ValueSchema.snippets(["[String]", "[String: Int]"]),
            ],
        ]
    }

    private static let dictionary: JSONValue = [
        "title": "Dictionary", "type": "object", "properties": ["String": reference("type")], "required": ["String"],
        "additionalProperties": false,
    ]

    private static func reference(_ definition: String) -> JSONValue { ["$ref": "#/$defs/\(definition)"] }
}
