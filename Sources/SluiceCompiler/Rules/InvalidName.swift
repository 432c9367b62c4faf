extension Rule {
    package static let invalidName = Rule("invalid-name", "a name is letters, digits, '-' and '_', a letter first")
}

extension Diagnostic {
    package static let longestName = 122

    /// What keeps a name from being one; `nil` for a fine name.
    static func invalidName(_ name: Located<String>, _ kind: NameKind) -> Diagnostic? {
        let bytes = name.value.utf8
        let flaw: String
        if bytes.count > longestName {
            flaw = "has \(name.value.unicodeScalars.count) characters; the most is \(longestName)"
        } else if bytes.isEmpty {
            flaw = "is empty; write a name before the colon"
        } else if bytes.first?.isLetter != true {
            flaw = "does not begin with a letter from A to Z" + suggestion(name.value)
        } else if !bytes.allSatisfy(\.isNameByte) {
            let stray = name.value.unicodeScalars.first { !$0.isASCII || !UInt8(ascii: $0).isNameByte }
            flaw =
                "has '\(stray.map { String($0) } ?? "")' in it; a name is letters from A to Z, digits, '-' and '_'"
                + suggestion(name.value)
        } else {
            return nil
        }
        return Diagnostic(.error, .invalidName, "\(kind) name '\(name.value.shortened)' \(flaw)", at: name.place)
    }

    static func invalidSwiftName(_ name: Located<String>, for key: Key) -> Diagnostic {
        let isKeyword = SwiftName.keywords.contains(name.value)
        let flaw = isKeyword ? "is a word that Swift keeps for itself" : "is not a name in Swift"
        let remedy =
            switch key {
            case .imports: "write a module as 'import' takes it, such as Foundation"
            case .conformances: "write a protocol, such as Codable"
            default: "write letters, digits and '_', such as '\(upperCamelSuggestion(name.value) ?? "Tasks")'"
            }
        let message = "'\(name.value.shortened)' \(flaw); \(remedy)"
        return Diagnostic(.error, .invalidName, message, at: name.place)
    }

    private static func upperCamelSuggestion(_ name: String) -> String? {
        let suggestion = SwiftName.upperCamel(
            name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        return SwiftName.isIdentifier(suggestion) && suggestion != name ? suggestion : nil
    }

    /// The name with what it can't have left out or replaced.
    private static func suggestion(_ name: String) -> String {
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return "" }
        var bytes = Array(name.utf8.map { $0.isNameByte ? $0 : UInt8(ascii: "-") }.drop { !$0.isLetter })
        while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return bytes.isEmpty ? "" : "; write '\(String(decoding: bytes, as: UTF8.self).shortened)'"
    }
}
