/// Checks a whole document against RFC 8259 and indexes it, in one pass without recursion.
///
/// Where the RFC leaves a choice, it is strict: no byte order mark, no unpaired surrogate, no field twice.
struct JSONParser: ~Copyable {
    var document: JSONDocument
    var position = 0
    private var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>, root: PayloadRoot, scratch: UnsafeMutableBufferPointer<JSONToken>) {
        document = JSONDocument(bytes: bytes, root: root, scratch: scratch)
    }

    consuming func finish() -> JSONDocument { document }

    mutating func parse() throws(PayloadError) {
        // Tokens count bytes in 32 bits.
        guard document.bytes.count <= Int32.max else {
            throw PayloadError(.notJSON, path: document.root.rawValue, problem: "is larger than 2 GiB")
        }
        if document.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw syntaxError("it starts with a byte order mark") }
        skipSpace()
        // The container around the next value; the absent token's index stands for none.
        var container = JSONToken.absentIndex
        var expectsValue = true
        while true {
            if expectsValue {
                expectsValue = try parseValue(in: &container)
                if container == JSONToken.absentIndex { break }
            } else {
                expectsValue = try parseSeparator(in: &container)
                if container == JSONToken.absentIndex { break }
            }
        }
        skipSpace()
        if position < document.bytes.count { throw syntaxError("expected nothing after the value, found \(found)") }
    }

    /// - Returns: whether a value comes next, because a container with contents was opened.
    private mutating func parseValue(in container: inout Int) throws(PayloadError) -> Bool {
        switch byte {
        case UInt8(ascii: "\""): try parseString()
        case UInt8(ascii: "{"): return try open(.object, in: &container)
        case UInt8(ascii: "["): return try open(.array, in: &container)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parseNumber()
        case UInt8(ascii: "t"): try parse(literal: "true", .true)
        case UInt8(ascii: "f"): try parse(literal: "false", .false)
        case UInt8(ascii: "n"): try parse(literal: "null", .null)
        default: throw syntaxError("expected a value, found \(found)")
        }
        return false
    }

    /// Goes on after a value, or after an opening bracket whose closing one follows at once.
    ///
    /// - Returns: whether a value comes next.
    private mutating func parseSeparator(in container: inout Int) throws(PayloadError) -> Bool {
        document.tokens[container].count += 1
        let isObject = document.tokens[container].kind == .object
        skipSpace()
        if byte == UInt8(ascii: ",") {
            position += 1
            skipSpace()
            if isObject { try parseName() }
            return true
        }
        guard byte == UInt8(ascii: isObject ? "}" : "]") else {
            throw syntaxError("expected ',' or '\(isObject ? "}" : "]")', found \(found)")
        }
        try close(&container)
        return false
    }

    private mutating func open(_ kind: JSONToken.Kind, in container: inout Int) throws(PayloadError) -> Bool {
        guard depth < JSONLimits.depth else {
            throw PayloadError(
                .tooDeep, path: document.root.rawValue,
                problem: "is nested more than \(JSONLimits.depth) levels deep at byte \(position)", offset: position)
        }
        depth += 1
        let index = document.tokens.count
        document.tokens.append(
            JSONToken(kind: kind, start: UInt32(position), end: 0, next: UInt32(truncatingIfNeeded: container)))
        container = index
        position += 1
        skipSpace()
        if byte == UInt8(ascii: kind == .object ? "}" : "]") {
            try close(&container)
            return false
        }
        if kind == .object { try parseName() }
        return true
    }

    private mutating func close(_ container: inout Int) throws(PayloadError) {
        let index = container
        position += 1
        depth -= 1
        container = Int(document.tokens[index].next)
        document.tokens[index].end = UInt32(position)
        document.tokens[index].next = UInt32(document.tokens.count)
        if document.tokens[index].kind == .object { try refuseRepeatedFields(of: index) }
    }

    private mutating func parseName() throws(PayloadError) {
        guard byte == UInt8(ascii: "\"") else {
            throw syntaxError("expected a field's name in double quotes, found \(found)")
        }
        try parseString()
        skipSpace()
        guard byte == UInt8(ascii: ":") else { throw syntaxError("expected ':', found \(found)") }
        position += 1
        skipSpace()
    }

    private mutating func parse(literal: StaticString, _ kind: JSONToken.Kind) throws(PayloadError) {
        let start = position
        let matches = literal.withUTF8Buffer { document.bytes.dropFirst(start).starts(with: $0) }
        guard matches else { throw syntaxError("expected '\(literal)', found \(found)") }
        position += literal.utf8CodeUnitCount
        append(kind, from: start)
    }

    @inline(__always)
    mutating func append(_ kind: JSONToken.Kind, from start: Int, hasEscapes: Bool = false) {
        let token = JSONToken(
            kind: kind, hasEscapes: hasEscapes, start: UInt32(truncatingIfNeeded: start),
            end: UInt32(truncatingIfNeeded: position), next: UInt32(truncatingIfNeeded: document.tokens.count + 1))
        document.tokens.append(token)
    }

    /// The byte at the position, or 0 at the end: 0 is no part of JSON, so no one mistakes it.
    @inline(__always)
    var byte: UInt8 {
        position < document.bytes.count ? document.bytes[position] : 0
    }

    @inline(__always)
    private mutating func skipSpace() {
        while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }
}
