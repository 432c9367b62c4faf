internal import SluiceYAML

/// Holds a written default against the type of its field.
struct LiteralCheck {
    enum Failure: Error {
        case flaw(Diagnostic)
        /// Something in it was reported already.
        case alreadyReported
    }

    let names: NameTable

    func literal(_ value: WrittenValue, as type: FieldType) -> Result<Literal, Failure> {
        Result { () throws(Failure) in try check(value, type) }
    }

    private func check(_ value: WrittenValue, _ type: FieldType) throws(Failure) -> Literal {
        switch (type, value.content) {
        case (_, .invalid): throw .alreadyReported
        case (.optional, .null): return .null
        case (.optional(let wrapped), _): return try check(value, wrapped)
        case (.array(let element), .list(let items)):
            var literals: [Literal] = []
            for item in items { literals.append(try check(item, element)) }
            return .array(literals)
        case (.dictionary(let element), .mapping(let entries)):
            var literals: [Literal.Entry] = []
            for (key, item) in entries { literals.append(Literal.Entry(key: key, value: try check(item, element))) }
            return .dictionary(literals)
        case (.builtin(let builtin), .scalar(let text, let isPlain)):
            guard let literal = Self.scalar(text, isPlain: isPlain, as: builtin) else { break }
            return literal
        case (.named(let reference), _):
            return try named(value, reference)
        default: break
        }
        throw .flaw(.invalidDefault(value, type))
    }

    private func named(
        _ value: WrittenValue, _ reference: Reference<TypeDeclaration>
    ) throws(Failure) -> Literal {
        guard let index = reference.index else { throw .alreadyReported }
        guard case .enumeration(let cases) = names.typeKinds[index] else {
            throw .flaw(.noDefaultPossible(for: reference.name, at: value.place))
        }
        guard case .scalar(let text, _) = value.content, cases.contains(text) else {
            throw .flaw(.unknownCase(value, of: reference.name, cases: cases))
        }
        return .enumerationCase(text)
    }

    private static func scalar(_ text: String, isPlain: Bool, as type: BuiltinType) -> Literal? {
        switch type {
        case .string: return .string(text)
        case .date: return TextFormats.date(text).map(Literal.date)
        case .url: return TextFormats.isURL(text) ? .url(text) : nil
        case .uuid: return TextFormats.uuid(text).map(Literal.uuid)
        case .data: return TextFormats.base64(text).map(Literal.data)
        case .bool: return isPlain ? CoreScalar.bool(text).map(Literal.bool) : nil
        case .float:
            guard isPlain, let value = CoreScalar.floatingPoint(text), Float(value).isFinite else { return nil }
            return .floatingPoint(value)
        case .double: return isPlain ? CoreScalar.floatingPoint(text).map(Literal.floatingPoint) : nil
        case .int, .int8, .int16, .int32, .int64, .uint, .uint8, .uint16, .uint32, .uint64:
            guard isPlain, let value = CoreScalar.integer(text), type.integerRange?.contains(value) == true else {
                return nil
            }
            return .integer(value)
        }
    }
}

extension BuiltinType {
    /// The values of an integer type. `Int` and `UInt` have 64 bits wherever the package builds.
    var integerRange: ClosedRange<Int128>? {
        func range<Integer: FixedWidthInteger>(_ type: Integer.Type) -> ClosedRange<Int128> {
            Int128(Integer.min)...Int128(Integer.max)
        }
        return switch self {
        case .int, .int64: range(Int64.self)
        case .int8: range(Int8.self)
        case .int16: range(Int16.self)
        case .int32: range(Int32.self)
        case .uint, .uint64: range(UInt64.self)
        case .uint8: range(UInt8.self)
        case .uint16: range(UInt16.self)
        case .uint32: range(UInt32.self)
        case .string, .bool, .float, .double, .date, .url, .uuid, .data: nil
        }
    }
}
