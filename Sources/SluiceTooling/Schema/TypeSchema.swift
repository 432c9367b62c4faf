import SluiceCompiler

/// Types of fields, and what is made of fields.
enum TypeSchema {
    /// What the other schemas refer to.
    static let definitions: Keywords = [
        "type": .object(listType.with(["type": ["string", "array"]])),
        "element": .object(
            listType.with([
                "type": ["string", "array", "object"],
                "properties": ["String": type],
                "required": ["String"],
                "additionalProperties": false,
            ])),
        "field": .object(
            field.keywords.with(listType).with([
                "title": "Field",
                "description": """
                A type such as String, Date?, [String] or [String: Int], with '= value' for a default; or \
                { type: …, default: …, description: … }. Types that begin with a bracket and go on after it need quotes.
                """,
                "type": ["string", "array", "object"],
                "pattern": .string(TypePattern.typeWithDefault),
                "required": ["type"],
                "examples": ["String", "Int = 3", "Date?", "[String]?", "[String] = []"],
            ])),
    ]

    /// A payload or an output: fields, or one type.
    static let shape = ValueSchema.names("Name of a field", to: Self.reference("field")).with(listType)
        .with(["type": ["object", "string", "array", "null"]])

    /// What a name under `types` stands for.
    static let declaration: JSONValue = .object(
        ValueSchema.names("Name of a field", to: reference("field")).with([
            "title": "Type",
            "description": """
            Fields make a structure, a list of names an enumeration, and { swift: Module.Type } stands for a type that \
            exists in Swift.
            """,
            "type": ["object", "array"],
            "properties": [
                "swift": [
                    "title": "Swift type",
                    "description": "Alone, it stands for a type that exists in Swift; beside others, it is a field.",
                    "anyOf": [.object(ValueSchema.swiftName), reference("field")],
                ]
            ],
            "items": .object(ValueSchema.caseName),
            "minItems": 1,
            "examples": [["number": "Int", "url": "URL"], ["low", "normal", "high"], ["swift": "Billing.Money"]],
        ]))

    static let field = MappingSchema(
        .field,
        [
            .type: KeySchema(
                "Type", "What the field holds: String, Date?, [Priority], [String: Int].",
                listType.with([
                    "type": ["string", "array"],
                    "pattern": .string(TypePattern.typeWithDefault),
                    "examples": ["String", "Date?", "[String]?"],
                ])),
            .default: KeySchema(
                "Default", "The value where a trigger passes none; it fits the type.", ["examples": [3, "normal", []]]),
            .description: KeySchema("Description", "Becomes the field's documentation in Swift.", ValueSchema.text),
        ])

    private static let type = reference("type")

    /// A type as text, or the list that YAML makes of `[String]` and `[String: Int]`.
    private static let listType: Keywords = [
        "pattern": .string(TypePattern.type),
        "patternErrorMessage": "a type is a name, [T], [String: T] or one of these with '?': String, [Int], Date?",
        "items": reference("element"),
        "minItems": 1,
        "maxItems": 1,
    ]

    private static func reference(_ definition: String) -> JSONValue { ["$ref": "#/$defs/\(definition)"] }
}
