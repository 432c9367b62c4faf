import SluiceCompiler

/// The keywords of a JSON Schema.
typealias Keywords = [String: JSONValue]

/// What an editor tells of a key, and what may stand behind it.
struct KeySchema {
    private let title: String
    private let description: String
    private let value: Keywords

    init(_ title: String, _ description: String, _ value: Keywords) {
        self.title = title
        self.description = description
        self.value = value
    }

    /// Editors show no default where they explain a key: it is told in the description, too.
    var json: JSONValue {
        let standard = value["default"].map { " Default: \($0.yaml)." } ?? ""
        return .object(
            value.merging(["title": .string(title), "description": .string(description + standard)]) { $1 })
    }
}

/// A mapping with fixed keys. Which keys it has is the parser's word; what they mean is told here.
struct MappingSchema {
    let form: MappingForm
    let keys: [Key: KeySchema]

    init(_ form: MappingForm, _ keys: [Key: KeySchema]) {
        self.form = form
        self.keys = keys
    }

    /// What holds for a mapping of this form; more kinds of values may be allowed beside it.
    var keywords: Keywords {
        var properties: [String: JSONValue] = [:]
        for key in form.keys { properties[key.name] = keys[key]?.json }
        return ["properties": .object(properties), "additionalProperties": false]
    }
}

extension JSONValue {
    /// As declarations would write it, as far as defaults go.
    fileprivate var yaml: String {
        if case .string(let text) = self { text } else { text(isIndented: false) }
    }
}

extension Keywords {
    /// These and more; of two of one name, the added one counts.
    func with(_ more: Keywords) -> Keywords { merging(more) { $1 } }
}
