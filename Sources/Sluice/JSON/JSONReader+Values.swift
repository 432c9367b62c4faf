extension JSONReader {
    var isNull: Bool { token.kind == .null || token.kind == .absent }

    func text(expecting expected: @autoclosure () -> String) throws(PayloadError) -> String {
        let token = token
        guard token.kind == .string else { throw mismatch(expecting: expected()) }
        return document.string(token)
    }

    func boolean() throws(PayloadError) -> Bool {
        switch token.kind {
        case .true: return true
        case .false: return false
        default: throw mismatch(expecting: "a Boolean")
        }
    }

    mutating func array<Element: PayloadValue>(of type: Element.Type) throws(PayloadError) -> [Element] {
        let array = index
        let token = token
        guard token.kind == .array else { throw mismatch(expecting: "an array") }
        var elements: [Element] = []
        elements.reserveCapacity(Int(token.count))
        var element = array + 1
        while element < token.next {
            index = element
            elements.append(try Element.read(from: &self))
            element = Int(document.tokens[element].next)
        }
        index = array
        return elements
    }

    mutating func dictionary<Value: PayloadValue>(of type: Value.Type) throws(PayloadError) -> [String: Value] {
        let object = index
        let token = token
        guard token.kind == .object else { throw mismatch(expecting: "an object") }
        var values: [String: Value] = [:]
        values.reserveCapacity(Int(token.count))
        var name = object + 1
        while name < token.next {
            index = name + 1
            let key = document.string(document.tokens[name])
            // Distinct bytes can be equal strings ("é" has two spellings): neither may silently win.
            if values.updateValue(try Value.read(from: &self), forKey: key) != nil {
                throw failure(.duplicate, "has a name that another field has in a different Unicode spelling")
            }
            name = Int(document.tokens[name + 1].next)
        }
        index = object
        return values
    }
}
