import SluiceCompiler
import SluiceCron

/// The kinds of values that keys take.
///
/// Only what drafts 7 and 2020-12 of JSON Schema have in common is used, since editors of some years ago know no more
/// (yaml-language-server learned 2020-12 in 1.20). `patternErrorMessage`, `enumDescriptions` and `defaultSnippets` are
/// annotations that it and VS Code understand.
enum ValueSchema {
    static let text: Keywords = ["type": ["string", "number"]]

    static let flag: Keywords = ["type": "boolean"]

    /// A whole number from 1 up.
    static let count: Keywords = ["type": "integer", "minimum": 1, "maximum": .integer(Int(Int32.max))]

    static let factor: Keywords = ["type": "number", "minimum": 1]

    /// The units are the parser's.
    static let duration: Keywords = [
        "type": "string",
        "pattern": .string(
            "^(?=[0-9])" + Milliseconds.units.map { "(?:[0-9]+\($0.symbol))?" }.joined() + "$"),
        "patternErrorMessage": "a duration is whole numbers with units, the largest first: 250ms, 30s, 5m, 1h30m, 2d",
    ]

    /// Five fields, or an abbreviation; what a field may hold is for the compiler to say.
    static let cron: Keywords = [
        "type": "string",
        "pattern":
            "^\\s*(?:(?:[-0-9A-Za-z*/,]+\\s+){4}[-0-9A-Za-z*/,]+|@(?:hourly|daily|weekly|monthly|yearly))\\s*$",
        "patternErrorMessage":
            "a cron expression has five fields: minute, hour, day of the month, month, day of the week",
        "examples": ["0 9 * * MON-FRI", "*/15 * * * *", "@daily"],
    ]

    static let timezone: Keywords = [
        "type": "string",
        "enum": .array(TimeZoneNames.all.map { .string($0) }),
    ]

    /// A name that the user chose, or a reference to one.
    static let name: Keywords = [
        "type": "string",
        "pattern": .string("^\(TypePattern.name)$"),
        "maxLength": .integer(Diagnostic.longestName),
        "patternErrorMessage": "a name is letters, digits, '-' and '_', a letter first",
    ]

    /// YAML takes `true` for more than a name, the compiler does not.
    static let caseName = name.with(["type": ["string", "boolean"]])

    /// A name that Swift knows already, such as `Money` or `Billing.Money`.
    static let swiftName: Keywords = [
        "type": "string",
        "pattern": "^[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*$",
        "patternErrorMessage": "write the name as Swift does, such as Module.Type",
    ]

    static let namespace: Keywords = [
        "type": "string",
        "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
        "patternErrorMessage": "a namespace is a name in Swift, such as Jobs",
    ]

    /// A list that may be left empty.
    static func list(of items: Keywords) -> Keywords { ["type": ["array", "null"], "items": .object(items)] }

    /// A choice among words, each with what it means.
    static func choice<Choice>(_ meaning: (Choice) -> String) -> Keywords
    where Choice: RawRepresentable<String> & CaseIterable {
        [
            "type": "string",
            "enum": .array(Choice.allCases.map { .string($0.rawValue) }),
            "enumDescriptions": .array(Choice.allCases.map { .string(meaning($0)) }),
        ]
    }

    /// YAML to choose from, for where `examples` would be shown as well or, as those of mappings, without a name.
    static func snippets(_ texts: [String]) -> JSONValue {
        .array(texts.map { ["label": .string($0), "bodyText": .string($0)] })
    }

    /// A mapping from names that the user chose.
    static func names(_ title: String, to value: JSONValue) -> Keywords {
        [
            "type": ["object", "null"],
            "propertyNames": .object(name.with(["title": .string(title)])),
            "additionalProperties": value,
        ]
    }
}
