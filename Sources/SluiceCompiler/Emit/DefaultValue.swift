extension Generator {
    /// The Swift expression for a default value of a field of that type.
    func expression(for literal: Literal, of type: FieldType) -> SwiftText {
        switch literal {
        case .null: "nil"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): arena.store(value)
        case .floatingPoint(let value): floatingPoint(value, of: type)
        case .string(let value): arena.literal(value)
        case .date(let milliseconds):
            arena.join("Foundation.Date(timeIntervalSince1970: \(arena.store(seconds(milliseconds))))")
        case .url(let value): arena.join("Foundation.URL(string: \(arena.literal(value)))!")
        case .uuid(let value): arena.join("Foundation.UUID(uuidString: \(arena.literal(value)))!")
        case .data(let bytes): arena.join("Foundation.Data(base64Encoded: \(arena.literal(base64(bytes))))!")
        case .enumerationCase(let name):
            arena.join(
                "\(types.text(for: type.leaf)).\(arena.store(SwiftName.escaped(SwiftName.lowerCamel(name))))")
        case .array(let elements):
            elements.isEmpty
                ? "[]" : arena.join("[\(arena.store(elements.map { expression(for: $0, of: type.element) }))]")
        case .dictionary(let entries):
            entries.isEmpty ? "[:]" : arena.join("[\(arena.store(entries.map { entry($0, of: type.element) }))]")
        }
    }

    private func entry(_ entry: Literal.Entry, of type: FieldType) -> SwiftText {
        arena.join("\(arena.literal(entry.key)): \(expression(for: entry.value, of: type))")
    }

    private func floatingPoint(_ value: Double, of type: FieldType) -> SwiftText {
        let type = types.text(for: type.leaf)
        if value.isNaN { return arena.join("\(type).nan") }
        if value.isInfinite { return arena.join(value < 0 ? "-\(type).infinity" : "\(type).infinity") }
        return arena.store(value.description)
    }

    /// Milliseconds as a number of seconds, exactly.
    private func seconds(_ milliseconds: Int64) -> String {
        let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1_000)
        let sign = milliseconds < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        var digits = String(1_000 + rest).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }

    private func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for position in 0..<4 {
                let sextet = Int(bits >> UInt32(18 - 6 * position) & 0x3F)
                result.append(position <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension FieldType {
    /// The type that the expression is about, without the collections and optionals around it.
    fileprivate var leaf: FieldType {
        switch self {
        case .array(let inner), .dictionary(let inner), .optional(let inner): inner.leaf
        case .builtin, .named: self
        }
    }

    /// What an array or a dictionary of this type holds, also where it may be `nil`.
    fileprivate var element: FieldType {
        switch self {
        case .array(let element), .dictionary(let element): element
        case .optional(let wrapped): wrapped.element
        case .builtin, .named: self
        }
    }
}
