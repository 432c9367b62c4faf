internal import SluiceYAML

extension Rule {
    package static let invalidDefault = Rule("invalid-default", "a default is a value of its field's type")
}

extension Diagnostic {
    static func invalidDefault(_ value: WrittenValue, _ type: FieldType) -> Diagnostic {
        let expected: String
        switch type {
        case .builtin(let builtin): expected = builtin.example(insteadOf: value)
        case .array: expected = "a list such as []"
        case .dictionary: expected = "a mapping such as {}"
        case .optional(let wrapped): return invalidDefault(value, wrapped)
        case .named(let reference): expected = "a value of '\(reference.name)'"
        }
        var message = "\(value.summary) is not a default for \(type.yaml); write \(expected)"
        if case .null = value.content { message += ", or make the type \(type.yaml)?" }
        if case .scalar(_, isPlain: false) = value.content, type.isNumberOrBool { message += ", without quotes" }
        return Diagnostic(.error, .invalidDefault, message, at: value.place)
    }

    static func unknownCase(_ value: WrittenValue, of type: String, cases: [String]) -> Diagnostic {
        var remedy = "its cases are \(cases.quotedList)"
        if case .scalar(let text, _) = value.content, let nearest = NearestName.find(text, among: cases) {
            remedy = "did you mean '\(nearest)'?"
        }
        return Diagnostic(
            .error, .invalidDefault, "\(value.summary) is no case of '\(type)'; \(remedy)", at: value.place)
    }

    static func noDefaultPossible(for type: String, at place: Place) -> Diagnostic {
        let message = "a value of '\(type)' can't be written in YAML; remove the default, or make the type '\(type)?'"
        return Diagnostic(.error, .invalidDefault, message, at: place)
    }

    static func hugeDefault(_ most: Int, at place: Place) -> Diagnostic {
        let message = "a default comes to at most \(most) values, aliases followed; let the handler fill in more"
        return Diagnostic(.error, .invalidDefault, message, at: place)
    }

    static func unreadableDefault(_ text: String, at place: Place) -> Diagnostic {
        let message = "'\(text.shortened)' can't be read as a default; close its brackets and quotes"
        return Diagnostic(.error, .invalidDefault, message, at: place)
    }

    static func defaultOfShape(_ key: Key, at place: Place) -> Diagnostic {
        let message = "only fields have defaults, not '\(key.name)' as a whole; remove it"
        return Diagnostic(.error, .invalidDefault, message, at: place)
    }
}

extension WrittenValue {
    /// For messages.
    fileprivate var summary: String {
        switch content {
        case .null: "null"
        case .scalar(let text, _): "'\(text.shortened)'"
        case .list: "a list"
        case .mapping: "a mapping"
        case .invalid: "this"
        }
    }
}

extension WrittenValue {
    /// A date with a time, and with the zone that it lacks.
    fileprivate var dateWithZone: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return [text + "Z", text + ":00Z"].first { TextFormats.date($0) != nil }
    }
}

extension FieldType {
    fileprivate var isNumberOrBool: Bool {
        guard case .builtin(let type) = self else { return false }
        return type.integerRange != nil || [.bool, .float, .double].contains(type)
    }

    /// The type as a declaration writes it.
    var yaml: String {
        switch self {
        case .builtin(let type): type.rawValue
        case .array(let element): "[\(element.yaml)]"
        case .dictionary(let element): "[String: \(element.yaml)]"
        case .optional(let wrapped): wrapped.yaml + "?"
        case .named(let reference): reference.name
        }
    }
}

extension BuiltinType {
    /// What a default of the type looks like.
    fileprivate func example(insteadOf value: WrittenValue) -> String {
        switch self {
        case .string: return "text"
        case .bool: return "true or false"
        case .float, .double: return "a number such as 0.5"
        case .date:
            return value.dateWithZone.map { "\($0), or another offset from UTC" }
                ?? "a date such as 2026-01-31T12:00:00Z"
        case .url: return "an absolute URL such as https://example.com:8080/a%20b"
        case .uuid: return "a UUID such as 123E4567-E89B-12D3-A456-426614174000"
        case .data: return "base64 text such as aGVsbG8="
        case .int, .int8, .int16, .int32, .int64, .uint, .uint8, .uint16, .uint32, .uint64:
            guard case .scalar(let text, isPlain: true) = value.content, CoreScalar.integer(text) != nil,
                let range = integerRange
            else { return "a whole number" }
            return "a whole number from \(range.lowerBound) to \(range.upperBound)"
        }
    }
}
