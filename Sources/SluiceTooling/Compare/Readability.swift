import SluiceCompiler

/// What a reader that expects one type makes of what was written as another.
enum Readability: Comparable {
    /// All that is written is read.
    case all
    /// All is read, and the reader would read more.
    case widened
    /// Something that may be written is refused, or comes out otherwise.
    case narrowed
    /// Nothing that is written is read.
    case nothing

    /// What is to be said of a value with two parts.
    static func both(_ left: Self, _ right: Self) -> Self { max(left, right) }
}

/// Tells what readers make of other types' values, by the rules of the runtime's JSON reader.
struct ReadabilityCheck {
    let writer: Declarations
    let reader: Declarations
    /// Whether two declared types, of the writer and the reader, are one and the same: what changed in it is said where it
    /// is declared.
    let isSame: (_ writer: Int, _ reader: Int) -> Bool
    private var assumed: Set<[Int]> = []

    init(writer: Declarations, reader: Declarations, isSame: @escaping (Int, Int) -> Bool) {
        self.writer = writer
        self.reader = reader
        self.isSame = isSame
    }

    mutating func type(_ written: FieldType, as read: FieldType) -> Readability {
        switch (written, read) {
        case (.optional(let written), .optional(let read)): return type(written, as: read)
        case (_, .optional(let read)): return .both(.widened, type(written, as: read))
        case (.optional(let written), _): return .both(.narrowed, type(written, as: read))
        case (.array(let written), .array(let read)), (.dictionary(let written), .dictionary(let read)):
            let elements = type(written, as: read)
            // An empty collection is always read.
            return elements == .nothing ? .narrowed : elements
        case (.builtin(let written), .builtin(let read)): return written.readability(as: read)
        case (.named(let written), .named(let read)):
            return isSame(written.target, read.target) ? .all : declared(written.target, as: read.target)
        case (.named(let written), .builtin(.string)):
            if case .enumeration = writer[written].kind { return .widened }
            return .nothing
        case (.builtin(.string), .named(let read)):
            if case .enumeration = reader[read].kind { return .narrowed }
            return .nothing
        default: return .nothing
        }
    }

    mutating func declared(_ written: Int, as read: Int) -> Readability {
        switch (writer.types[written].kind, reader.types[read].kind) {
        case (.enumeration(let written), .enumeration(let read)):
            let (written, read) = (Set(written.map(\.value)), Set(read.map(\.value)))
            if written == read { return .all }
            if written.isSubset(of: read) { return .widened }
            return written.isDisjoint(with: read) ? .nothing : .narrowed
        case (.structure(let writtenFields), .structure(let readFields)):
            // A type may contain itself: what is assumed of it inside is what comes out.
            guard assumed.insert([written, read]).inserted else { return .all }
            defer { assumed.remove([written, read]) }
            return fields(writtenFields, as: readFields)
        case (.external(let written), .external(let read)) where written.value == read.value: return .all
        default: return .nothing
        }
    }

    mutating func fields(_ written: [FieldDeclaration], as read: [FieldDeclaration]) -> Readability {
        let byName = Dictionary(written.map { ($0.name.value, $0) }, uniquingKeysWith: { first, _ in first })
        var result = Readability.all
        for field in read {
            guard let writtenField = byName[field.name.value] else {
                // Unknown fields are ignored; a missing one is its default, or nil.
                result = .both(result, field.mayBeMissing ? .widened : .nothing)
                continue
            }
            result = .both(result, type(writtenField.type.value, as: field.type.value))
        }
        return result
    }
}

extension FieldDeclaration {
    /// Whether a reader does without it.
    var mayBeMissing: Bool {
        if case .optional = type.value { return true }
        return defaultValue != nil
    }
}

extension BuiltinType {
    /// What a reader of another type makes of this one's values.
    fileprivate func readability(as read: BuiltinType) -> Readability {
        if self == read { return .all }
        if let written = integerRange, let readRange = read.integerRange {
            if written == readRange { return .all }
            return readRange.contains(written.lowerBound) && readRange.contains(written.upperBound)
                ? .widened : .narrowed
        }
        if let written = integerRange, let exact = read.exactIntegers {
            // Any integer is read as a floating-point number, the nearest one.
            return exact.contains(written.lowerBound) && exact.contains(written.upperBound) ? .widened : .narrowed
        }
        switch (self, read) {
        case (.float, .double): return .widened
        case (.double, .float): return .narrowed
        case (.float, _) where read.integerRange != nil, (.double, _) where read.integerRange != nil:
            // A whole number is written as 1.0, and that is no integer.
            return .nothing
        case (.date, .string), (.url, .string), (.uuid, .string), (.data, .string): return .widened
        case (.string, .date), (.string, .url), (.string, .uuid), (.string, .data): return .narrowed
        default: return .nothing
        }
    }

    private var integerRange: ClosedRange<Int128>? {
        switch self {
        case .int8: Int128(Int8.min)...Int128(Int8.max)
        case .int16: Int128(Int16.min)...Int128(Int16.max)
        case .int32: Int128(Int32.min)...Int128(Int32.max)
        case .int, .int64: Int128(Int64.min)...Int128(Int64.max)
        case .uint8: 0...Int128(UInt8.max)
        case .uint16: 0...Int128(UInt16.max)
        case .uint32: 0...Int128(UInt32.max)
        case .uint, .uint64: 0...Int128(UInt64.max)
        default: nil
        }
    }

    /// The integers that a floating-point type holds without rounding.
    private var exactIntegers: ClosedRange<Int128>? {
        switch self {
        case .float: -(1 << 24)...(1 << 24)
        case .double: -(1 << 53)...(1 << 53)
        default: nil
        }
    }
}
