/// How names of declarations are spelled in Swift.
///
/// `send-email` and `send_email` both become `sendEmail` and `SendEmail`; the rule `name-collision` keeps such pairs out.
enum SwiftName {
    /// For properties, cases and static members: `send-email` becomes `sendEmail`, `URLFetch` becomes `urlFetch`.
    static func lowerCamel(_ name: String) -> String { camel(name, upperFirst: false) }

    /// For types: `send-email` becomes `SendEmail`.
    static func upperCamel(_ name: String) -> String { camel(name, upperFirst: true) }

    /// The identifier between backticks where Swift would read a keyword.
    static func escaped(_ identifier: String) -> String {
        mayBeKeyword(identifier.utf8) && keywords.contains(identifier) ? "`\(identifier)`" : identifier
    }

    /// Whether Swift takes the text as the name of a declaration, without backticks.
    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isLetter || first == UInt8(ascii: "_") else { return false }
        return text.utf8.allSatisfy { $0.isNameByte && $0 != UInt8(ascii: "-") } && !keywords.contains(text)
            && text != "_"
    }

    /// Whether it is such a name, or several with dots between them.
    static func isDotted(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isIdentifier(String($0)) }
    }

    private static func camel(_ name: String, upperFirst: Bool) -> String {
        guard !isCamel(name, upperFirst: upperFirst) else { return name }
        return String(unsafeUninitializedCapacity: name.utf8.count) { buffer in
            var count = 0
            var raise = upperFirst
            for byte in name.utf8 {
                if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") {
                    raise = true
                } else {
                    buffer[count] = raise && byte.isLowercaseLetter ? byte - 32 : byte
                    count += 1
                    raise = false
                }
            }
            if !upperFirst { lowerLeadingCapitals(buffer[..<count]) }
            return count
        }
    }

    /// Whether nothing is to be changed, as in most names of fields.
    private static func isCamel(_ name: String, upperFirst: Bool) -> Bool {
        guard let first = name.utf8.first, upperFirst ? first.isUppercaseLetter : first.isLowercaseLetter else {
            return false
        }
        return !name.utf8.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    /// `URLFetch` → `urlFetch`, `URL` → `url`, `PullRequest` → `pullRequest`.
    private static func lowerLeadingCapitals(_ bytes: Slice<UnsafeMutableBufferPointer<UInt8>>) {
        var bytes = bytes
        for index in bytes.indices {
            guard bytes[index].isUppercaseLetter else { return }
            let startsNextWord = index > 0 && index + 1 < bytes.count && bytes[index + 1].isLowercaseLetter
            if startsNextWord { return }
            bytes[index] += 32
        }
    }

    /// Whether a keyword begins with that letter and is as long: what spares most names a look at all of them.
    private static func mayBeKeyword(_ identifier: String.UTF8View) -> Bool {
        guard let first = identifier.first, first < 128, identifier.count < 32 else { return false }
        return keywordLengths[Int(first)] & 1 << UInt32(identifier.count) != 0
    }

    /// For each first letter, the lengths of the keywords that begin with it, as bits.
    private static let keywordLengths = keywords.reduce(into: [UInt32](repeating: 0, count: 128)) { lengths, keyword in
        keyword.utf8.first.map { lengths[Int($0)] |= 1 << UInt32(keyword.utf8.count) }
    }

    /// Words that Swift reserves where an identifier is declared or used.
    static let keywords: Set<String> = [
        "Any", "Protocol", "Self", "Type", "actor", "as", "associatedtype", "async", "await", "break", "case", "catch",
        "class", "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
        "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
        "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "some",
        "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var",
        "where", "while",
    ]
}

extension UInt8 {
    var isLowercaseLetter: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
    var isUppercaseLetter: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
    var isLetter: Bool { isLowercaseLetter || isUppercaseLetter }
    var isNameByte: Bool { isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") }
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
