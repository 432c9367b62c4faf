/// Reads typed values from a checked document.
///
/// It stands at one value at a time. Fields are looked for from where the last one was found, so an object whose
/// fields come in the order they are read in, which is how ``JSONWriter`` writes them, is read without a search.
@_spi(SluiceGenerated)
public struct JSONReader: ~Copyable {
    let document: JSONDocument
    /// The value that the reader stands at.
    var index = JSONToken.rootIndex
    /// The object whose fields are being read, and where the search for the next one starts.
    private var object = 0
    private var nextName = 0
    /// The field that is read, if the object does not have it.
    private var absentName: StaticString = ""

    init(document: consuming JSONDocument) {
        self.document = document
    }

    @inline(__always)
    var token: JSONToken { document.tokens[index] }

    /// The path of the field that is missing.
    var absentPath: String {
        document.path(of: document.tokens[object]) + JSONPath.field("\(absentName)")
    }

    /// Starts to read the fields of the object that the reader stands at.
    ///
    /// - Throws: ``PayloadError`` if it is no object.
    public mutating func beginObject() throws(PayloadError) {
        guard token.kind == .object else { throw mismatch(expecting: "an object") }
        object = index
        nextName = index + 1
    }

    /// Reads a field; one that is missing is nil if its type is optional.
    ///
    /// - Throws: ``PayloadError`` if the field is missing, or no `Value`.
    public mutating func read<Value: PayloadValue>(_ name: StaticString) throws(PayloadError) -> Value {
        try read(name, at: find(name))
    }

    /// Reads a field that has a default. A `null` is not a missing field: it is nil, or refused.
    ///
    /// - Throws: ``PayloadError`` if the field is no `Value`.
    public mutating func read<Value: PayloadValue>(
        _ name: StaticString, default value: Value
    ) throws(PayloadError) -> Value {
        let found = find(name)
        return found == JSONToken.absentIndex ? value : try read(name, at: found)
    }

    /// Reads a field of a type that comes from outside the declarations, through its `Decodable` conformance; one
    /// that is missing is nil if its type is optional.
    ///
    /// - Throws: ``PayloadError`` if the field is missing, or its decoding fails.
    public mutating func readCodable<Value: Decodable>(_ name: StaticString) throws(PayloadError) -> Value {
        let around = enter(name, at: find(name))
        let value = try decodable(Value.self)
        leave(to: around)
        return value
    }

    /// Reads a field of a type that comes from outside the declarations and has a default.
    ///
    /// - Throws: ``PayloadError`` if its decoding fails.
    public mutating func readCodable<Value: Decodable>(
        _ name: StaticString, default value: Value
    ) throws(PayloadError) -> Value {
        let found = find(name)
        if found == JSONToken.absentIndex { return value }
        let around = enter(name, at: found)
        let value = try decodable(Value.self)
        leave(to: around)
        return value
    }

    private mutating func read<Value: PayloadValue>(
        _ name: StaticString, at field: Int
    ) throws(PayloadError) -> Value {
        let around = enter(name, at: field)
        let value = try Value.read(from: &self)
        leave(to: around)
        return value
    }

    /// What a nested value's reading overwrites. After an error no one reads on, so only success restores it.
    private struct Place {
        let object: Int
        let nextName: Int
    }

    @inline(__always)
    private mutating func enter(_ name: StaticString, at field: Int) -> Place {
        let place = Place(object: object, nextName: nextName)
        index = field
        if field == JSONToken.absentIndex { absentName = name }
        return place
    }

    @inline(__always)
    private mutating func leave(to place: Place) {
        (object, nextName) = (place.object, place.nextName)
        index = object
    }

    /// The index of a field's value in the current object, or of the absent token.
    @inline(__always)
    private mutating func find(_ name: StaticString) -> Int {
        name.withUTF8Buffer { text in
            let name = JSONName(text: text, hasEscapes: false)
            let end = Int(document.tokens[object].next)
            if nextName < end, document.name(document.tokens[nextName]) == name {
                let value = nextName + 1
                nextName = Int(document.tokens[value].next)
                return value
            }
            return search(name, end: end)
        }
    }

    @inline(never)
    private mutating func search(_ name: JSONName, end: Int) -> Int {
        if document.tokens[object].count > JSONDocument.searchableFields {
            let value = document.indexes?[object]?[name] ?? JSONToken.absentIndex
            if value != JSONToken.absentIndex { nextName = Int(document.tokens[value].next) }
            return value
        }
        var candidate = object + 1
        while candidate < end {
            let value = candidate + 1
            let following = Int(document.tokens[value].next)
            if document.name(document.tokens[candidate]) == name {
                nextName = following
                return value
            }
            candidate = following
        }
        return JSONToken.absentIndex
    }
}
