/// Reads the text of a type: `String`, `[Priority]?`, `[String: [Int]] = {}`.
struct TypeReader {
    private let text: [UInt8]
    private let place: Place
    /// Whether each byte of the text stands one column after the other in the file, and where the first one does.
    private let firstColumn: Int?
    private let names: NameTable
    private var position = 0
    private var depth = 0
    private(set) var problems: [Diagnostic] = []

    private static let deepest = 32

    init(_ text: String, at place: Place, isPlain: Bool, names: NameTable) {
        self.text = Array(text.utf8)
        self.place = place
        self.names = names
        let quote = isPlain ? 0 : 1
        let width = place.end.column - place.start.column - 2 * quote
        let isDirect = place.start.line == place.end.line && width == self.text.count
        firstColumn = isDirect ? place.start.column + quote : nil
    }

    mutating func read(_ defaults: inout DefaultTexts) -> WrittenType? {
        skipSpaces()
        let start = position
        guard let type = type() else { return nil }
        let end = position
        skipSpaces()
        let located = Located(value: type, place: place(start, end))
        if position == text.count { return WrittenType(type: located) }
        guard take("=") else {
            fail("'\(rest)' is not part of a type", from: position, remedy: remedyForRest)
            return nil
        }
        skipSpaces()
        let value = String(decoding: text[position...], as: UTF8.self)
        guard !value.isEmpty else {
            fail("a default is missing after '='", from: position - 1, remedy: "write one, or remove the '='")
            return nil
        }
        guard let written = defaults.value(of: value, at: place(position, text.count)) else {
            problems.append(.unreadableDefault(value, at: place(position, text.count)))
            return nil
        }
        return WrittenType(type: located, defaultValue: written)
    }

    private mutating func type() -> FieldType? {
        guard var type = unmarkedType() else { return nil }
        if take("?") {
            type = .optional(type)
            if take("?") {
                fail("one '?' says that a value may be missing", from: position - 1, remedy: "remove the second")
                return nil
            }
        }
        return type
    }

    private mutating func unmarkedType() -> FieldType? {
        guard take("[") else { return namedType() }
        let opening = position - 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            fail(
                "types nest more than \(Self.deepest) levels deep here", from: opening,
                remedy: "declare the inner part under 'types'")
            return nil
        }
        skipSpaces()
        let keyStart = position
        guard var element = type() else { return nil }
        let keyEnd = position
        skipSpaces()
        let isDictionary = take(":")
        if isDictionary {
            guard element == .builtin(.string) else {
                let key = String(decoding: text[keyStart..<keyEnd], as: UTF8.self)
                let value = String(decoding: text[position...].prefix { $0 != UInt8(ascii: "]") }, as: UTF8.self)
                let trimmed = value.drop { $0 == " " }
                problems.append(.invalidDictionaryKey(key, value: String(trimmed), at: place(keyStart, keyEnd)))
                return nil
            }
            skipSpaces()
            guard let value = type() else { return nil }
            element = value
            skipSpaces()
        }
        guard take("]") else {
            fail("'[' is not closed", from: opening, remedy: "write ']' after the type inside")
            return nil
        }
        return isDictionary ? .dictionary(element) : .array(element)
    }

    private mutating func namedType() -> FieldType? {
        let start = position
        while position < text.count, text[position].isNameByte { position += 1 }
        guard position > start, text[start].isLetter else {
            position = start
            if rest.isEmpty {
                fail("a type is missing here", from: start, remedy: "write one, such as String")
            } else {
                fail(
                    "a type can't begin with '\(rest)'", from: start, remedy: "write a name such as String, or [String]"
                )
            }
            return nil
        }
        let name = String(decoding: text[start..<position], as: UTF8.self)
        if let builtin = BuiltinType(rawValue: name) { return .builtin(builtin) }
        return .named(Reference(name, at: place(start, position), index: names.types[name]))
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpaces() { while take(" ") {} }

    private var rest: String { String(decoding: text[position...], as: UTF8.self).shortened }

    private var remedyForRest: String? {
        if rest.hasPrefix("[]") { return "write [\(String(decoding: text[..<position], as: UTF8.self))]" }
        let type = String(decoding: text[..<position], as: UTF8.self)
        let words = rest.lowercased().split { !$0.isLetter }
        if words.contains(where: { ["null", "nil", "none", "undefined"].contains(String($0)) }) {
            return "write \(type.split(separator: " ").joined())?"
        }
        return rest.hasPrefix("<") ? remedyForGeneric(type, rest.dropFirst()) : "remove it"
    }

    /// What `Array<String>` and its like are called here.
    private func remedyForGeneric(_ type: String, _ rest: Substring) -> String {
        let argument = rest.prefix { $0 != ">" }
        switch type {
        case "Optional": return "write \(argument)?"
        case "Array", "List", "Set": return "write [\(argument)]"
        case "Dictionary", "Map": return "write [\(argument.replacing(",", with: ":", maxReplacements: 1))]"
        default: return "write [Type] for a list, or [String: Type]"
        }
    }

    private mutating func fail(_ message: String, from start: Int, remedy: String? = nil) {
        problems.append(.invalidType(message, at: place(start, text.count), remedy: remedy))
    }

    private func place(_ start: Int, _ end: Int) -> Place {
        guard let firstColumn else { return place }
        return Place(
            file: place.file, start: SourcePosition(line: place.start.line, column: firstColumn + start),
            end: SourcePosition(line: place.start.line, column: firstColumn + end))
    }
}
