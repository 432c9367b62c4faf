extension JSONParser {
    /// Two fields of one name are refused: programs disagree about which of them counts, and an attacker may use that.
    mutating func refuseRepeatedFields(of object: Int) throws(PayloadError) {
        if document.tokens[object].count > JSONDocument.searchableFields {
            try indexFields(of: object)
            return
        }
        let end = Int(document.tokens[object].next)
        var name = object + 1
        while name < end {
            var earlier = object + 1
            while earlier < name {
                if document.name(document.tokens[earlier]) == document.name(document.tokens[name]) {
                    throw repeated(name)
                }
                earlier = Int(document.tokens[earlier + 1].next)
            }
            name = Int(document.tokens[name + 1].next)
        }
    }

    private mutating func indexFields(of object: Int) throws(PayloadError) {
        var values: [JSONName: Int] = [:]
        values.reserveCapacity(Int(document.tokens[object].count))
        let end = Int(document.tokens[object].next)
        var name = object + 1
        while name < end {
            if values.updateValue(name + 1, forKey: document.name(document.tokens[name])) != nil {
                throw repeated(name)
            }
            name = Int(document.tokens[name + 1].next)
        }
        document.indexes = document.indexes ?? [:]
        document.indexes?[object] = values
    }

    private func repeated(_ name: Int) -> PayloadError {
        let token = document.tokens[name]
        let path = document.path(of: token) + JSONPath.field(document.string(token))
        return PayloadError(.duplicate, path: path, problem: "is given twice")
    }
}
