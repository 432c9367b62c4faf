extension JSONReader {
    /// The value that the reader stands at is of another kind than its type.
    func mismatch(expecting expected: String) -> PayloadError {
        let token = token
        guard token.kind != .absent else {
            return PayloadError(.missing, path: path, problem: "is missing, expected \(expected)")
        }
        return PayloadError(.wrongType, path: path, problem: "is \(Self.name(of: token.kind)), expected \(expected)")
    }

    /// The value is of the right kind, but not one of its type's. Only short, harmless text is worth repeating.
    func rejection(of text: String, expecting expected: String) -> PayloadError {
        PayloadError(.outOfRange, path: path, problem: "is \(JSONPath.quoted(text)), expected \(expected)")
    }

    func rejection(ofNumberExpecting expected: String) -> PayloadError {
        let text = document.string(token)
        let shown = text.utf8.count <= 40 ? text : "\(text.prefix(40))…"
        return PayloadError(.outOfRange, path: path, problem: "is \(shown), expected \(expected)")
    }

    func failure(_ code: PayloadError.Code, _ problem: String) -> PayloadError {
        PayloadError(code, path: path, problem: problem)
    }

    var path: String {
        guard token.kind == .absent else { return document.path(of: token) }
        return absentPath
    }

    private static func name(of kind: JSONToken.Kind) -> String {
        switch kind {
        case .absent: "missing"
        case .null: "null"
        case .true, .false: "a Boolean"
        case .integer, .decimal: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
