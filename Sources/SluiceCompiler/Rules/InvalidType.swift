extension Rule {
    package static let invalidType = Rule("invalid-type", "a type can be read: String, [Int], [String: Int], Date?")
}

extension Diagnostic {
    static func invalidType(
        _ message: String, at place: Place, remedy: String? = nil, help: String? = nil
    ) -> Diagnostic {
        Diagnostic(.error, .invalidType, message + (remedy.map { "; \($0)" } ?? ""), at: place, help: help)
    }

    static func invalidExternalType(_ type: Located<String>) -> Diagnostic {
        let message = "'\(type.value.shortened)' is not the name of a Swift type"
        return invalidType(message, at: type.place, remedy: "write it as Swift does: Module.Type")
    }

    static func invalidDictionaryKey(_ key: String, value: String, at place: Place) -> Diagnostic {
        let value = value.isEmpty ? "Type" : value
        return invalidType(
            "a dictionary's keys are String, not '\(key.shortened)'", at: place,
            remedy: "write [String: \(value.shortened)]")
    }

    static func nestedFields(_ keys: [String], of field: Located<String>, at place: Place) -> Diagnostic {
        let type = SwiftName.upperCamel(field.value).shortened
        return invalidType(
            "field '\(field.value.shortened)' holds fields of its own (\(keys.quotedList))", at: place,
            remedy: "declare them under 'types' as '\(type)', and write '\(field.value.shortened): \(type)' here")
    }

    static func emptyEnumeration(_ name: String, at place: Place) -> Diagnostic {
        invalidType("enumeration '\(name)' has no case", at: place, remedy: "list at least one")
    }
}
