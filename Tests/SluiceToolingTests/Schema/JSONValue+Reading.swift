import SluiceTooling

extension JSONValue {
    var members: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

    /// What a JSON pointer leads to, by members of objects.
    func value(at pointer: String) -> JSONValue? {
        pointer.split(separator: "/").reduce(self) { $0?.members?[String($1)] }
    }

    /// Passes a JSON Schema and every schema in it.
    func eachSchema(_ body: (JSONValue) -> Void) {
        body(self)
        for keyword in ["properties", "$defs"] {
            for schema in value(at: keyword)?.members?.values.map(\.self) ?? [] { schema.eachSchema(body) }
        }
        for keyword in ["items", "additionalProperties", "propertyNames"] { value(at: keyword)?.eachSchema(body) }
        for keyword in ["anyOf", "oneOf"] { value(at: keyword)?.elements?.forEach { $0.eachSchema(body) } }
    }
}
