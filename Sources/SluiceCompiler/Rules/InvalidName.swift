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
                "has '\(stray.map { String($0) } ?? "")' in it; a name is letters, digits, '-' and '_'"
                + suggestion(name.value)
        } else {
            return nil
        }
        return Diagnostic(.error, .invalidName, "\(kind) name '\(name.value.shortened)' \(flaw)", at: name.place)
    }

    static func invalidSwiftName(_ name: Located<String>, for key: Key) -> Diagnostic {
        let message = "'\(name.value.shortened)' is not a name in Swift, as '\(key.name)' needs"
        return Diagnostic(.error, .invalidName, message, at: name.place)
    }

    /// The name with what it can't have left out or replaced.
    private static func suggestion(_ name: String) -> String {
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return "" }
        var bytes = Array(name.utf8.map { $0.isNameByte ? $0 : UInt8(ascii: "-") }.drop { !$0.isLetter })
        while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return bytes.isEmpty ? "" : "; write '\(String(decoding: bytes, as: UTF8.self).shortened)'"
    }
}
